using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace IntakePipeline.Tests.Memorias.Pdf;

/// <summary>Files made to hurt a reader; those too large for the repository are built here.</summary>
internal static class Hostile
{
    /// <summary>Every shape, by name.</summary>
    public static IEnumerable<(string Name, byte[] File)> All()
    {
        foreach (var name in Samples.Names.Where(name => name.StartsWith("evil", StringComparison.Ordinal)))
            yield return (name, Samples.Read(name));
        yield return ("content bomb", ContentBomb(64));
        yield return ("object stream bombs", ObjectStreamBombs());
        yield return ("brackets in the page", Tiny.File(page: "/Junk " + new string('[', 500_000)));
        yield return ("dictionaries in the page", Tiny.File(page: string.Concat(Enumerable.Repeat("/A<<", 200_000))));
        yield return ("brackets in the content", Tiny.File(new string('[', 500_000)));
        yield return ("strings in the content", Tiny.File(new string('(', 500_000)));
        yield return ("marks without end", Tiny.File(string.Concat(Enumerable.Repeat("/P BMC ", 100_000))));
        yield return ("states without end", Tiny.File(string.Concat(Enumerable.Repeat("q ", 100_000))));
        yield return ("dictionary of 100,000 keys", Tiny.File(page: string.Concat(Enumerable.Range(0, 100_000).Select(i => $"/K{i} 1"))));
        yield return ("deep page tree", DeepTree(5_000));
        yield return ("chained actions", Tiny.File("0 0 9 9 re f", catalog: "/OpenAction 6 0 R", extra: Chain(2_000, n => $"<</S/URI/Next {n} 0 R>>")));
        yield return ("chained lengths", Tiny.File(page: "/Contents 6 0 R", extra: Chain(2_000, n => $"<</Length {n} 0 R>>\nstream\nq Q\nendstream")));
        yield return ("chained filters", Tiny.File(page: "/Contents 6 0 R", extra: Chain(2_000, n => $"<</Length 3/Filter {n} 0 R>>\nstream\nq Q\nendstream")));
        yield return ("nested forms", Tiny.File("/N Do", "/XObject<</N 6 0 R>>", extra: Chain(500, n => $"<</Subtype/Form/Resources<</XObject<</N {n} 0 R>>>>/Length 5>>\nstream\n/N Do\nendstream")));
        yield return ("nested colour spaces", Tiny.File("/I Do", "/XObject<</I<<>>>>/ColorSpace<</A/B/B/A>>"));
        yield return ("an object stream in itself", Tiny.File(page: "/Contents 6 0 R", extra: "6 0 obj\n<</Type/ObjStm/N 1/First 4/Length 6 0 R/Extends 6 0 R>>\nstream\n6 0 <<>>\nendstream\nendobj\n"));
        yield return ("a width table of all glyphs", Tiny.File("BT /F 9 Tf 9 9 Td <00410042> Tj ET",
            "/Font<</F<</Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</W[0 2147483647 500 -5 9999999999 1 0[" + string.Concat(Enumerable.Repeat("1 ", 50_000)) + "]]>>]>>>>"));
        yield return ("a character map of everything", Tiny.File("BT /F 9 Tf 9 9 Td <00410042> Tj ET", "/Font<</F<</Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R>>>>",
            extra: Stream(6, string.Concat(Enumerable.Repeat("1 beginbfrange <00000000> <FFFFFFFF> <D800> <0000> <00FF> <FFFE> endbfrange\n", 2_000)))));
        yield return ("numbers beyond numbers", Tiny.File("1e999 " + new string('9', 400) + " 0 0 " + new string('9', 400) + " 0 0 cm 0 0 1 1 re W n " + new string('8', 309) + " Tz BT /F 9 Tf (x) Tj ET",
            "/Font<</F<</Subtype/Type1/BaseFont/Helvetica>>>>", page: "/UserUnit 99999/CropBox[0 0 1e9 " + new string('9', 400) + "]"));
    }

    /// <summary>A content stream of a few kilobytes that inflates to many megabytes of white space.</summary>
    public static byte[] ContentBomb(int megabytes) => Tiny.File(Packed("", megabytes), contentEntries: "/Filter/FlateDecode");

    /// <summary>Ten object streams of 30 MB each, all of which have to be opened to find the page's parts.</summary>
    public static byte[] ObjectStreamBombs()
    {
        // Without a cross-reference that knows them, the reader has to look into every one.
        var streams = new StringBuilder();
        for (var n = 6; n < 16; n++)
            streams.Append(CultureInfo.InvariantCulture, $"{n} 0 obj\n<</Type/ObjStm/N 1/First 8/Filter/FlateDecode/Length 1 0 R>>\nstream\n{Packed($"{n + 20} 0 <<>>", 30)}\nendstream\nendobj\n");
        var file = Encoding.Latin1.GetString(Tiny.File(extra: streams.ToString()));
        return Encoding.Latin1.GetBytes(file[..file.LastIndexOf("xref\n0 6", StringComparison.Ordinal)] + "trailer\n<</Size 99/Root 1 0 R>>\n");
    }

    /// <summary>Some text and then white space, deflated.</summary>
    private static string Packed(string start, int megabytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            zlib.Write(Encoding.ASCII.GetBytes(start));
            var spaces = Enumerable.Repeat((byte)' ', 1 << 20).ToArray();
            for (var i = 0; i < megabytes; i++)
                zlib.Write(spaces);
        }

        return Encoding.Latin1.GetString(packed.ToArray());
    }

    private static byte[] DeepTree(int levels) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(Tiny.File(extra: Chain(levels, n => $"<</Type/Pages/Kids[{n} 0 R]>>"))).Replace("/Kids[3 0 R]/Count 1", "/Kids[6 0 R]/Count 1", StringComparison.Ordinal));

    /// <summary>Objects from 6 on, each naming the next; the last names the first.</summary>
    private static string Chain(int count, Func<int, string> body)
    {
        var objects = new StringBuilder();
        for (var n = 6; n < 6 + count; n++)
            objects.Append(CultureInfo.InvariantCulture, $"{n} 0 obj\n{body(n + 1 < 6 + count ? n + 1 : 6)}\nendobj\n");
        return objects.ToString();
    }

    private static string Stream(int number, string content) => $"{number} 0 obj\n<</Length {content.Length}>>\nstream\n{content}\nendstream\nendobj\n";
}
