namespace IntakePipeline.Memorias.Pdf;

/// <summary>The picture of a scanned page, for a program that can see.</summary>
/// <param name="Page">From 1.</param>
/// <param name="File">The picture as a file of its own (TIFF, PNG, JPEG or JPEG 2000) around the very bytes of the PDF; null when none can be made of them without decoding.</param>
/// <param name="Left">Where it stands on the page as displayed, in points: left edge.</param>
/// <param name="Top">Upper edge.</param>
/// <param name="Right">Right edge.</param>
/// <param name="Bottom">Lower edge.</param>
/// <param name="Ppi">Points per inch.</param>
public sealed record PdfScan(int Page, ReadOnlyMemory<byte>? File, double Left, double Top, double Right, double Bottom, double Ppi);
