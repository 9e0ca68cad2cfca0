using IntakePipeline.DataFiles;
using IntakePipeline.Registry;
using NodaTime;

namespace IntakePipeline.Calendar;

/// <summary>How a period's last day rolls on when it does not count.</summary>
public enum RollOver
{
    /// <summary>To the next working day of the law.</summary>
    Law,

    /// <summary>The same, and a Saturday never ends the period either (R1 6.3).</summary>
    LawAndSaturday,
}

/// <summary>
/// The legal calendar: which days work, where a period ends, for which day a filing counts. Immutable and safe to share. Days are official days
/// (Europe/Madrid); without a scope the seat's holidays count. Every answer writes its steps to a trace when given one.
/// </summary>
public sealed class WorkingCalendar
{
    private readonly HolidayBook book;
    private readonly MunicipalityDirectory directory;
    private readonly ProcedureLaw? fixedLaw;

    internal WorkingCalendar(HolidayBook book, MunicipalityDirectory directory, ProcedureLaw? fixedLaw = null) =>
        (this.book, this.directory, this.fixedLaw) = (book, directory, fixedLaw);

    /// <summary>Every holiday of the data, by date.</summary>
    public IReadOnlyList<Holiday> Holidays => book.All;

    /// <summary>The municipalities whose holidays are known.</summary>
    public IReadOnlyList<Municipality> Municipalities => directory.All;

    /// <summary>Reads the calendar that ships with the product.</summary>
    /// <exception cref="DataFileException">A data file is wrong.</exception>
    public static WorkingCalendar Load() => new(HolidayBook.Load(), MunicipalityDirectory.Load());

    /// <summary>The same holidays under <paramref name="law"/> on every day, whichever law is in force: for a procedure that the other law began.</summary>
    public WorkingCalendar Under(ProcedureLaw law) => new(book, directory, law);

    /// <summary>Whether the holidays of <paramref name="year"/> are known for <paramref name="where"/>.</summary>
    public bool Covers(int year, HolidayScope? where = null) => book.Covers(year, where ?? HolidayScope.Seat);

    /// <summary>Whose holidays count in a period given to an applicant: the seat's and those of <paramref name="municipality"/>.</summary>
    /// <param name="municipality">INE code or name as the applicant wrote it; null or blank for the seat's alone.</param>
    public HolidayScope ScopeOf(string? municipality) =>
        string.IsNullOrWhiteSpace(municipality) ? HolidayScope.Seat
        : directory.Find(municipality) is { } known ? HolidayScope.SeatAnd(known.Code)
        : HolidayScope.SeatWithout(municipality.Trim());

    /// <summary>Whether <paramref name="date"/> is a working day.</summary>
    /// <exception cref="MissingHolidaysException">The year's holidays are not in the data.</exception>
    public bool IsWorking(LocalDate date, HolidayScope? where = null) => WhyNotWorking(date, where) is null;

    /// <summary>Why <paramref name="date"/> is not a working day; null when it is one.</summary>
    /// <exception cref="MissingHolidaysException">The year's holidays are not in the data.</exception>
    public TraceStep? WhyNotWorking(LocalDate date, HolidayScope? where = null)
    {
        var holiday = book.On(date, where ?? HolidayScope.Seat);
        var law = LawOn(date);
        return date.DayOfWeek switch
        {
            IsoDayOfWeek.Sunday => TraceTexts.Weekend(date, law),
            IsoDayOfWeek.Saturday when law == ProcedureLaw.Law39Of2015 => TraceTexts.Weekend(date, law),
            _ when holiday is { Municipality: { } code } => TraceTexts.Municipal(holiday, NameOf(code), law),
            _ when holiday is not null => TraceTexts.Regional(holiday, law),
            _ => null,
        };
    }

    /// <summary>The first working day after <paramref name="date"/>.</summary>
    /// <exception cref="MissingHolidaysException">A year's holidays are not in the data.</exception>
    public LocalDate NextWorkingDay(LocalDate date, HolidayScope? where = null, ICollection<TraceStep>? trace = null)
    {
        var day = date.PlusDays(1);
        while (WhyNotWorking(day, where) is { } why)
        {
            trace?.Add(why);
            day = day.PlusDays(1);
        }

        return day;
    }

