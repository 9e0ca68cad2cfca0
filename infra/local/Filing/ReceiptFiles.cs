namespace IntakePipeline.Local.Filing;

/// <summary>A receipt as two files on the disk, <c>{name}.resguardo.json</c> and <c>{name}.resguardo.pdf</c>.</summary>
/// <param name="folder">Where they go; made when it is missing.</param>
/// <param name="name">How they begin.</param>
internal sealed class ReceiptFiles(string folder, string name)
{
    /// <summary>Path of the data.</summary>
    public string Json { get; } = Path.Combine(folder, $"{name}.resguardo.json");

    /// <summary>Path of the document.</summary>
    public string Pdf { get; } = Path.Combine(folder, $"{name}.resguardo.pdf");

    /// <summary>Saves the data, byte for byte as it came.</summary>
    public async Task SaveAsync(FilingOutcome.Registered registered, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Json, registered.Json, cancellationToken);
    }

    /// <summary>Saves the document.</summary>
    public async Task SaveAsync(byte[] pdf, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Pdf, pdf, cancellationToken);
    }
}
