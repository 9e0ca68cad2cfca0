namespace IntakePipeline.Submissions;

/// <summary>A file that is sent with an envelope.</summary>
/// <param name="Name">Its name, as the manifest has it.</param>
/// <param name="Open">Opens it for reading, as often as it is sent.</param>
public sealed record SubmissionFile(string Name, Func<Stream> Open);
