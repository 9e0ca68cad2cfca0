namespace IntakePipeline.Health;

/// <summary>Something without which the pipeline cannot take anything in.</summary>
public interface IReadinessCheck
{
    /// <summary>Its stable name in the answer.</summary>
    string Name { get; }

    /// <summary>Looks.</summary>
    /// <returns>Null when all is well; else what is wrong, for operators, without addresses, keys or names of persons.</returns>
    Task<string?> FindTroubleAsync(CancellationToken cancellationToken);
}
