namespace IntakePipeline.Calendar;

/// <summary>A municipality's INE code, e.g. <c>46250</c>.</summary>
/// <param name="Value">Five digits: two of the province, three of the municipality.</param>
public readonly record struct MunicipalityCode(string Value)
{
    /// <summary>València, where IMPIVA has its seat.</summary>
    public static MunicipalityCode Seat { get; } = new("46250");

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A municipality whose local holidays are known.</summary>
/// <param name="Code">Its INE code.</param>
/// <param name="Name">Its name.</param>
/// <param name="OtherNames">Other ways to write it.</param>
public sealed record Municipality(MunicipalityCode Code, LocalizedText Name, IReadOnlyList<string> OtherNames);
