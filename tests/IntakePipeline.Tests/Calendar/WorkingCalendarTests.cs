using IntakePipeline.Calendar;
using NodaTime;
using NodaTime.Text;

namespace IntakePipeline.Tests.Calendar;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Load();

    [Theory]
    [InlineData("2012-06-14", "2012-06-26", "2012-06-28")]
    [InlineData("2013-03-14", "2013-03-28", "2013-04-03")]
    [InlineData("2011-04-15", "2011-04-30", "2011-05-05")]
    [InlineData("2012-12-21", "2013-01-04", "2013-01-08")]
    public void Ten_working_days_end_where_each_law_says(string received, string oldLaw, string newLaw)
    {
        Assert.Equal(Day(oldLaw), Calendar.AddWorkingDays(Day(received), 10, HolidayScope.Regional));
        Assert.Equal(Day(newLaw), Calendar.Under(ProcedureLaw.Law39Of2015).AddWorkingDays(Day(received), 10, HolidayScope.Regional));
    }

    [Fact]
    public void A_local_holiday_gives_the_applicant_one_day_more()
    {
        Assert.Equal(Day("2013-01-25"), Calendar.AddWorkingDays(Day("2013-01-14"), 10, HolidayScope.Regional));
        Assert.Equal(Day("2013-01-26"), Calendar.AddWorkingDays(Day("2013-01-14"), 10, Calendar.ScopeOf("46250")));
    }

    [Fact]
    public void A_holiday_at_the_seat_counts_for_every_applicant_and_the_applicants_own_as_well()
    {
        Assert.Equal(Day("2013-01-26"), Calendar.AddWorkingDays(Day("2013-01-14"), 10, Calendar.ScopeOf("Castelló")));
        Assert.False(Calendar.IsWorking(Day("2013-03-04"), Calendar.ScopeOf("Castelló")));
        Assert.True(Calendar.IsWorking(Day("2013-03-04"), Calendar.ScopeOf("Alacant")));
    }

    [Theory]
    [InlineData("2012-10-14T23:30:00", "2012-10-15")]
    [InlineData("2012-10-12T08:00:00", "2012-10-13")]
    [InlineData("2013-03-31T02:30:00", "2013-04-02")]
    [InlineData("2013-04-01T00:00:00", "2013-04-02")]
    [InlineData("2012-06-28T23:59:59.999", "2012-06-28")]
    [InlineData("2013-01-22T10:00:00", "2013-01-23")]
    public void A_filing_counts_for_its_day_or_the_next_working_day_of_the_seat(string filed, string effective) =>
        Assert.Equal(Day(effective), Calendar.EffectiveDateOf(LocalDateTimePattern.ExtendedIso.Parse(filed).Value).Date);

    [Fact]
    public void The_effective_date_says_why_in_both_languages()
    {
        var reason = Calendar.EffectiveDateOf(new LocalDateTime(2013, 3, 29, 10, 0)).Reason;
        Assert.Equal(
            "29/03/2013 no és hàbil: Divendres Sant. La presentació s'entén feta a la primera hora del dissabte 30/03/2013, primer dia hàbil següent.", reason.Va);
        Assert.Equal(
            "29/03/2013 no es hábil: Viernes Santo. La presentación se entiende hecha a primera hora del sábado 30/03/2013, primer día hábil siguiente.", reason.Es);
    }

    [Fact]
    public void Saturdays_work_until_the_new_law_and_not_after()
    {
        var saturday = Day("2013-03-30");
        Assert.True(Calendar.IsWorking(saturday));
        Assert.False(Calendar.Under(ProcedureLaw.Law39Of2015).IsWorking(saturday));
        Assert.Equal(ProcedureLaw.Law30Of1992, ProcedureLaws.InForceOn(Day("2016-10-01")));
        Assert.Equal(ProcedureLaw.Law39Of2015, ProcedureLaws.InForceOn(Day("2016-10-02")));
    }

    [Fact]
    public void A_last_day_that_is_a_Saturday_rolls_on_only_where_the_call_says_so()
    {
        var saturday = Day("2012-06-30");
        Assert.Equal(saturday, Calendar.RollOverFrom(saturday));
        Assert.Equal(Day("2012-07-02"), Calendar.RollOverFrom(saturday, RollOver.LawAndSaturday));
    }

    [Fact]
    public void A_last_day_before_a_chain_of_holidays_rolls_over_all_of_them()
    {
        var trace = new List<TraceStep>();
        Assert.Equal(Day("2013-04-02"), Calendar.RollOverFrom(Day("2013-03-31"), trace: trace));
        Assert.Equal(["domingo", "festivo-autonomico", "prorroga"], trace.Select(s => s.Rule));
        Assert.Equal("Ley 30/1992, art. 48.3", trace[^1].Article);
    }

    [Fact]
    public void A_deadline_explains_each_day_it_skips()
    {
        var deadline = Calendar.DeadlineAfter(Day("2013-03-14"), 10, Calendar.ScopeOf("València"));
        Assert.Equal(Day("2013-03-28"), deadline.LastDay);
        Assert.Equal(
            ["2013-03-14 inicio-computo", "2013-03-17 domingo", "2013-03-18 festivo-autonomico", "2013-03-19 festivo-autonomico", "2013-03-24 domingo", "2013-03-28 fin-plazo"],
            deadline.Trace.Select(s => $"{LocalDatePattern.Iso.Format(s.Date)} {s.Rule}"));
        Assert.All(deadline.Trace, s => Assert.False(string.IsNullOrWhiteSpace(s.Article)));
        Assert.All(deadline.Trace, s => Assert.NotEqual(s.Text.Va, s.Text.Es));
    }

    [Fact]
    public void A_deadline_runs_to_the_last_moment_of_its_last_day_in_summer_and_in_winter()
    {
        var summer = Calendar.DeadlineAfter(Day("2012-06-14"), 10);
        Assert.Equal(Instant.FromUtc(2012, 6, 26, 22, 0), summer.Expires);
        Assert.False(summer.IsOver(summer.Expires - Duration.Epsilon));
        Assert.True(summer.IsOver(summer.Expires));
        Assert.Equal(Instant.FromUtc(2013, 1, 4, 23, 0), Calendar.DeadlineAfter(Day("2012-12-21"), 10).Expires);
    }

    [Theory]
    [InlineData("46250", "46250")]
    [InlineData("valència", "46250")]
    [InlineData(" VALENCIA ", "46250")]
    [InlineData("Alicante", "03014")]
    [InlineData("Alacant/Alicante", "03014")]
    [InlineData("Castelló de la Plana", "12040")]
    public void A_municipality_is_found_by_code_or_by_any_of_its_names(string text, string code) =>
        Assert.Contains(new MunicipalityCode(code), Calendar.ScopeOf(text).Municipalities);

    [Theory]
    [InlineData("Paterna")]
    [InlineData("\ud800")]
    [InlineData("\ufffe")]
    public void An_unknown_municipality_gets_the_seats_calendar_and_the_trace_says_so(string name)
    {
        var scope = Calendar.ScopeOf(name);
        Assert.Equal([MunicipalityCode.Seat], scope.Municipalities);
        Assert.Contains(Calendar.DeadlineAfter(Day("2013-03-14"), 10, scope).Trace, s => s.Rule == TraceRules.UnknownMunicipalHolidays);
    }

    [Fact]
    public void A_year_without_holidays_is_an_error_and_never_a_guess()
    {
        Assert.Equal(2017, Assert.Throws<MissingHolidaysException>(() => Calendar.IsWorking(Day("2017-05-03"))).Year);
        Assert.Equal(2015, Assert.Throws<MissingHolidaysException>(() => Calendar.AddWorkingDays(Day("2014-12-29"), 10)).Year);
    }

    [Fact]
    public void The_registry_takes_a_filing_in_a_year_without_holidays_and_says_that_nobody_could_check_the_day()
    {
        var trace = new List<TraceStep>();
        var effective = Calendar.EffectiveDateOf(new LocalDateTime(2026, 3, 1, 12, 0), trace);
        Assert.Equal(Day("2026-03-01"), effective.Date);
        Assert.Equal(TraceRules.FiledWithoutCalendar, Assert.Single(trace).Rule);
        Assert.Contains("2026", effective.Reason.Es, StringComparison.Ordinal);
    }

    private static LocalDate Day(string iso) => LocalDatePattern.Iso.Parse(iso).Value;
}