    /// <summary>The last day of a period of <paramref name="days"/> working days; counting starts the day after <paramref name="from"/>.</summary>
    /// <param name="from">Day of the notification or publication.</param>
    /// <param name="days">Working days, at least one.</param>
    /// <param name="where">Whose holidays count.</param>
    /// <param name="trace">Takes the steps.</param>
    /// <exception cref="MissingHolidaysException">A year's holidays are not in the data.</exception>
    public LocalDate AddWorkingDays(LocalDate from, int days, HolidayScope? where = null, ICollection<TraceStep>? trace = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        trace?.Add(TraceTexts.CountingStarts(from, days, LawOn(from)));
        if (where?.WithoutData is { } municipality)
            trace?.Add(TraceTexts.UnknownMunicipalHolidays(from, municipality, LawOn(from)));
        var day = from;
        for (var counted = 0; counted < days; counted++)
            day = NextWorkingDay(day, where, trace);
        trace?.Add(TraceTexts.LastDay(day, days, LawOn(day)));
        return day;
    }

    /// <summary>A period of <paramref name="days"/> working days from the day after <paramref name="from"/>, with its trace.</summary>
    /// <exception cref="MissingHolidaysException">A year's holidays are not in the data.</exception>
    public Deadline DeadlineAfter(LocalDate from, int days, HolidayScope? where = null)
    {
        var trace = new List<TraceStep>();
        return new Deadline(from, AddWorkingDays(from, days, where, trace), trace);
    }

    /// <summary>The day on which a period that should end on <paramref name="last"/> does end: that day, or the next one that counts.</summary>
    /// <exception cref="MissingHolidaysException">A year's holidays are not in the data.</exception>
    public LocalDate RollOverFrom(LocalDate last, RollOver rule = RollOver.Law, HolidayScope? where = null, ICollection<TraceStep>? trace = null)
    {
        var day = last;
        while ((WhyNotWorking(day, where) ?? CallsOwnSaturday(day, rule)) is { } why)
        {
            trace?.Add(why);
            day = day.PlusDays(1);
        }

        if (day != last)
            trace?.Add(TraceTexts.RolledOver(last, day, LawOn(last)));
        return day;
    }

    /// <summary>The day for which a filing counts, by the seat's calendar: its own day, or the next working day.</summary>
    /// <param name="filed">Official local time of the filing.</param>
    /// <param name="trace">Takes the steps.</param>
    /// <remarks>
    /// A registry never closes, so this never fails: a filing in a year without holidays keeps its own day and the reason says that nobody could check it.
    /// No window of a loaded call lies in such a year (the catalogue of calls refuses to load one), so no phase hangs on it.
    /// </remarks>
    public EffectiveDate EffectiveDateOf(LocalDateTime filed, ICollection<TraceStep>? trace = null)
    {
        var (date, steps) = (filed.Date, new List<TraceStep>());
        while (Covers(date.Year) && WhyNotWorking(date) is { } why)
        {
            steps.Add(why);
            date = date.PlusDays(1);
        }

        if (!Covers(date.Year))
        {
            steps.Add(TraceTexts.FiledWithoutCalendar(filed.Date, date.Year, LawOn(filed.Date)));
            date = filed.Date;
        }
        else
        {
            steps.Add(date == filed.Date
                ? TraceTexts.FiledOnWorkingDay(date, LawOn(date))
                : TraceTexts.FiledOnNonWorkingDay(steps[0], date, LawOn(filed.Date)));
        }

        foreach (var step in steps)
            trace?.Add(step);
        return new EffectiveDate(date, steps[^1].Text);
    }

    private ProcedureLaw LawOn(LocalDate date) => fixedLaw ?? ProcedureLaws.InForceOn(date);

    private LocalizedText NameOf(MunicipalityCode code) =>
        directory.All.FirstOrDefault(m => m.Code == code)?.Name ?? new LocalizedText(code.Value, code.Value);

    private static TraceStep? CallsOwnSaturday(LocalDate day, RollOver rule) =>
        rule == RollOver.LawAndSaturday && day.DayOfWeek == IsoDayOfWeek.Saturday ? TraceTexts.CallsOwnSaturday(day) : null;
}
