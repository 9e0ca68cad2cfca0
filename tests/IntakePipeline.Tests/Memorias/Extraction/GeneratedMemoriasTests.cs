using IntakePipeline.Memorias;

namespace IntakePipeline.Tests.Memorias.Extraction;

/// <summary>The aims for reading fields, held over memorias whose values are known.</summary>
public sealed class GeneratedMemoriasTests
{
    private const int Count = 70;
    private const double Precision = 0.95;
    private const double Recall = 0.90;

    [Fact]
    public void Fields_of_written_memorias_are_read_rightly_and_nearly_all()
    {
        var quality = new FieldQuality();
        var inspector = new MemoriaInspector(TimeProvider.System);
        foreach (var memoria in GeneratedMemorias.Take(Count).Where(memoria => !memoria.IsScan))
            quality.Add(memoria, inspector);
        Assert.All(quality.Figures, field =>
        {
            Assert.True(field.Precision >= Precision, $"{field.Field}: precision {field.Precision:F2}\n{string.Join('\n', quality.Misses)}");
            Assert.True(field.Recall >= Recall, $"{field.Field}: recall {field.Recall:F2}\n{string.Join('\n', quality.Misses)}");
        });
    }

    [Fact]
    public void What_is_read_from_scans_is_marked_so_and_believed_less()
    {
        var inspector = new MemoriaInspector(TimeProvider.System);
        foreach (var memoria in GeneratedMemorias.Take(Count).Where(memoria => memoria.IsScan))
        {
            var fields = inspector.Inspect(memoria.File).Fields.Fields;
            Assert.NotEmpty(fields);
            Assert.All(fields, field => Assert.Equal(IntakePipeline.Memorias.Extraction.FieldSource.RecognisedText, field.Source));
            Assert.All(fields, field => Assert.True(field.Confidence < 0.8));
        }
    }
}
