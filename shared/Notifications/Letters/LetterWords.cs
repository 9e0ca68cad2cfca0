using System.Globalization;
using IntakePipeline.Calendar;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Mail;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Notifications.Letters;

/// <summary>What letters say. Names and titles that applicants wrote stand on one line of their own making and can be no line of ours.</summary>
internal static class LetterWords
{
    public static readonly LocalizedText ReceiptLink = new("Comproveu el resguard en el registre", "Compruebe el resguardo en el registro");

    /// <summary>Before the first language, in the second: it is there as well.</summary>
    public static readonly LocalizedText Below = new("En valencià, més avall.", "En castellano, más abajo.");

    public static readonly LocalizedText Signature = new(
        "Registre Telemàtic de la Generalitat. Este missatge s'ha enviat automàticament: no el contesteu.",
        "Registro Telemático de la Generalitat. Este mensaje se ha enviado automáticamente: no lo conteste.");

    /// <summary>An entry is in the book.</summary>
    public static Letter Receipt(Receipts.Receipt receipt, EntryKind kind)
    {
        var (va, es) = kind switch
        {
            EntryKind.Filing => ("La vostra sol·licitud", "Su solicitud"),
            EntryKind.Answer answer => ($"La vostra contestació al requeriment {answer.Request}", $"Su contestación al requerimiento {answer.Request}"),
            EntryKind.Documents => ("La documentació que heu enviat per correu electrònic", "La documentación que ha enviado por correo electrónico"),
            _ => throw new System.Diagnostics.UnreachableException("An entry nobody tells of."),
        };
        var filed = receipt.FiledAtLocal.ToString("dd/MM/uuuu HH:mm:ss", CultureInfo.InvariantCulture);
        var list = string.Join('\n', receipt.Documents.Select(d => string.Create(CultureInfo.InvariantCulture, $"- {d.Name} ({d.Bytes} bytes, SHA-256 {d.Digest})")));
        return new Letter(
            receipt.Language,
            new($"Resguard del registre {receipt.Number}, expedient {receipt.Expediente}", $"Resguardo del registro {receipt.Number}, expediente {receipt.Expediente}"),
            [
                new($"{va} s'ha registrat amb el número {receipt.Number} el {filed} (hora oficial).", $"{es} se ha registrado con el número {receipt.Number} el {filed} (hora oficial)."),
                About(receipt.Expediente, receipt.ProjectTitle),
                receipt.Effective.Reason,
                new($"Fitxers rebuts:\n{list}", $"Ficheros recibidos:\n{list}"),
                receipt.Next,
            ]);
    }

    /// <summary>An attempt was refused.</summary>
    public static Letter Rejection(Rejection rejection)
    {
        var at = Moment(rejection.At);
        var key = rejection.Key?.Value ?? "—";
        return new Letter(
            rejection.Language,
            new($"La presentació {key} no s'ha registrat", $"La presentación {key} no se ha registrado"),
            [
                new(
                    $"El {at} (hora oficial) s'ha rebutjat la presentació {key}: no s'ha registrat, i no s'ha eliminat res del que s'havia rebut. Número de rebuig: {rejection.Id}.",
                    $"El {at} (hora oficial) se ha rechazado la presentación {key}: no se ha registrado, y no se ha eliminado nada de lo recibido. Número de rechazo: {rejection.Id}."),
                .. rejection.Faults.Select(f => new LocalizedText($"[{f.Code}] {f.Reason.Va}\n{f.Remedy.Va}", $"[{f.Code}] {f.Reason.Es}\n{f.Remedy.Es}")),
                new(
                    "Fonament: article 29 del Reial Decret 1671/2009. Podeu tornar a presentar-la mentre el termini estiga obert.",
                    "Fundamento: artículo 29 del Real Decreto 1671/2009. Puede volver a presentarla mientras el plazo esté abierto."),
            ])
        {
            Simulated = rejection.Simulated,
        };
    }

    /// <summary>Something has to be cured.</summary>
    public static Letter Correction(CorrectionRequest request, CorrectionRequestWords words) => new(
        request.Language,
        new($"Requeriment d'esmena {request.Number}", $"Requerimiento de subsanación {request.Number}"),
        [
            About(request.Number.Expediente, request.ProjectTitle),
            words.Opening,
            .. request.Defects.Index().Select(d => CorrectionRequestWords.Of(d.Index + 1, d.Item)),
            words.Period(request.State.On.Reception),
        ])
    {
        AsksForReport = true,
    };

