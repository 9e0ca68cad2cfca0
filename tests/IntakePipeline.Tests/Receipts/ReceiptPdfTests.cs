using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Tests.Receipts.Pdf;
using NodaTime;
using static IntakePipeline.Tests.Receipts.ReceiptSamples;

namespace IntakePipeline.Tests.Receipts;

public sealed class ReceiptPdfTests
{
    [Fact]
    public void The_page_states_everything_a_receipt_has_to()
    {
        var text = Read(InTime).Text;
        Assert.All(
            (string[])
            [
                "2012/000017", "EBT/2012/17", "20/06/2012 09:00:00 (UTC+02:00)", "Hora oficial; en UTC: 20/06/2012 07:00:00", "20/06/2012",
                "Presentada en dia hàbil.", "Presentada en día hábil.", "Instal·lacions Ñandú i Fills, SL", "B12345674", "Núria Vilafranca Güell",
                "12345678Z", "Sensors d'al·lèrgens: prova pilot de 90.000 €", "Creació d'Empreses de Base Tecnològica",
                "Plan de Emprendimiento 2012", "Departamento de Servicios Tecnológicos (Área de Investigación y Desarrollo Tecnológico)",
                "Institut de la Petita i Mitjana Indústria de la Generalitat Valenciana (IMPIVA)", "28/06/2012", "RT-2012-000123", "memoria.pdf",
                "Memòria tècnica / Memoria técnica · 8.388.608 bytes", $"SHA-256 {Digest("memoria.pdf").Hex}", "7K3M-Q9TB-0V5R-WX2C-HN8D-4PZA-E6GS",
                "https://registre.example/verificar", Digest("entry").Hex,
            ],
            stated => Assert.Contains(stated, text.Split('\n')));
    }

    [Theory]
    [InlineData(Language.Valencian, "Número de registre / Número de registro", "Resguard acreditatiu de presentació", "Resguardo acreditativo de presentación")]
    [InlineData(Language.Spanish, "Número de registro / Número de registre", "Resguardo acreditativo de presentación", "Resguard acreditatiu de presentació")]
    public void The_applicants_language_comes_first(Language language, string label, string title, string secondTitle)
    {
        var text = Read(Of(Draft with { Language = language })).Text;
        Assert.Contains($"\n{title}\n{secondTitle}\n", text, StringComparison.Ordinal);
        Assert.Contains($"\n{label}\n", text, StringComparison.Ordinal);
        Assert.Equal(2, Read(Of(Draft with { Language = language })).Pages.Count);
    }

