using System.Globalization;
using System.Text;
using IntakePipeline.Tests.Memorias.Pdf;

namespace IntakePipeline.Benchmarks.Memorias;

/// <summary>Memorias as large as honest ones get, built when they are measured.</summary>
internal static class BuiltMemorias
{
    private const int Pages = 120;
    private const int ParagraphsPerPage = 6;

    private static readonly string[] Words =
    [
        "proyecto", "investigación", "desarrollo", "prototipo", "la", "de", "en", "el", "los", "empresa", "innovación", "València", "ensayos", "materiales", "que",
        "memòria", "aigua", "instal·lació", "sistema", "control", "medición", "presupuesto", "fase", "resultado", "equipo", "técnico", "y", "con", "para", "una",
    ];

    /// <summary>120 pages of 200 ppp in black and white, some 5.6 MB: the ten scanned pages of a sample twelve times over, each a picture of its own.</summary>
    public static byte[] Scan()
    {
        var pictures = Pictures(Samples.Read("scan_g4_200_010p"));
        var file = new ObjectFile();
        for (var page = 0; page < Pages; page++)
        {
            var picture = file.AddStream(
                "/Type/XObject/Subtype/Image/Width 1653/Height 2339/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 1653/Rows 2339>>",
                pictures[page % pictures.Count].Span);
            file.AddPage("q 595 0 0 842 0 0 cm /Im1 Do Q", $"/XObject<</Im1 {picture} 0 R>>");
        }

        return file.ToBytes();
    }

    /// <summary>120 pages of text as Chromium prints them; null where there is no Chromium.</summary>
    public static byte[]? Text()
    {
        var folder = Directory.CreateTempSubdirectory("intake-bench-text-");
        try
        {
            var (html, pdf) = (Path.Combine(folder.FullName, "memoria.html"), Path.Combine(folder.FullName, "memoria.pdf"));
            File.WriteAllText(html, Html(), Encoding.UTF8);
            ExternalTool.Run("chromium", "--headless", "--no-sandbox", "--disable-gpu", $"--user-data-dir={folder.FullName}/profile", "--no-pdf-header-footer", $"--print-to-pdf={pdf}", html);
            return File.Exists(pdf) ? File.ReadAllBytes(pdf) : null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Html()
    {
        var random = new Random(120);
        var html = new StringBuilder("<html lang=es><meta charset=utf-8><style>@page{size:A4;margin:2cm}body{font:11pt serif}section{break-after:page}</style>");
        for (var page = 1; page <= Pages; page++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<section><h2>{page}. Apartado de la memoria</h2>");
            for (var i = 0; i < ParagraphsPerPage; i++)
                html.Append("<p>").AppendJoin(' ', Enumerable.Range(0, 75).Select(_ => Words[random.Next(Words.Length)])).Append(".</p>");
            html.Append("</section>");
        }

        return html.ToString();
    }

    /// <summary>The fax pictures of a sample, as they stand in it.</summary>
    private static List<ReadOnlyMemory<byte>> Pictures(ReadOnlyMemory<byte> sample)
    {
        var pictures = new List<ReadOnlyMemory<byte>>();
        for (var at = 0; ;)
        {
            var next = sample.Span[at..].IndexOf("/CCITTFaxDecode"u8);
            if (next < 0)
                return pictures;
            at += next;
            var start = at + sample.Span[at..].IndexOf("stream\n"u8) + 7;
            var length = sample.Span[start..].IndexOf("\nendstream"u8);
            pictures.Add(sample.Slice(start, length));
            at = start + length;
        }
    }
}
