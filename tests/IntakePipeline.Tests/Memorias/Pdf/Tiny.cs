using System.Globalization;
using System.Text;

namespace IntakePipeline.Tests.Memorias.Pdf;

/// <summary>Builds PDFs of one page whose parts a test chooses. Offsets and lengths are right; text is Latin-1.</summary>
internal static class Tiny
{
    /// <param name="content">Content stream of the page.</param>
    /// <param name="resources">Inside of the resource dictionary.</param>
    /// <param name="page">More entries of the page.</param>
    /// <param name="extra">More objects, from number 6 on, complete.</param>
    /// <param name="catalog">More entries of the catalog.</param>
    /// <param name="contentEntries">Entries of the content stream's dictionary, when <paramref name="content"/> is encoded.</param>
    public static byte[] File(string content = "q Q", string resources = "", string page = "", string extra = "", string catalog = "", string contentEntries = "")
    {
        var file = new StringBuilder("%PDF-1.7\n");
        var offsets = new List<int>();
        void Add(string body)
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{offsets.Count} 0 obj\n{body}\nendobj\n");
        }

        Add($"<</Type/Catalog/Pages 2 0 R {catalog}>>");
        Add("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        Add($"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources 5 0 R {page}>>");
        Add($"<</Length {content.Length} {contentEntries}>>\nstream\n{content}\nendstream");
        Add($"<<{resources}>>");
        var extraAt = file.Length;
        file.Append(extra);
        var xref = file.Length;
        file.Append("xref\n0 6\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            file.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        for (var at = 0; at < extra.Length;)
        {
            // Every extra object starts at the beginning of a line with «n 0 obj».
            var number = extra[at..].Split(' ', 2)[0];
            file.Append(CultureInfo.InvariantCulture, $"{number} 1\n{extraAt + at:D10} 00000 n \n");
            var end = extra.IndexOf("endobj\n", at, StringComparison.Ordinal);
            at = end < 0 ? extra.Length : end + 7;
        }

        file.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    public static int XrefOffset(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        var at = text.LastIndexOf("startxref\n", StringComparison.Ordinal) + 10;
        return int.Parse(text[at..text.IndexOf('\n', at)], CultureInfo.InvariantCulture);
    }
}
