using System.Globalization;
using System.Text;
using IntakePipeline.Memorias;
using IntakePipeline.Memorias.Extraction;
using IntakePipeline.Tests.Memorias.Pdf;

namespace IntakePipeline.Tests.Memorias.Extraction;

public sealed class FieldExtractorTests
{
    [Fact]
    public void Labels_with_colons_are_read_in_Spanish()
    {
        var fields = Read((50, "MEMORIA TÉCNICA"), (50, "Título del proyecto: Sensores de riego para cítricos"), (50, "Empresa solicitante: Hort Digital, S.L."), (50, "NIF: B-12.345.674"),
            (50, "Presupuesto total: 120.000,00 €"), (50, "Fecha de inicio: 15/07/2012"), (50, "Fecha de finalización: 31 de diciembre de 2013"));
        Assert.Equal("Sensores de riego para cítricos", fields["titulo"]!.Value);
        Assert.Equal("Hort Digital, S.L", fields["solicitante"]!.Value);
        Assert.Equal(("B12345674", "120000.00", "2012-07-15", "2013-12-31"), (fields["nif"]!.Value, fields["presupuesto"]!.Value, fields["inicio"]!.Value, fields["fin"]!.Value));
        Assert.All(fields.Fields, field => Assert.Equal((1, FieldSource.Text), (field.Page, field.Source)));
    }

    [Fact]
    public void Labels_are_read_in_Valencian()
    {
        var fields = Read((50, "Títol del projecte: Anàlisi d'aigües"), (50, "Empresa sol·licitant: Aigües del Túria, SL"), (50, "Pressupost total: 98.500 euros"),
            (50, "Data d'inici: 1 de setembre de 2012"), (50, "Data de finalització: 30 d'abril del 2013"));
        Assert.Equal(("Anàlisi d'aigües", "Aigües del Túria, SL", "98500.00", "2012-09-01", "2013-04-30"),
            (fields["titulo"]!.Value, fields["solicitante"]!.Value, fields["presupuesto"]!.Value, fields["inicio"]!.Value, fields["fin"]!.Value));
    }

    [Fact]
    public void A_table_of_two_columns_is_read_across()
    {
        var content = Draw((50, 700, "Título"), (250, 700, "Robot de poda"), (50, 680, "CIF"), (250, 680, "A58818501"), (50, 660, "Presupuesto"), (250, 660, "75.000,50"));
        var fields = Read(content);
        Assert.Equal(("Robot de poda", "A58818501", "75000.50"), (fields["titulo"]!.Value, fields["nif"]!.Value, fields["presupuesto"]!.Value));
    }

    [Fact]
    public void A_budget_by_concept_and_year_is_read_under_its_years()
    {
        var content = Draw((50, 700, "Concepto"), (300, 700, "2012"), (400, 700, "2013"), (500, 700, "Total"),
            (50, 680, "Recursos humanos"), (290, 680, "60.000,00"), (390, 680, "20.000,00"), (490, 680, "80.000,00"),
            (50, 660, "Inversiones inmateriales"), (290, 660, "5.000,00"), (390, 660, "1.234,56"), (490, 660, "6.234,56"));
        Assert.Equal(
            [("recursos-humanos", 2012, 60000m), ("recursos-humanos", 2013, 20000m), ("inversiones-inmateriales", 2012, 5000m), ("inversiones-inmateriales", 2013, 1234.56m)],
            Read(content).Costs.Select(cost => (cost.Concept, cost.Year!.Value, cost.Amount)));
    }

    [Fact]
    public void Fields_of_the_PDFs_form_come_before_the_text()
    {
        var file = Tiny.File(Draw((50, 700, "NIF: A58818501")), Font, catalog: "/AcroForm<</Fields[6 0 R 7 0 R]>>",
            extra: "6 0 obj\n<</T(nif)/FT/Tx/V(B12345674)>>\nendobj\n7 0 obj\n<</T(titulo_del_proyecto)/FT/Tx/V(Forma)>>\nendobj\n");
        var fields = Inspect(file).Fields;
        Assert.Equal(("B12345674", FieldSource.Form), (fields["nif"]!.Value, fields["nif"]!.Source));
        Assert.Equal("Forma", fields["titulo"]!.Value);
    }

    [Theory]
    [InlineData("El presupuesto del proyecto se justifica en el anexo segundo")]
    [InlineData("NIF: B12345675")] // the control digit is wrong
    [InlineData("Fecha de inicio: 31/02/2012")]
    [InlineData("La empresa nació en 2009")]
    public void What_is_no_value_is_not_taken_for_one(string line) => Assert.Empty(Read((50, line)).Fields);

    [Fact]
    public void Scans_without_a_text_layer_give_nothing() => Assert.Empty(Inspect(Samples.Read("scan_g4_200_001p")).Fields.Fields);

    [Fact]
    public void The_report_is_written_as_JSON()
    {
        var report = Inspect(Samples.Read("scan_g4_150_010p"));
        using var json = System.Text.Json.JsonDocument.Parse(JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            MemoriaReportJson.WriteTo(writer, report, withText: true);
            writer.WriteEndObject();
        }));
        var root = json.RootElement;
        Assert.Equal(("Ok", 10, 150), (root.GetProperty("outcome").GetString(), root.GetProperty("pages").GetInt32(), (int)root.GetProperty("images")[0].GetProperty("xPpi").GetDouble()));
        Assert.Equal("memoria-escaneo-resolucion-baja", root.GetProperty("findings")[0].GetProperty("code").GetString());
    }

    private const string Font = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>";

    private static MemoriaReport Inspect(byte[] file) => new MemoriaInspector(TimeProvider.System).Inspect(file);

    private static ExtractedFields Read(params (int X, string Text)[] lines) => Read(Draw([.. lines.Select((line, i) => (line.X, 780 - (i * 20), line.Text))]));

    private static ExtractedFields Read(string content) => Inspect(Tiny.File(content, Font)).Fields;

    /// <summary>Strings at places, in WinAnsi.</summary>
    private static string Draw(params (int X, int Y, string Text)[] strings)
    {
        var content = new StringBuilder("BT /F 10 Tf ");
        foreach (var (x, y, text) in strings)
        {
            var hex = Convert.ToHexString(Encoding.Latin1.GetBytes(text.Replace('€', '\u0080')));
            content.Append(CultureInfo.InvariantCulture, $"1 0 0 1 {x} {y} Tm <{hex}> Tj ");
        }

        return content.Append("ET").ToString();
    }
}
