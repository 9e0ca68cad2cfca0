using System.Globalization;

namespace IntakePipeline.Benchmarks.Memorias;

/// <summary>An image as <c>pdfimages -list</c> has it.</summary>
internal readonly record struct ImageFacts(int Page, int Width, int Height, int BitsPerComponent, double XPpi, double YPpi);

/// <summary>What poppler says of a file.</summary>
/// <param name="Pages">Pages.</param>
/// <param name="Images">Images placed, masks included; null when <c>pdfimages</c> fails.</param>
/// <param name="Text">All text; null when <c>pdftotext</c> fails.</param>
internal sealed record Poppler(int Pages, IReadOnlyList<ImageFacts>? Images, string? Text)
{
    /// <summary>Null when poppler cannot open the file.</summary>
    public static Poppler? Read(string file)
    {
        if (ExternalTool.Run("pdfinfo", file) is not { ExitCode: 0 } info || PagesOf(info.Output) is not { } pages)
            return null;
        var images = ExternalTool.Run("pdfimages", "-list", file) is { ExitCode: 0 } list ? list.Output.Split('\n').Skip(2).Select(ImageOf).OfType<ImageFacts>().ToList() : null;
        // In reading order pdftotext joins words that a line end parts; we keep the hyphen, and so does -raw.
        var text = ExternalTool.Run("pdftotext", "-q", "-raw", file, "-") is { ExitCode: 0 } written ? written.Output : null;
        return new Poppler(pages, images, text);
    }

    private static int? PagesOf(string info) =>
        info.Split('\n').FirstOrDefault(line => line.StartsWith("Pages:", StringComparison.Ordinal)) is { } line
            && int.TryParse(line[6..], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var pages) ? pages : null;

    /// <summary><c>page num type width height color comp bpc enc interp object ID x-ppi y-ppi size ratio</c>; inline images say <c>[inline]</c> for object and ID.</summary>
    private static ImageFacts? ImageOf(string line)
    {
        var columns = line.Replace("[inline]", "inline -", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (columns.Length < 14)
            return null;
        int Whole(int column) => int.Parse(columns[column], CultureInfo.InvariantCulture);
        double Real(int column) => double.Parse(columns[column], CultureInfo.InvariantCulture);
        return new ImageFacts(Whole(0), Whole(3), Whole(4), Whole(7), Real(12), Real(13));
    }
}
