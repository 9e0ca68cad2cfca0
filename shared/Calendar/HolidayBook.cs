using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Serialization;
using IntakePipeline.DataFiles;
using NodaTime;

namespace IntakePipeline.Calendar;

/// <summary>Every holiday of the data, indexed by day; knows which years it covers.</summary>
internal sealed class HolidayBook
{
    private readonly FrozenDictionary<(MunicipalityCode? Municipality, LocalDate Date), Holiday> holidays;
    private readonly FrozenSet<(MunicipalityCode? Municipality, int Year)> covered;

    /// <summary>Creates a book.</summary>
    /// <param name="holidays">The holidays; at most one a day and place.</param>
    /// <param name="covered">Years whose holidays are all there: for a municipality, or (null) for Spain and the Comunitat Valenciana.</param>
    public HolidayBook(IEnumerable<Holiday> holidays, IEnumerable<(MunicipalityCode? Municipality, int Year)> covered)
    {
        All = [.. holidays.OrderBy(h => h.Date)];
        this.holidays = All.ToFrozenDictionary(h => (h.Municipality, h.Date));
        this.covered = covered.ToFrozenSet();
    }

    public IReadOnlyList<Holiday> All { get; }

    public IEnumerable<(MunicipalityCode? Municipality, int Year)> Covered => covered;

    /// <summary>The holiday that makes <paramref name="date"/> non-working in <paramref name="scope"/>; null when none does.</summary>
    /// <exception cref="MissingHolidaysException">The year is not covered.</exception>
    public Holiday? On(LocalDate date, HolidayScope scope)
    {
        if (!covered.Contains((null, date.Year)))
            throw new MissingHolidaysException(date.Year);
        var holiday = holidays.GetValueOrDefault((null, date));
        foreach (var municipality in scope.Municipalities)
        {
            if (!covered.Contains((municipality, date.Year)))
                throw new MissingHolidaysException(date.Year, municipality);
            holiday ??= holidays.GetValueOrDefault((municipality, date));
        }

        return holiday;
    }

    public bool Covers(int year, HolidayScope scope) =>
        covered.Contains((null, year)) && scope.Municipalities.All(m => covered.Contains((m, year)));

    /// <summary>Reads <c>Calendar/Data/holidays-*.json</c>.</summary>
    /// <exception cref="DataFileException">A file is wrong.</exception>
    public static HolidayBook Load()
    {
        var read = new List<Holiday>();
        var years = new List<(MunicipalityCode?, int)>();
        foreach (var name in DataFile.Names("Calendar", "holidays-"))
        {
            var file = DataFile.Parse<HolidayFile>(name, DataFile.Bytes(name));
            var before = read.Count;
            read.AddRange(file.Regional.Select(h => new Holiday(h.Date, h.Level, null, new LocalizedText(h.Va, h.Es), h.Verified)));
            years.Add((null, file.Year));
            foreach (var (code, local) in file.Municipal)
            {
                var municipality = new MunicipalityCode(code);
                read.AddRange(local.Select(h => new Holiday(h.Date, HolidayLevel.Municipal, municipality, new LocalizedText(h.Va, h.Es), h.Verified)));
                years.Add((municipality, file.Year));
            }

            Check(name, file.Year, read.Skip(before));
        }

        return new HolidayBook(read, years);
    }

    private static void Check(string name, int year, IEnumerable<Holiday> holidays)
    {
        var seen = new HashSet<(MunicipalityCode?, LocalDate)>();
        foreach (var holiday in holidays)
        {
            var date = holiday.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (holiday.Date.Year != year)
                throw new DataFileException(name, null, null, $"{date} is not of {year.ToString(CultureInfo.InvariantCulture)}");
            if (!seen.Add((holiday.Municipality, holiday.Date)))
                throw new DataFileException(name, null, null, $"{date} is there twice");
            if (holiday is { Level: HolidayLevel.Municipal, Municipality: null })
                throw new DataFileException(name, null, null, $"{date} is municipal and stands under \"regional\"");
        }
    }

    private sealed record HolidayFile(
        int Year, string Source, IReadOnlyList<RegionalHoliday> Regional, IReadOnlyDictionary<string, IReadOnlyList<LocalHoliday>> Municipal,
        [property: JsonPropertyName("$schema")] string Schema);

    private sealed record RegionalHoliday(LocalDate Date, HolidayLevel Level, string Va, string Es, bool Verified);

    private sealed record LocalHoliday(LocalDate Date, string Va, string Es, bool Verified);
}
