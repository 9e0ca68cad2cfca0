namespace IntakePipeline.Local.Samples;

/// <summary>The PDFs of <c>tests/Samples/pdf</c>, copied beside the program at build time.</summary>
internal static class SampleCorpus
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Samples", "pdf");

    /// <summary>The bytes of one of them.</summary>
    public static byte[] Read(string file) => File.ReadAllBytes(Path.Combine(Folder, file));
}