    /// <summary>A period is about to end.</summary>
    public static Letter Reminder(CorrectionRequest request, CorrectionRequestWords words, Deadline deadline)
    {
        var last = Day(deadline.LastDay);
        return new Letter(
            request.Language,
            new($"El termini del requeriment {request.Number} acaba el {last}", $"El plazo del requerimiento {request.Number} acaba el {last}"),
            [
                About(request.Number.Expediente, request.ProjectTitle),
                new(
                    $"No consta que hàgeu contestat el requeriment {request.Number}. El termini acaba el {last}, inclòs, fins a les 23.59.59 (hora oficial).",
                    $"No consta que haya contestado el requerimiento {request.Number}. El plazo acaba el {last}, incluido, hasta las 23.59.59 (hora oficial)."),
                words.Period(request.State.On.Reception),
            ]);
    }

    /// <summary>Everything was cured.</summary>
    public static Letter Cured(CorrectionRequest request) => request.OrderedBy is not null ? BackInEvaluation(request) : new(
        request.Language,
        new($"Requeriment {request.Number}: esmenat", $"Requerimiento {request.Number}: subsanado"),
        [
            About(request.Number.Expediente, request.ProjectTitle),
            new(
                $"S'ha esmenat tot el que demanava el requeriment {request.Number}. La sol·licitud passa a l'avaluació; no heu de fer res més per este requeriment.",
                $"Se ha subsanado todo lo que pedía el requerimiento {request.Number}. La solicitud pasa a la evaluación; no tiene que hacer nada más por este requerimiento."),
        ]);

    // The department asked, so it looks for itself whether it has what it asked for.
    private static Letter BackInEvaluation(CorrectionRequest request) => new(
        request.Language,
        new($"Requeriment {request.Number}: contestat", $"Requerimiento {request.Number}: contestado"),
        [
            About(request.Number.Expediente, request.ProjectTitle),
            new(
                $"Hem rebut la contestació al requeriment {request.Number}. La sol·licitud torna a l'avaluació, amb la mateixa data d'entrada, on es comprovarà el que es demanava.",
                $"Hemos recibido la contestación al requerimiento {request.Number}. La solicitud vuelve a la evaluación, con la misma fecha de entrada, donde se comprobará lo que se pedía."),
        ]);

    /// <summary>The department takes it as it is.</summary>
    public static Letter Accepted(CorrectionRequest request) => new(
        request.Language,
        new($"Requeriment {request.Number}: la sol·licitud passa a l'avaluació", $"Requerimiento {request.Number}: la solicitud pasa a la evaluación"),
        [
            About(request.Number.Expediente, request.ProjectTitle),
            request.State.On.Late is null
                ? new(
                    $"La unitat ha admés la sol·licitud tal com està després del requeriment {request.Number}. Passa a l'avaluació; no heu de fer res més per este requeriment.",
                    $"La unidad ha admitido la solicitud tal como está después del requerimiento {request.Number}. Pasa a la evaluación; no tiene que hacer nada más por este requerimiento.")
                : new(
                    $"La unitat ha admés la contestació al requeriment {request.Number}, encara que va arribar després del termini (article 76.3 de la Llei 30/1992). La sol·licitud passa a l'avaluació; no heu de fer res més per este requeriment.",
                    $"La unidad ha admitido la contestación al requerimiento {request.Number}, aunque llegó después del plazo (artículo 76.3 de la Ley 30/1992). La solicitud pasa a la evaluación; no tiene que hacer nada más por este requerimiento."),
        ]);

    /// <summary>A proposal of withdrawal was taken back.</summary>
    public static Letter ProposalRetracted(CorrectionRequest request) => new(
        request.Language,
        new($"Es retira la proposta de desistiment de l'expedient {request.Number.Expediente}", $"Se retira la propuesta de desistimiento del expediente {request.Number.Expediente}"),
        [
            About(request.Number.Expediente, request.ProjectTitle),
            new(
                $"La unitat ha retirat la proposta de considerar que heu desistit de la sol·licitud pel requeriment {request.Number}. L'expedient continua obert i us comunicarem el que es decidisca.",
                $"La unidad ha retirado la propuesta de tenerle por desistido de la solicitud por el requerimiento {request.Number}. El expediente sigue abierto y le comunicaremos lo que se decida."),
        ]);

