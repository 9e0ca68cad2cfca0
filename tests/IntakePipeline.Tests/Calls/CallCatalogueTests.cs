using System.Text;
using System.Text.RegularExpressions;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.DataFiles;
using NodaTime;
using NodaTime.Text;

namespace IntakePipeline.Tests.Calls;

public sealed class CallCatalogueTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Load();
    private static readonly CallCatalogue Catalogue = CallCatalogue.Load(Calendar);

    public static TheoryData<string> Files => [.. DataFile.Names("Calls")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_data_file_keeps_to_its_schema(string file) => Assert.Empty(JsonSchema.For(file).Errors(DataFile.Bytes(file)));

    [Theory]
    [InlineData("emprendimiento-2012", "EBT", "2012-05-23", "1")]
    [InlineData("emprendimiento-2012", "EBT", "2012-06-28", "1")]
    [InlineData("emprendimiento-2012", "EBT", "2012-06-29", null)]
    [InlineData("emprendimiento-2012", "EBT", "2012-05-22", null)]
    [InlineData("emprendimiento-2012", "CRE", "2012-06-28", "1")]
    [InlineData("emprendimiento-2012", "CRE", "2012-06-29", "2")]
    [InlineData("emprendimiento-2012", "CRE", "2012-09-05", "2")]
    [InlineData("emprendimiento-2012", "CRE", "2012-09-06", "3")]
    [InlineData("emprendimiento-2012", "CRE", "2012-10-15", "3")]
    [InlineData("emprendimiento-2012", "CRE", "2012-10-16", null)]
    [InlineData("emprendimiento-2013", "EBT", "2012-06-28", null)]
    [InlineData("emprendimiento-2013", "EBT", "2013-02-06", "1")]
    [InlineData("emprendimiento-2013", "EBT", "2013-02-07", null)]
    [InlineData("emprendimiento-2013", "CRE", "2012-10-16", "1")]
    [InlineData("emprendimiento-2013", "CRE", "2013-02-16", "2")]
    [InlineData("emprendimiento-2013", "CRE", "2013-04-02", "2")]
    [InlineData("emprendimiento-2013", "CRE", "2013-04-03", "3")]
    [InlineData("emprendimiento-2013", "CRE", "2013-10-15", "4")]
    [InlineData("emprendimiento-2013", "CRE", "2013-10-16", null)]
    public void A_day_falls_into_the_phase_that_the_resolution_opens(string call, string programme, string effective, string? phase) =>
        Assert.Equal(phase, Programme(call, programme).WindowOn(LocalDatePattern.Iso.Parse(effective).Value)?.Phase.Value);

    [Theory]
    [InlineData("cei-2010", "A1", "2010-02-10", "2010-04-15")]
    [InlineData("cei-2011", "A2", "2010-11-01", "2011-02-01")]
    [InlineData("id-pyme-2010", "ID", "2010-02-09", "2010-03-11")]
    [InlineData("id-pyme-2011", "ID", "2010-03-12", "2010-12-17")]
    [InlineData("pcev-2009", "2.6.1", "2009-02-26", "2009-04-01")]
    public void A_window_opens_and_closes_where_its_resolution_says(string call, string programme, string opens, string lastDay)
    {
        var window = Assert.Single(Programme(call, programme).Windows);
        Assert.Equal((opens, lastDay), (LocalDatePattern.Iso.Format(window.Opens), LocalDatePattern.Iso.Format(window.LastDay)));
    }

    [Fact]
    public void Every_call_and_programme_of_the_resolutions_is_there()
    {
        Assert.Equal(
            ["cei-2010", "cei-2011", "emprendimiento-2012", "emprendimiento-2013", "id-pyme-2010", "id-pyme-2011", "pcev-2009"], Catalogue.All.Select(c => c.Id.Value));
        Assert.Equal(
            ["1", "2.1", "2.2.1", "2.2.2", "2.2.3", "2.3", "2.4", "2.5", "2.6.1", "2.6.2", "2.6.3", "3.1", "3.2"],
            Catalogue.Find(new CallId("pcev-2009"))!.Programmes.Select(p => p.Id.Value));
        Assert.All(
            Catalogue.Find(new CallId("pcev-2009"))!.Programmes,
            p => Assert.Equal(p.Id.Value.StartsWith("2.6", StringComparison.Ordinal) ? "diseno" : "plan-competitividad", p.Department.Id.Value));
    }

    [Fact]
    public void The_window_of_PCEV_stays_open_while_its_last_day_is_a_Saturday_or_a_holiday_of_the_applicants_municipality()
    {
        // Published on 2009-02-16, 28 working days would end on Saturday 2009-03-21; on 2009-02-11, on Monday 2009-03-16, a holiday in Castelló.
        Assert.Equal(new LocalDate(2009, 3, 23), Published("2009-02-16").Windows[0].LastDay);
        var monday = Published("2009-02-11");
        var (castello, alacant) = (Calendar.ScopeOf("12040"), Calendar.ScopeOf("03014"));
        Assert.Equal(new LocalDate(2009, 3, 16), monday.Windows[0].LastDay);
        Assert.NotNull(monday.WindowOn(new LocalDate(2009, 3, 17), Calendar, castello));
        Assert.Null(monday.WindowOn(new LocalDate(2009, 3, 18), Calendar, castello));
        Assert.Null(monday.WindowOn(new LocalDate(2009, 3, 17), Calendar, alacant));

        static Programme Published(string day) => CallCatalogue
            .Parse("Calls.Data.pcev-2009.json", Encoding.UTF8.GetBytes(Edited("pcev-2009", "\"date\": \"2009-02-26\"", $"\"date\": \"{day}\"")), Calendar)
            .Programmes[0];
    }

    [Fact]
    public void Unknown_calls_and_programmes_are_not_found()
    {
        Assert.Null(Catalogue.Find(new CallId("emprendimiento-2014")));
        Assert.Null(Catalogue.Find(new CallId("emprendimiento-2012"))!.Find(new ProgrammeId("ebt")));
    }

    [Fact]
    public void Departments_and_mailboxes_are_those_of_the_resolution()
    {
        Assert.Equal(("servicios-tecnologicos", "base.tecnologica@impiva.gva.es"), Address("EBT"));
        Assert.Equal(("asistencia-emprendedor", "crecimiento.innovador@impiva.gva.es"), Address("CRE"));

        static (string, string?) Address(string id)
        {
            var programme = Programme("emprendimiento-2013", id);
            return (programme.Department.Id.Value, programme.Mailbox);
        }
    }

    [Fact]
    public void Criteria_add_up_to_a_hundred_points_and_thresholds_can_be_reached() => Assert.All(
        Catalogue.All.SelectMany(c => c.Programmes),
        p =>
        {
            Assert.Equal(100, p.Criteria.MaxPoints);
            Assert.All(p.Criteria.Groups, g => Assert.True(g.Threshold is null || g.Threshold < g.MaxPoints));
        });

    [Fact]
    public void A_stated_last_day_that_does_not_work_at_the_seat_rolls_on()
    {
        // 2012-10-14 is a Sunday.
        var call = Parse(Edited("emprendimiento-2012", "\"closes\": { \"date\": \"2012-10-15\" }", "\"closes\": { \"date\": \"2012-10-14\" }"));
        var window = call.Find(new ProgrammeId("CRE"))!.Windows[^1];
        Assert.Equal((new LocalDate(2012, 10, 14), new LocalDate(2012, 10, 15)), (window.Closes, window.LastDay));
    }

    [Theory]
    [InlineData("\"signatureRequired\": true", "\"signatureRequired\": true, \"surprise\": 1", "surprise", true)]
    [InlineData("\"signatureRequired\": true", "\"signatureRequired\": true, \"signatureRequired\": true", "signatureRequired", true)]
    [InlineData("  \"signatureRequired\": true,\n", "", "signatureRequired", false)]
    [InlineData("\"signatureRequired\": true", "\"signatureRequired\": \"yes\"", "signatureRequired", true)]
    [InlineData("\"channels\": [\"telematic\"]", "\"channels\": [\"pigeon\"]", "channels", true)]
    [InlineData("\"date\": \"2012-05-23\"", "\"date\": \"23/05/2012\"", "a date like", true)]
    [InlineData("\"share\": 0.75", "\"share\": 75", "share outside 0–1", false)]
    [InlineData("\"department\": \"servicios-tecnologicos\"", "\"department\": \"otro\"", "unknown department", false)]
    [InlineData("{ \"daysAfterPublication\": 0 }", "{ \"daysAfterPublication\": 0, \"date\": \"2012-01-01\" }", "a day is one of", false)]
    public void A_wrong_file_is_refused_with_its_name_and_the_line(string text, string replacement, string problem, bool atTheText)
    {
        var json = Edited("emprendimiento-2012", text, replacement);
        var error = Assert.Throws<DataFileException>(() => Parse(json));
        Assert.StartsWith("Calls.Data.emprendimiento-2012.json(", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Line);
        if (atTheText)
            Assert.Equal(1 + json[..json.IndexOf(replacement, StringComparison.Ordinal)].Count(c => c == '\n'), error.Line);
    }

    [Theory]
    [InlineData("\"id\": \"emprendimiento-2012\"", "\"id\": \"emprendimiento-2019\"", "name and id must agree")]
    [InlineData("\"opens\": { \"date\": \"2012-06-29\" }", "\"opens\": { \"date\": \"2012-06-28\" }", "overlap")]
    public void A_file_that_contradicts_itself_is_refused(string text, string replacement, string problem) => Assert.Contains(
        problem, Assert.Throws<DataFileException>(() => Parse(Edited("emprendimiento-2012", text, replacement))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_call_with_a_window_in_a_year_without_holidays_does_not_load()
    {
        var error = Assert.Throws<MissingHolidaysException>(() =>
            Parse(Edited("emprendimiento-2012", "\"closes\": { \"date\": \"2012-10-15\" }", "\"closes\": { \"date\": \"2017-10-15\" }")));
        Assert.Equal(2015, error.Year);
        Assert.Contains("emprendimiento-2012, phase 3", error.Message, StringComparison.Ordinal);
    }

    private static Programme Programme(string call, string programme) => Catalogue.Find(new CallId(call))!.Find(new ProgrammeId(programme))!;

    private static Call Parse(string json) => CallCatalogue.Parse("Calls.Data.emprendimiento-2012.json", Encoding.UTF8.GetBytes(json), Calendar);

    private static string Edited(string call, string text, string replacement)
    {
        var json = Encoding.UTF8.GetString(DataFile.Bytes($"Calls.Data.{call}.json"));
        Assert.Contains(text, json, StringComparison.Ordinal);
        return new Regex(Regex.Escape(text), RegexOptions.None, TimeSpan.FromSeconds(1)).Replace(json, replacement.Replace("$", "$$", StringComparison.Ordinal), 1);
    }
}
