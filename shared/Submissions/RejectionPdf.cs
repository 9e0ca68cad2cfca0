using System.Globalization;
using IntakePipeline.Calendar;
using IntakePipeline.Receipts;
using IntakePipeline.Signatures.Seals;

namespace IntakePipeline.Submissions;

/// <summary>A rejection as A4 pages, in both languages, the applicant's first: the receipt's layout with its own content.</summary>
public static class RejectionPdf
{
    private static readonly LocalizedText Title = new("Rebuig motivat d'una presentació", "Rechazo motivado de una presentación");
    private static readonly LocalizedText Number = new("Rebuig", "Rechazo");
    private static readonly LocalizedText Key = new("Presentació", "Presentación");
    private static readonly LocalizedText Unreadable = new("(no s'ha pogut llegir)", "(no se ha podido leer)");
    private static readonly LocalizedText Result = new("Resultat", "Resultado");
    private static readonly LocalizedText NotRegistered = new("NO registrada", "NO registrada");
    private static readonly LocalizedText At = new("Data i hora oficials", "Fecha y hora oficiales");
    private static readonly LocalizedText Envelope = new("SHA-256 de solicitud.json", "SHA-256 de solicitud.json");
    private static readonly LocalizedText Reasons = new("Motius i manera d'esmenar-los", "Motivos y manera de subsanarlos");
    private static readonly LocalizedText Files = new("Fitxers rebuts", "Ficheros recibidos");
    private static readonly LocalizedText File = new("Fitxer", "Fichero");
    private static readonly LocalizedText TooLarge = new("supera el màxim, no s'ha llegit sencer", "supera el máximo, no se ha leído entero");
    private static readonly LocalizedText Next = new("Què podeu fer", "Qué puede hacer");
    private static readonly LocalizedText Ground = new(
        "No s'ha eliminat res del que s'havia rebut. Podeu tornar a presentar-la mentre el termini estiga obert.\nFonament: article 29 del Reial Decret 1671/2009.",
        "No se ha eliminado nada de lo recibido. Puede volver a presentarla mientras el plazo esté abierto.\nFundamento: artículo 29 del Real Decreto 1671/2009.");

    /// <summary>Draws <paramref name="rejection"/>, with its JSON inside, and seals it. The same rejection gives the same bytes under the same seal.</summary>
    public static byte[] Render(Rejection rejection, IRegistrySeal seal)
    {
        var at = rejection.At.InZone(OfficialClock.Zone).ToOffsetDateTime();
        var sheet = new Sheet(new Heading(Title, Number, rejection.Id, Receipt.Impiva, rejection.Language, at, null, rejection.Simulated), seal);
        sheet.Title(Title);
        sheet.Panel(
            new Field(Key, rejection.Key?.Value ?? Unreadable.Both(rejection.Language)),
            new Field(Result, NotRegistered.Both(rejection.Language)),
            new Field(At, at.ToString("dd/MM/uuuu HH:mm:ss o<+HH:mm>", CultureInfo.InvariantCulture)),
            new Field(Number, rejection.Id));
        if (rejection.Envelope is { } envelope)
            sheet.Show(new Field(Envelope, envelope.Hex));
        sheet.Section(Reasons);
        foreach (var (index, fault) in rejection.Faults.Index())
            sheet.Paragraphs(Of(index + 1, fault));
        if (rejection.Files.Count > 0)
            sheet.Section(Files);
        foreach (var file in rejection.Files)
        {
            sheet.Document(
                file.Name.Value, File, file.Bytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes") : TooLarge.Both(rejection.Language), file.Digest?.Hex ?? "—");
        }

        sheet.Section(Next);
        sheet.Paragraphs(Ground);
        sheet.SealedBy();
        return sheet.ToBytes($"rechazo-{rejection.Id}.json", RejectionJson.Write(rejection));
    }

    private static LocalizedText Of(int number, AdmissionFault fault)
    {
        var place = fault.Field is { } field ? $"{fault.Code}, {field}" : fault.Code;
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{number}. {fault.Reason.Va} {fault.Remedy.Va} [{place}]"),
            string.Create(CultureInfo.InvariantCulture, $"{number}. {fault.Reason.Es} {fault.Remedy.Es} [{place}]"));
    }
}
