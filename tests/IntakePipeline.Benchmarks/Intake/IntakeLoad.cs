namespace IntakePipeline.Benchmarks.Intake;

/// <summary>What is filed, and with which host.</summary>
/// <param name="Count">Submissions to file.</param>
/// <param name="Concurrency">Submissions in flight at once.</param>
/// <param name="Bytes">Size of each memoria.</param>
/// <param name="Published">The folder the host was published to; null for the host as built with the benchmarks.</param>
internal sealed record IntakeLoad(int Count, int Concurrency, int Bytes, string? Published);