    [Fact]
    public void A_filing_at_winter_time_shows_its_own_offset()
    {
        var text = Read(Of(Draft with { FiledAt = Instant.FromUtc(2013, 1, 14, 23, 30, 5) })).Text;
        Assert.Contains("15/01/2013 00:30:05 (UTC+01:00)", text, StringComparison.Ordinal);
        Assert.Contains("en UTC: 14/01/2013 23:30:05", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filing_out_of_time_says_so_plainly_in_both_languages()
    {
        var text = Read(OutOfTime).Text;
        Assert.Contains("Fora de termini / Fuera de plazo", text, StringComparison.Ordinal);
        Assert.Contains("La sol·licitud queda registrada, però s'ha presentat fora de termini.", text, StringComparison.Ordinal);
        Assert.Contains("La solicitud queda registrada, pero se ha presentado fuera de plazo.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Fora de termini", Read(InTime).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_simulation_is_marked_on_every_page_and_nothing_else_is()
    {
        Assert.All(Read(Of(Draft with { Simulated = true })).Pages, page =>
        {
            Assert.Contains(page.Lines, l => l is { Text: "SIMULACIÓ / SIMULACIÓN", Level: true, Size: >= 14 });
            Assert.Contains(page.Lines, l => l is { Text: "SIMULACIÓ / SIMULACIÓN", Level: false, Size: >= 28 });
        });
        Assert.DoesNotContain("SIMULACI", Read(InTime).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Forty_documents_and_a_very_long_title_run_over_several_numbered_pages_and_lose_nothing()
    {
        var documents = Enumerable.Range(1, 40).Select(i => Document($"annex-{i}", $"{new string('x', 2 * i)}-{i}.pdf", i)).ToList();
        var title = string.Join(' ', Enumerable.Range(1, 400).Select(i => $"paraula{i}"));
        var pdf = Read(Of(Draft with { Documents = documents, ProjectTitle = title, Simulated = true }));
        var words = pdf.Text.Split(['\n', ' ']).ToHashSet(StringComparer.Ordinal);
        Assert.All(title.Split(' '), word => Assert.Contains(word, words));
        Assert.All(documents, d => Assert.Contains(d.Digest.Hex, words));
        var joined = pdf.Text.Replace("\n", "", StringComparison.Ordinal);
        Assert.All(documents, d => Assert.Contains(d.Name.Value, joined, StringComparison.Ordinal));
        Assert.InRange(pdf.Pages.Count, 4, 6);
        Assert.All(pdf.Pages.Index(), p => Assert.Contains(
            p.Item.Lines, l => l.Text == $"Pàgina {p.Index + 1} de {pdf.Pages.Count} / Página {p.Index + 1} de {pdf.Pages.Count}"));
        Assert.All(pdf.Pages, p => Assert.Contains(p.Lines, l => l.Text == "Número de registre / Número de registro: 2012/000017"));
    }

    // Named, so that the texts themselves stay out of the test's name and of the logs.
    private static readonly Dictionary<string, string> Hostile = new(StringComparer.Ordinal)
    {
        ["accents in parts"] = "Güe\u0301ell e\u0301 n\u0303",
        ["control characters"] = "a\0b\u0007c\u001B[31md\u009F\uFFFE",
        ["line ends"] = "a\r\nb\tc\u2028d",
        ["override"] = "fact\u202Efdp.exe\u202C \u2066x\u2069 \u00AD",
        ["right to left"] = "שלום עולם مرحبا بالعالم (abc) 12",
        ["beyond the BMP"] = "😀𝒜𐍈 👩‍👩‍👧",
        ["no glyphs"] = "漢字 ⿰ 한국어 \U0010FFFD",
        ["broken pairs"] = "a\uD83Db\uDE00",
        ["delimiters of PDF and XML"] = @"\ ( ) ) \( <</Type/X>> endstream endobj %%EOF ]]> <script> &amp; ਍਍",
        ["one long word"] = new string('W', 4000),
        ["many marks"] = "a" + new string('\u0301', 4000),
        ["wide marks"] = string.Concat(Enumerable.Repeat("\u0BCC", 4000)),
        ["only spaces"] = new string(' ', 4000),
        ["many characters"] = string.Concat(Enumerable.Range(0xA1, 0x3000).Select(c => (char)c)),
        ["empty"] = "",
    };

    public static TheoryData<string> HostileTexts => [.. Hostile.Keys];

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void Hostile_text_neither_breaks_the_file_nor_leaves_the_page(string what)
    {
        var text = Hostile[what];
        var receipt = Of(Draft with { ProjectTitle = text, Applicant = new Party("B12345674", text), Documents = [Document(text, "memoria.pdf", 1)] });
        var pdf = Read(receipt);
        Assert.Contains("Verificació / Verificación", pdf.Text, StringComparison.Ordinal);
        foreach (var line in pdf.Pages.SelectMany(p => p.Lines).Where(l => l.Level))
        {
            Assert.InRange(line.X, 53, 542);
            Assert.InRange(line.X + line.Width, 53, 542);
            Assert.InRange(line.Y, 20, 810);
        }

        Assert.DoesNotContain(pdf.Text, c => c != '\n' && (char.IsControl(c) || c is '\u202E' or '\u2066'));
    }

    [Theory]
    [InlineData("Cafe\u0301 de l'al\u00B7le\u0300rgia, Nu\u0301n\u0303ez", "Café de l'al·lèrgia, Núñez")]
    [InlineData("paral·lel, paraŀlel, Ñuñoa, Çà, ¿€?", "paral·lel, paraŀlel, Ñuñoa, Çà, ¿€?")]
    [InlineData("Ελληνικά Кириллица Łódź İzmir ∀x ∈ ℝ 𝒜", "Ελληνικά Кириллица Łódź İzmir ∀x ∈ ℝ 𝒜")]
    [InlineData("漢字 no té glifs", "漢字 no té glifs")]
    [InlineData("A\u00A0B A\u2010B A-B", "A\u00A0B A\u2010B A-B")]
    [InlineData("a\u202Eb\u0000c", "a\uFFFDb\uFFFDc")]
    public void Text_reads_back_exactly_in_composed_form(string written, string read) =>
        Assert.Contains(read, Read(Of(Draft with { ProjectTitle = written })).Text.Split('\n'));

    [Fact]
    public void Without_a_representative_the_page_names_none()
    {
        var text = Read(Of(Draft with { Representative = null })).Text;
        Assert.DoesNotContain("Representant", text, StringComparison.Ordinal);
        Assert.Contains("Representant / Representante", Read(InTime).Text, StringComparison.Ordinal);
    }

    private static PdfProbe Read(Receipt receipt) => new(ReceiptPdf.Render(receipt, Seal));
}
