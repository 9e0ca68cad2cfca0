using System.Globalization;
using IntakePipeline.Registry;
using NodaTime;

namespace IntakePipeline.Receipts;

/// <summary>The receipt as A4 pages that a person keeps or prints: in both languages, the applicant's first.</summary>
public static class ReceiptPdf
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    // Both languages put a point between thousands.
    private static readonly NumberFormatInfo Thousands = new() { NumberGroupSeparator = "." };

    /// <summary>
    /// Draws <paramref name="receipt"/> as a PDF. The same receipt gives the same bytes under the same build and runtime. No text makes it fail: what
    /// cannot be shown is marked.
    /// </summary>
    public static byte[] Render(Receipt receipt)
    {
        var sheet = new ReceiptSheet(receipt);
        sheet.Title(ReceiptTexts.Title);
        Essentials(sheet, receipt);
        Who(sheet, receipt);
        What(sheet, receipt);
        Documents(sheet, receipt);
        sheet.Section(ReceiptTexts.Next);
        sheet.Paragraphs(receipt.Next);
        sheet.Verification();
        return sheet.ToBytes();
    }

    private static void Essentials(ReceiptSheet sheet, Receipt receipt)
    {
        var utc = receipt.FiledAt.InUtc().LocalDateTime;
        sheet.Panel(
            new Field(ReceiptTexts.Number, [receipt.Number.ToString()]),
            new Field(ReceiptTexts.Expediente, [receipt.Expediente.ToString()]),
            new Field(ReceiptTexts.FiledAt, [$"{Moment(receipt.FiledAtLocal)} (UTC{receipt.FiledAtOffset.ToString("+HH:mm", Plain)})", $"{Moment(utc)} UTC"]),
            new Field(ReceiptTexts.Effective, [Day(receipt.Effective.Date)]));
        if (receipt.Phase is null)
            sheet.Notice(ReceiptTexts.OutOfTime, ReceiptTexts.OutOfTimeNotice);
        sheet.Show(Both(ReceiptTexts.EffectiveReason, receipt.Effective.Reason, receipt.Language));
    }

    private static void Who(ReceiptSheet sheet, Receipt receipt)
    {
        sheet.Section(ReceiptTexts.Who);
        var applicant = Of(ReceiptTexts.Applicant, receipt.Applicant);
        if (receipt.Representative is { } representative)
            sheet.Show(applicant, Of(ReceiptTexts.Representative, representative));
        else
            sheet.Show(applicant);

        static Field Of(LocalizedText label, Party party) => new(label, [party.Name, $"NIF {party.TaxId}"]);
    }

    private static void What(ReceiptSheet sheet, Receipt receipt)
    {
        sheet.Section(ReceiptTexts.What);
        sheet.Show(new Field(ReceiptTexts.Project, [receipt.ProjectTitle]));
        sheet.Show(Both(ReceiptTexts.Programme, receipt.ProgrammeTitle, receipt.Language));
        sheet.Show(Both(ReceiptTexts.Call, receipt.CallTitle, receipt.Language));
        sheet.Show(
            new Field(ReceiptTexts.Phase, [receipt.Phase?.Value ?? sheet.Both(ReceiptTexts.OutOfTime)]),
            new Field(ReceiptTexts.PhaseCloses, [receipt.PhaseCloses is { } closes ? Day(closes) : "–"]));
        sheet.Show(Both(ReceiptTexts.Body, receipt.Body, receipt.Language));
        sheet.Show(Both(ReceiptTexts.Department, receipt.Department, receipt.Language));
        sheet.Show(new Field(ReceiptTexts.Key, [receipt.Key.Value]));
    }

    private static void Documents(ReceiptSheet sheet, Receipt receipt)
    {
        sheet.Section(ReceiptTexts.Documents);
        foreach (var document in receipt.Documents)
            sheet.Document(document.Name.Value, ReceiptTexts.KindOf(document.Kind), $"{document.Bytes.ToString("#,0", Thousands)} bytes", document.Digest.Hex);
    }

    private static Field Both(LocalizedText label, LocalizedText text, Language first) => new(label, text.Va == text.Es
        ? [text.Va]
        : first == Language.Valencian ? [text.Va, text.Es] : [text.Es, text.Va]);

    private static string Moment(LocalDateTime time) => time.ToString("dd/MM/uuuu HH:mm:ss", Plain);

    private static string Day(LocalDate day) => day.ToString("dd/MM/uuuu", Plain);
}
