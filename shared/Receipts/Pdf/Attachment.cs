namespace IntakePipeline.Receipts.Pdf;

/// <summary>The data of a document, carried inside it (PDF/A-3).</summary>
/// <param name="Name">File name, ASCII letters, digits, hyphens and points.</param>
/// <param name="Json">The data, UTF-8 JSON.</param>
/// <param name="Description">What it is.</param>
internal sealed record Attachment(string Name, byte[] Json, LocalizedText Description);
