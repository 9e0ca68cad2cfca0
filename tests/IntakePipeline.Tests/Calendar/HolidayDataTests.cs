using IntakePipeline.Calendar;
using IntakePipeline.DataFiles;
using IntakePipeline.Tests.Calls;
using NodaTime;

namespace IntakePipeline.Tests.Calendar;

public sealed class HolidayDataTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Load();

    public static TheoryData<string> Files => [.. DataFile.Names("Calendar")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_data_file_keeps_to_its_schema(string file) => Assert.Empty(JsonSchema.For(file).Errors(DataFile.Bytes(file)));

    [Fact]
    public void Every_year_and_municipality_from_2009_to_2014_is_there()
    {
        for (var year = 2009; year <= 2014; year++)
            Assert.All(Calendar.Municipalities, m => Assert.True(Calendar.Covers(year, HolidayScope.SeatAnd(m.Code))));
        Assert.False(Calendar.Covers(2015));
        Assert.Equal(["03014", "12040", "46250"], Calendar.Municipalities.Select(m => m.Code.Value));
    }

    [Fact]
    public void Inferred_holidays_are_not_passed_off_as_verified()
    {
        Assert.All(Calendar.Holidays, h => Assert.Equal(h.Level != HolidayLevel.Municipal && h.Date.Year >= 2010, h.Verified));
        Assert.Contains("per confirmar", Calendar.WhyNotWorking(new LocalDate(2013, 1, 22))!.Text.Va, StringComparison.Ordinal);
    }
}
