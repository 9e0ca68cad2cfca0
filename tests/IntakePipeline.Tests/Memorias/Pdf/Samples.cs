using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntakePipeline.Tests.Memorias.Pdf;

/// <summary>The PDFs of <c>tests/Samples/pdf</c> and what poppler says of them.</summary>
internal static class Samples
{
    public static string Directory { get; } = Path.Combine(ThisFolder(), "..", "..", "..", "Samples", "pdf");

    private static readonly Lazy<IReadOnlyDictionary<string, PopplerFacts>> Facts = new(() =>
        JsonSerializer.Deserialize<Dictionary<string, PopplerFacts>>(File.ReadAllBytes(Path.Combine(Directory, "poppler.json")), JsonSerializerOptions.Web)!);

    public static IEnumerable<string> Names => System.IO.Directory.GetFiles(Directory, "*.pdf").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Directory, name + ".pdf"));

    public static PopplerFacts Poppler(string name) => Facts.Value[name];

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

/// <summary>What <c>pdfinfo</c>, <c>pdfimages -list</c> and <c>pdftotext</c> said of a sample.</summary>
internal sealed record PopplerFacts(int? Pages, bool Encrypted, int Images, int Words, string FirstWords, IReadOnlyList<PopplerImage> ImageSample);

internal sealed record PopplerImage(
    int Page, string Type, int Width, int Height, string Color, [property: JsonPropertyName("bpc")] int BitsPerComponent,
    [property: JsonPropertyName("enc")] string Encoding, [property: JsonPropertyName("xppi")] double XPpi, [property: JsonPropertyName("yppi")] double YPpi);
