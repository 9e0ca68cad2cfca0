using NodaTime;

namespace IntakePipeline.Receipts;

/// <summary>What stands on every page of a document of the registry, and in its properties.</summary>
/// <param name="Title">What the document is.</param>
/// <param name="NumberLabel">What its number is the number of.</param>
/// <param name="Number">Its number.</param>
/// <param name="Body">The body that issues it.</param>
/// <param name="Language">The reader's language: it comes first.</param>
/// <param name="Issued">Official time from which it dates.</param>
/// <param name="Csv">The code it can be asked for with; null when it has none.</param>
/// <param name="Simulated">True when the official time was shifted.</param>
internal sealed record Heading(
    LocalizedText Title, LocalizedText NumberLabel, string Number, LocalizedText Body, Language Language, OffsetDateTime Issued, string? Csv, bool Simulated)
{
    /// <summary>The heading of a receipt.</summary>
    public static Heading Of(Receipt receipt) => new(
        receipt.Answers is null ? ReceiptTexts.Title : ReceiptTexts.AnswerTitle, ReceiptTexts.Number, receipt.Number.ToString(), receipt.Body,
        receipt.Language, receipt.FiledAtLocal.WithOffset(receipt.FiledAtOffset), receipt.Csv.ToString(), receipt.Simulated);
}
