using System.Globalization;
using IntakePipeline.Signatures.Seals;
using NodaTime;

namespace IntakePipeline.Receipts;

/// <summary>The receipt as A4 pages that a person keeps or prints: in both languages, the applicant's first.</summary>
public static class ReceiptPdf
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    // Both languages put a point between thousands.
    private static readonly NumberFormatInfo Thousands = new() { NumberGroupSeparator = "." };

    /// <summary>
    /// Draws <paramref name="receipt"/> as a PDF, with its JSON inside, and seals it. The same receipt gives the same bytes under the same seal, build and
    /// runtime. Nothing an applicant writes makes it fail: what cannot be shown is marked.
    /// </summary>
    public static byte[] Render(Receipt receipt, IRegistrySeal seal)
    {
        var heading = Heading.Of(receipt);
        var sheet = new Sheet(heading, seal);
        sheet.Title(heading.Title);
        Essentials(sheet, receipt);
        Who(sheet, receipt);
        What(sheet, receipt);
        Documents(sheet, receipt);
        sheet.Section(ReceiptTexts.Next);
        sheet.Paragraphs(receipt.Next);
        sheet.Verification(receipt);
        return sheet.ToBytes($"resguardo-{receipt.Csv.Compact}.json", ReceiptJson.Write(receipt));
    }

    private static void Essentials(Sheet sheet, Receipt receipt)
    {
        var offset = receipt.FiledAtOffset.ToString("+HH:mm", Plain);
        sheet.Panel(
            new Field(ReceiptTexts.Number, receipt.Number.ToString()),
            new Field(ReceiptTexts.Expediente, receipt.Expediente.ToString()),
            // These words are the same in both languages.
            new Field(
                ReceiptTexts.FiledAt, $"{Moment(receipt.FiledAtLocal)} (UTC{offset})",
                $"Hora oficial; en UTC: {Moment(receipt.FiledAt.InUtc().LocalDateTime)}"),
            new Field(ReceiptTexts.Effective, Day(receipt.Effective.Date)));
        if (receipt.Answers is { } request)
            sheet.Show(new Field(ReceiptTexts.Request, request.ToString()));
        else if (receipt.Phase is null)
            sheet.Notice(ReceiptTexts.OutOfTime, ReceiptTexts.OutOfTimeNotice);
        sheet.Show(ReceiptTexts.EffectiveReason, receipt.Effective.Reason);
    }

    private static void Who(Sheet sheet, Receipt receipt)
    {
        sheet.Section(ReceiptTexts.Who);
        sheet.Show(new Field(ReceiptTexts.Applicant, receipt.Applicant.Name), new Field(ReceiptTexts.TaxId, receipt.Applicant.TaxId));
        if (receipt.Representative is { } representative)
            sheet.Show(new Field(ReceiptTexts.Representative, representative.Name), new Field(ReceiptTexts.TaxId, representative.TaxId));
    }

    private static void What(Sheet sheet, Receipt receipt)
    {
        sheet.Section(ReceiptTexts.What);
        sheet.Show(new Field(ReceiptTexts.Project, receipt.ProjectTitle));
        sheet.Show(ReceiptTexts.Programme, receipt.ProgrammeTitle);
        sheet.Show(ReceiptTexts.Call, receipt.CallTitle);
        if (receipt is { Phase: { } phase, PhaseCloses: { } closes })
            sheet.Show(new Field(ReceiptTexts.Phase, phase.Value), new Field(ReceiptTexts.PhaseCloses, Day(closes)));
        else
            sheet.Show(new Field(ReceiptTexts.Phase, ReceiptTexts.OutOfTime.Both(receipt.Language)));
        sheet.Show(ReceiptTexts.Body, receipt.Body);
        sheet.Show(ReceiptTexts.Department, receipt.Department);
        sheet.Show(new Field(ReceiptTexts.Key, receipt.Key.Value));
    }

    private static void Documents(Sheet sheet, Receipt receipt)
    {
        sheet.Section(ReceiptTexts.Documents);
        foreach (var document in receipt.Documents)
            sheet.Document(document.Name.Value, ReceiptTexts.KindOf(document.Kind), $"{document.Bytes.ToString("#,0", Thousands)} bytes", document.Digest.Hex);
    }

    private static string Moment(LocalDateTime time) => time.ToString("dd/MM/uuuu HH:mm:ss", Plain);

    private static string Day(LocalDate day) => day.ToString("dd/MM/uuuu", Plain);
}
