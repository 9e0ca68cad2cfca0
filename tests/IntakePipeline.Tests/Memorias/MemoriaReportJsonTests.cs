using System.Text;
using IntakePipeline.Memorias;

namespace IntakePipeline.Tests.Memorias;

public sealed class MemoriaReportJsonTests
{
    private const string Cost = """{"name":"concepto","concept":"recursos-humanos","year":2012,"amount":1000.00,"page":4,"confidence":0.9,"source":"Text"BOX}""";

    [Theory]
    [InlineData("", null)]
    [InlineData(""","box":null""", null)]
    [InlineData(""","box":[10.5,20,30,40.1]""", 10.5f)]
    public void Amounts_have_their_place_and_reports_kept_before_that_was_noted_are_read(string box, float? left)
    {
        var report = MemoriaReportJson.Read(Encoding.UTF8.GetBytes($$"""{"fields":[{{Cost.Replace("BOX", box, StringComparison.Ordinal)}}],"findings":[]}"""));
        Assert.Equal(left, Assert.Single(report.Fields.Costs).Box?.Left);
    }

    [Fact]
    public void Two_readings_differ_in_what_one_of_them_lacks()
    {
        var before = Read("""{"name":"titulo","value":"A","page":1,"confidence":0.9,"source":"Text","box":null}""");
        var now = Read(Cost.Replace("BOX", "", StringComparison.Ordinal));
        var differences = Evaluation(before, now);
        Assert.Equal([("titulo", "A", null), ("recursos-humanos 2012", null, "1000.00")], differences.Fields);
        Assert.Equal(0, Evaluation(now, now).Count);

        static StoredMemoria Read(string field) => MemoriaReportJson.Read(Encoding.UTF8.GetBytes($$"""{"fields":[{{field}}],"findings":[]}"""));
        static IntakePipeline.Evaluation.MemoriaDifferences Evaluation(StoredMemoria one, StoredMemoria other) => IntakePipeline.Evaluation.MemoriaDifferences.Between(one, other);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("3–7, 12", 3)]
    [InlineData("páginas 14–15: 150 ppp; página 2: 100 ppp", 14)]
    [InlineData("página 9: en color", 9)]
    [InlineData("en color", null)]
    public void The_first_page_that_a_finding_names_is_found(string? found, int? page) => Assert.Equal(page, PageRanges.First(found));
}
