using System.Globalization;

namespace IntakePipeline.Calendar;

/// <summary>
/// A day was asked about in a year whose holidays are not in the data. Nothing is guessed: whoever runs the pipeline has to add
/// <c>shared/Calendar/Data/holidays-{year}.json</c>.
/// </summary>
public sealed class MissingHolidaysException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="year">The year without data.</param>
    /// <param name="municipality">The municipality without data in that year; null when the whole year is missing.</param>
    /// <param name="neededBy">What needs it, e.g. a call; null when unknown.</param>
    public MissingHolidaysException(int year, MunicipalityCode? municipality = null, string? neededBy = null)
        : base(string.Create(CultureInfo.InvariantCulture, $"No holidays of {year}{Of(municipality)} in the data{By(neededBy)}: add shared/Calendar/Data/holidays-{year}.json.")) =>
        (Year, Municipality) = (year, municipality);

    /// <summary>The year without data.</summary>
    public int Year { get; }

    /// <summary>The municipality without data in that year; null when the whole year is missing.</summary>
    public MunicipalityCode? Municipality { get; }

    private static string Of(MunicipalityCode? municipality) => municipality is { } code ? $" for municipality {code}" : string.Empty;

    private static string By(string? neededBy) => neededBy is null ? string.Empty : $", needed by {neededBy}";
}
