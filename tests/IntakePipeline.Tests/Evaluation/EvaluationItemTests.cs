using IntakePipeline.Evaluation;
using static IntakePipeline.Tests.Evaluation.Entries;

namespace IntakePipeline.Tests.Evaluation;

public sealed class EvaluationItemTests
{
    private const string Json =
        """{"version":1,"registro":"2012/000017","expediente":"EBT/2012/17","convocatoria":"emprendimiento-2012","programa":"EBT","fase":"1","efectivo":"2012-06-20"}""";

    private static readonly EvaluationItem Item =
        EvaluationItem.For(Expediente.Open(Entry(17), Noon), new ExpedienteState.InEvaluation(Department, Phase, null));

    [Fact]
    public void The_message_is_the_documented_json() => Assert.Equal(Json, Item.ToJson());

    [Fact]
    public void A_message_reads_as_what_was_written()
    {
        Assert.True(EvaluationItem.TryParse(Json, out var item));
        Assert.Equal(Item, item);
    }

    [Fact]
    public void Fields_to_come_do_not_stop_a_reader_of_version_1() =>
        Assert.True(EvaluationItem.TryParse(Json.Replace("\"fase\"", "\"nuevo\":{},\"fase\"", StringComparison.Ordinal), out _));

    [Theory]
    [InlineData("\"version\":1", "\"version\":2")]
    [InlineData("\"version\":1,", "")]
    [InlineData("2012/000017", "17")]
    [InlineData("EBT/2012/17", "EBT-17")]
    [InlineData("EBT/2012/17", "CRE/2012/17")]
    [InlineData("2012-06-20", "20/06/2012")]
    [InlineData("\"fase\":\"1\"", "\"fase\":null")]
    [InlineData("\"fase\":\"1\",", "")]
    [InlineData("}", "")]
    [InlineData("{", "null{")]
    public void Anything_else_is_refused(string part, string instead) =>
        Assert.False(EvaluationItem.TryParse(Json.Replace(part, instead, StringComparison.Ordinal), out _));
}
