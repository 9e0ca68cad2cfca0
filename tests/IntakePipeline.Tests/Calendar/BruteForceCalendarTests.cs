using System.Globalization;
using IntakePipeline.Calendar;
using NodaTime;

namespace IntakePipeline.Tests.Calendar;

/// <summary>
/// A second implementation of the calendar that shares nothing with the first but the law: it reads DOMAIN.md's own lists (written out here), and counts
/// day by day. Every day of 2009–2014, every municipality, both laws.
/// </summary>
public sealed class BruteForceCalendarTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Load();

    private static readonly Dictionary<string, string[]> Lists = new(StringComparer.Ordinal)
    {
        [""] =
        [
            "2009: 1/1 6/1 19/3 9/4 10/4 13/4 1/5 15/8 9/10 12/10 8/12 25/12", "2010: 1/1 6/1 19/3 2/4 5/4 1/5 9/10 12/10 1/11 6/12 8/12 25/12",
            "2011: 1/1 6/1 19/3 21/4 22/4 25/4 2/5 15/8 12/10 1/11 6/12 8/12", "2012: 6/1 19/3 6/4 9/4 1/5 15/8 9/10 12/10 1/11 6/12 8/12 25/12",
            "2013: 1/1 18/3 19/3 29/3 1/4 1/5 15/8 9/10 12/10 1/11 6/12 25/12", "2014: 1/1 6/1 19/3 18/4 21/4 1/5 15/8 9/10 1/11 6/12 8/12 25/12",
        ],
        ["46250"] = ["2009: 22/1 20/4", "2010: 22/1 12/4", "2011: 7/1 22/1", "2012: 16/4", "2013: 22/1 8/4", "2014: 22/1 28/4"],
        ["03014"] = ["2009: 23/4 24/6", "2010: 15/4 24/6", "2011: 5/5 24/6", "2012: 19/4", "2013: 11/4 24/6", "2014: 24/6"],
        ["12040"] = ["2009: 16/3 29/6", "2010: 8/3 29/6", "2011: 28/3 29/6", "2012: 12/3 29/6", "2013: 4/3 29/6", "2014: 24/3"],
    };

    [Theory]
    [InlineData("46250", ProcedureLaw.Law30Of1992)]
    [InlineData("03014", ProcedureLaw.Law30Of1992)]
    [InlineData("12040", ProcedureLaw.Law30Of1992)]
    [InlineData("46250", ProcedureLaw.Law39Of2015)]
    [InlineData("03014", ProcedureLaw.Law39Of2015)]
    [InlineData("12040", ProcedureLaw.Law39Of2015)]
    public void Every_day_and_every_period_agree_with_counting_on_fingers(string municipality, ProcedureLaw law)
    {
        var holidays = Holidays("").Union(Holidays("46250")).Union(Holidays(municipality)).ToHashSet();
        bool Works(DateTime day) => day.DayOfWeek != DayOfWeek.Sunday
            && !(day.DayOfWeek == DayOfWeek.Saturday && law == ProcedureLaw.Law39Of2015) && !holidays.Contains(day);
        var (calendar, scope) = (Calendar.Under(law), Calendar.ScopeOf(municipality));

        for (var day = new DateTime(2009, 1, 1); day <= new DateTime(2014, 11, 15); day = day.AddDays(1))
        {
            Assert.Equal(Works(day), calendar.IsWorking(LocalDate.FromDateTime(day), scope));
            foreach (var days in (int[])[1, 10, 28])
            {
                var (last, left) = (day, days);
                while (left > 0)
                {
                    last = last.AddDays(1);
                    left -= Works(last) ? 1 : 0;
                }

                Assert.Equal(LocalDate.FromDateTime(last), calendar.AddWorkingDays(LocalDate.FromDateTime(day), days, scope));
            }

            var rolled = day;
            while (!Works(rolled) || rolled.DayOfWeek == DayOfWeek.Saturday)
                rolled = rolled.AddDays(1);
            Assert.Equal(LocalDate.FromDateTime(rolled), calendar.RollOverFrom(LocalDate.FromDateTime(day), RollOver.LawAndSaturday, scope));
        }
    }

    [Fact]
    public void Every_filing_counts_for_the_day_that_fingers_find()
    {
        var holidays = Holidays("").Union(Holidays("46250")).ToHashSet();
        for (var day = new DateTime(2009, 1, 1); day <= new DateTime(2014, 12, 30); day = day.AddDays(1))
        {
            var effective = day;
            while (effective.DayOfWeek == DayOfWeek.Sunday || holidays.Contains(effective))
                effective = effective.AddDays(1);
            Assert.Equal(LocalDate.FromDateTime(effective), Calendar.EffectiveDateOf(LocalDateTime.FromDateTime(day.AddHours(13))).Date);
        }
    }

    private static IEnumerable<DateTime> Holidays(string place) =>
        from line in Lists[place]
        let parts = line.Split(": ")
        from day in parts[1].Split(' ')
        select DateTime.ParseExact($"{day}/{parts[0]}", "d/M/yyyy", CultureInfo.InvariantCulture);
}
