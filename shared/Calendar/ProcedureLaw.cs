using NodaTime;

namespace IntakePipeline.Calendar;

/// <summary>The law of administrative procedure that says which days count.</summary>
public enum ProcedureLaw
{
    /// <summary>Ley 30/1992, until 2016-10-01: Saturdays are working days (art. 48).</summary>
    Law30Of1992,

    /// <summary>Ley 39/2015, from 2016-10-02: Saturdays are not (art. 30.2).</summary>
    Law39Of2015,
}

/// <summary>Which law rules a day, and where each says what.</summary>
internal static class ProcedureLaws
{
    /// <summary>First day of law 39/2015 (its final provision 7).</summary>
    private static readonly LocalDate NewLaw = new(2016, 10, 2);

    public static ProcedureLaw InForceOn(LocalDate date) => date < NewLaw ? ProcedureLaw.Law30Of1992 : ProcedureLaw.Law39Of2015;

    /// <summary>Sundays and holidays do not count.</summary>
    public static string NonWorkingDays(this ProcedureLaw law) => law.Pick("Ley 30/1992, art. 48.1", "Ley 39/2015, art. 30.2");

    /// <summary>A day that is a holiday for the applicant or at the seat does not count.</summary>
    public static string LocalHolidays(this ProcedureLaw law) => law.Pick("Ley 30/1992, art. 48.5", "Ley 39/2015, art. 30.6");

    /// <summary>Counting starts the day after.</summary>
    public static string CountingStarts(this ProcedureLaw law) => law.Pick("Ley 30/1992, art. 48.4", "Ley 39/2015, art. 30.3");

    /// <summary>A last day that does not count rolls on to the next that does.</summary>
    public static string RollOver(this ProcedureLaw law) => law.Pick("Ley 30/1992, art. 48.3", "Ley 39/2015, art. 30.5");

    /// <summary>A filing on a non-working day counts as made in the first hour of the next working day.</summary>
    public static string FilingOnNonWorkingDay(this ProcedureLaw law) => law.Pick("Ley 11/2007, art. 26.3", "Ley 39/2015, art. 31.2.b");

    /// <summary>The electronic registry takes filings every day, round the clock.</summary>
    public static string OpenRoundTheClock(this ProcedureLaw law) => law.Pick("Ley 11/2007, art. 26.2", "Ley 39/2015, art. 31.2.a");

    private static string Pick(this ProcedureLaw law, string old, string current) => law == ProcedureLaw.Law30Of1992 ? old : current;
}
