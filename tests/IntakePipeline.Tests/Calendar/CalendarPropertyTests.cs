using FsCheck;
using FsCheck.Fluent;
using IntakePipeline.Calendar;
using NodaTime;

namespace IntakePipeline.Tests.Calendar;

/// <summary>What holds for every day and every length, whatever the holidays.</summary>
public sealed class CalendarPropertyTests
{
    private static readonly HolidayBook Book = HolidayBook.Load();
    private static readonly MunicipalityDirectory Directory = MunicipalityDirectory.Load();
    private static readonly WorkingCalendar Calendar = new(Book, Directory);

    // 2009-01-01 … 2013-12-31, so that 60 working days more stay inside the data.
    private static readonly Gen<LocalDate> Days = Gen.Choose(0, 365 * 5).Select(new LocalDate(2009, 1, 1).PlusDays);
    private static readonly Gen<int> Lengths = Gen.Choose(1, 60);

    [Fact]
    public void A_longer_period_ends_later_and_a_later_start_never_ends_earlier() => Check.QuickThrowOnFailure(Prop.ForAll(
        Days.Zip(Lengths).ToArbitrary(),
        t => Calendar.AddWorkingDays(t.Item1, t.Item2) < Calendar.AddWorkingDays(t.Item1, t.Item2 + 1)
            && Calendar.AddWorkingDays(t.Item1, t.Item2) <= Calendar.AddWorkingDays(t.Item1.PlusDays(1), t.Item2)));

    [Fact]
    public void No_answer_is_ever_a_non_working_day() => Check.QuickThrowOnFailure(Prop.ForAll(
        Days.Zip(Lengths).ToArbitrary(),
        t => Calendar.IsWorking(Calendar.AddWorkingDays(t.Item1, t.Item2))
            && Calendar.IsWorking(Calendar.NextWorkingDay(t.Item1))
            && Calendar.IsWorking(Calendar.RollOverFrom(t.Item1))
            && Calendar.IsWorking(Calendar.EffectiveDateOf(t.Item1.AtMidnight()).Date)));

    [Fact]
    public void One_more_holiday_never_shortens_a_period() => Check.QuickThrowOnFailure(Prop.ForAll(
        Days.Zip(Lengths).Zip(Gen.Choose(0, 80)).ToArbitrary(),
        t =>
        {
            var ((from, days), offset) = t;
            var extra = new Holiday(from.PlusDays(offset), HolidayLevel.Autonomic, null, new LocalizedText("festa", "fiesta"), Verified: false);
            var more = new WorkingCalendar(new HolidayBook(Book.All.Where(h => h.Municipality is not null || h.Date != extra.Date).Append(extra), Book.Covered), Directory);
            return more.AddWorkingDays(from, days) >= Calendar.AddWorkingDays(from, days);
        }));

    [Fact]
    public void The_trace_names_every_day_that_was_skipped_and_no_other() => Check.QuickThrowOnFailure(Prop.ForAll(
        Days.Zip(Lengths).ToArbitrary(),
        t =>
        {
            var deadline = Calendar.DeadlineAfter(t.Item1, t.Item2);
            var skipped = deadline.Trace.Skip(1).SkipLast(1).Select(s => s.Date).ToList();
            var span = Period.DaysBetween(t.Item1, deadline.LastDay);
            return skipped.TrueForAll(d => !Calendar.IsWorking(d)) && skipped.Distinct().Count() == skipped.Count && span - skipped.Count == t.Item2;
        }));
}
