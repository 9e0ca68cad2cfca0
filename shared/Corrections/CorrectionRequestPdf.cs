using System.Globalization;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Signatures.Seals;

namespace IntakePipeline.Corrections;

/// <summary>A correction request as A4 pages, in both languages, the applicant's first: the receipt's layout with its own content.</summary>
public static class CorrectionRequestPdf
{
    /// <summary>Draws <paramref name="request"/>. The same request gives the same bytes; nothing an applicant wrote makes it fail.</summary>
    /// <param name="request">The request.</param>
    /// <param name="call">Its call: how long the period is, and where that stands.</param>
    /// <param name="opening">The entry that opened the expediente.</param>
    /// <param name="seal">With what it is sealed.</param>
    public static byte[] Render(CorrectionRequest request, Call call, RegistryEntry opening, IRegistrySeal seal)
    {
        var words = new CorrectionRequestWords(call);
        var created = request.CreatedAt.InZone(OfficialClock.Zone);
        var heading = new Heading(
            CorrectionRequestWords.Title, CorrectionRequestWords.Number, request.Number.ToString(), Receipt.Impiva, request.Language,
            created.ToOffsetDateTime(), null, opening.Draft.Simulated);
        var sheet = new Sheet(heading, seal);
        sheet.Title(heading.Title);
        sheet.Panel(
            new Field(CorrectionRequestWords.Number, request.Number.ToString()),
            new Field(CorrectionRequestWords.Expediente, request.Number.Expediente.ToString()),
            new Field(CorrectionRequestWords.Issued, created.LocalDateTime.ToString("dd/MM/uuuu HH:mm", CultureInfo.InvariantCulture)),
            new Field(CorrectionRequestWords.Entry, request.Entry.ToString()));
        sheet.Section(CorrectionRequestWords.Addressee);
        sheet.Show(new Field(CorrectionRequestWords.Applicant, request.Applicant.Name), new Field(CorrectionRequestWords.TaxId, request.Applicant.TaxId));
        sheet.Show(new Field(CorrectionRequestWords.Project, request.ProjectTitle));

        sheet.Section(CorrectionRequestWords.Defects);
        sheet.Paragraphs(words.Opening);
        foreach (var (index, defect) in request.Defects.Index())
            sheet.Paragraphs(CorrectionRequestWords.Of(index + 1, defect));
        sheet.Section(CorrectionRequestWords.HowLong);
        sheet.Paragraphs(words.Period(request.State.On.Reception));
        sheet.SealedBy();
        return sheet.ToBytes("requerimiento.json", CorrectionRequestJson.Write(request, call));
    }
}