    /// <summary>Withdrawal is proposed.</summary>
    public static Letter WithdrawalProposed(CorrectionRequest request) => new(
        request.Language,
        new($"Proposta de desistiment de l'expedient {request.Number.Expediente}", $"Propuesta de desistimiento del expediente {request.Number.Expediente}"),
        [
            About(request.Number.Expediente, request.ProjectTitle),
            new(
                $"No s'ha esmenat el que demanava el requeriment {request.Number}, i es proposa considerar que heu desistit de la sol·licitud. Encara no s'ha resolt: la resolució l'ha de signar una persona i se us notificarà (article 71.1 de la Llei 30/1992).",
                $"No se ha subsanado lo que pedía el requerimiento {request.Number}, y se propone tenerle por desistido de la solicitud. Aún no se ha resuelto: la resolución ha de firmarla una persona y se le notificará (artículo 71.1 de la Ley 30/1992)."),
            new(
                "El que presenteu abans que es notifique la resolució es tindrà en compte (article 76.3 de la Llei 30/1992). Feu-ho a través del Registre Telemàtic, amb firma electrònica avançada, i indiqueu el número del requeriment.",
                "Lo que presente antes de que se notifique la resolución se tendrá en cuenta (artículo 76.3 de la Ley 30/1992). Hágalo a través del Registro Telemático, con firma electrónica avanzada, e indique el número del requerimiento."),
        ])
    {
        AsksForReport = true,
    };

    /// <summary>It was moved.</summary>
    public static Letter Transferred(Expediente expediente, HistoryEvent moved) => new(
        expediente.Language,
        new($"Trasllat de l'expedient {expediente.Key.Number}", $"Traslado del expediente {expediente.Key.Number}"),
        [
            About(expediente.Key.Number, expediente.ProjectTitle),
            new($"{Line(moved.Why.Va)} ({moved.Article})", $"{Line(moved.Why.Es)} ({moved.Article})"),
            new("El número d'expedient no canvia: continueu citant-lo.", "El número de expediente no cambia: siga citándolo."),
        ]);

    /// <summary>A message was over the limit.</summary>
    public static Letter MailTooLarge(MailRecord mail)
    {
        var (at, megabytes) = (Moment(mail.ArrivedAt), (mail.Bytes / (1024.0 * 1024)).ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ','));
        return new Letter(
            Language.Valencian,
            new("El vostre missatge no s'ha registrat: supera els 10 Mb", "Su mensaje no se ha registrado: supera los 10 Mb"),
            [
                new(
                    $"[{MailReasons.TooLarge}] El missatge que vam rebre el {at} (hora oficial) ocupa {megabytes} Mb. Un missatge pot ocupar 10 Mb com a màxim, fitxers adjunts inclosos (R4 8.3).",
                    $"[{MailReasons.TooLarge}] El mensaje que recibimos el {at} (hora oficial) ocupa {megabytes} Mb. Un mensaje puede ocupar 10 Mb como máximo, ficheros adjuntos incluidos (R4 8.3)."),
                new(
                    "Què heu de fer: torneu a enviar els documents en diversos missatges més menuts, cada un amb el número d'expedient en l'assumpte. Els fitxers adjunts ocupen en el correu un terç més que en el disc. Si són escanejats, feu-ho a 200 ppp en blanc i negre.",
                    "Qué debe hacer: vuelva a enviar los documentos en varios mensajes más pequeños, cada uno con el número de expediente en el asunto. Los ficheros adjuntos ocupan en el correo un tercio más que en el disco. Si son escaneados, hágalo a 200 ppp en blanco y negro."),
                new("El missatge s'ha conservat i el mirarà una persona.", "El mensaje se ha conservado y lo mirará una persona."),
            ]);
    }

    private static LocalizedText About(ExpedienteNumber number, string title) => new($"Expedient {number}: {Line(title)}", $"Expediente {number}: {Line(title)}");

    private static string Line(string text) => CorrectionRequestWords.OneLine(text);

    private static string Moment(Instant at) => OfficialClock.ToLocal(at).ToString("dd/MM/uuuu HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Day(LocalDate day) => day.ToString("dd/MM/uuuu", CultureInfo.InvariantCulture);
}
