namespace IntakePipeline.Registry.Audit;

/// <summary>Something an audit has to say.</summary>
/// <param name="Code">Its stable code (<see cref="AuditCodes"/>).</param>
/// <param name="Place">Where: an entry's number, a row, a blob or a queue. No personal data.</param>
/// <param name="Detail">What does not agree with what, in English, for the operator.</param>
/// <param name="IsFault">False when it is told for information only: under way, or unknown here and harmless.</param>
public sealed record AuditFinding(string Code, string Place, string Detail, bool IsFault);

/// <summary>The codes of what an audit can find.</summary>
public static class AuditCodes
{
    /// <summary>An entry's row lacks something or is in no canonical form.</summary>
    public const string EntryUnreadable = "asiento-ilegible";

    /// <summary>An entry's content does not give its hash: it was changed after it was written.</summary>
    public const string EntryAltered = "asiento-alterado";

    /// <summary>A number has no entry.</summary>
    public const string EntryMissing = "asiento-falta";

    /// <summary>An entry stands after the end of its book: it was inserted.</summary>
    public const string EntryExtra = "asiento-sobra";

    /// <summary>A row holds the entry of another number.</summary>
    public const string EntryMisplaced = "asiento-en-otro-sitio";

    /// <summary>An entry is not chained to the one before it: one of the two was replaced.</summary>
    public const string ChainBroken = "cadena-rota";

    /// <summary>The head of the ledger does not say what the book says.</summary>
    public const string HeadDiffers = "cabeza-distinta";

    /// <summary>A counter of expedientes does not say how many were opened.</summary>
    public const string CounterDiffers = "contador-distinto";

    /// <summary>The row that makes a second registration of a key impossible is missing, says otherwise, or belongs to no entry.</summary>
    public const string KeyMissing = "clave-falta", KeyDiffers = "clave-distinta", KeyExtra = "clave-sobra";

    /// <summary>An outbox row belongs to no entry, has been waiting for too long, or is under way.</summary>
    public const string OutboxExtra = "salida-sobra", OutboxStuck = "salida-atascada", OutboxBusy = "salida-en-curso";

    /// <summary>A receipt is missing, unreadable, or not that of its entry.</summary>
    public const string ReceiptMissing = "resguardo-falta", ReceiptUnreadable = "resguardo-ilegible", ReceiptDiffers = "resguardo-distinto";

    /// <summary>A seal is missing, does not fit what it is on, or is of another certificate than the one configured.</summary>
    public const string SealMissing = "sello-falta", SealBroken = "sello-roto", SealOther = "sello-de-otro-certificado";

    /// <summary>A daily digest cannot be read, does not say what the book says, or is not linked to the one before it.</summary>
    public const string DigestUnreadable = "resumen-ilegible", DigestDiffers = "resumen-distinto", DigestUnlinked = "resumen-sin-enlazar";

    /// <summary>An original is missing, or its bytes are not those that were registered.</summary>
    public const string OriginalMissing = "original-falta", OriginalAltered = "original-alterado";

    /// <summary>An expediente is missing, unreadable, not that of its entry, or belongs to no entry.</summary>
    public const string ExpedienteMissing = "expediente-falta", ExpedienteUnreadable = "expediente-ilegible", ExpedienteDiffers = "expediente-distinto", ExpedienteExtra = "expediente-sobra";

    /// <summary>The report on a memoria that an expediente was decided on is gone.</summary>
    public const string ReportMissing = "informe-falta";

    /// <summary>Processing is over and nothing was decided; or it was, and the department was not told; or an earlier version did not give way.</summary>
    public const string Undecided = "expediente-sin-decidir", NotQueued = "expediente-sin-encolar", NotSuperseded = "version-sin-sustituir";

    /// <summary>A history has not as many events as the row it belongs to says.</summary>
    public const string HistoryDiffers = "historial-distinto";

    /// <summary>The rows that find an expediente by project, place or applicant are missing or say otherwise.</summary>
    public const string VersionDiffers = "version-distinta", PlaceDiffers = "orden-distinto", IndexMissing = "indice-falta";

    /// <summary>A correction request is missing, unreadable, in contradiction to its expediente, or belongs to none.</summary>
    public const string RequestMissing = "requerimiento-falta", RequestUnreadable = "requerimiento-ilegible", RequestDiffers = "requerimiento-distinto", RequestExtra = "requerimiento-sobra";

    /// <summary>The document of a request, or the note of an answer or of a period, is missing.</summary>
    public const string DocumentMissing = "documento-falta", AnswerMissing = "respuesta-falta", DueMissing = "plazo-falta";

    /// <summary>A message points to nothing, cannot be read, or was given up.</summary>
    public const string MessageExtra = "mensaje-sobra", MessageUnreadable = "mensaje-ilegible", MessagePoisoned = "mensaje-averiado";

    /// <summary>A complete submission in the inbox was neither registered nor refused; or may still be; or never became complete.</summary>
    public const string InboxUnaccounted = "entrada-sin-cuenta", InboxBusy = "entrada-en-curso", InboxIncomplete = "entrada-incompleta";

    /// <summary>A row or folder that this version does not know.</summary>
    public const string Unknown = "desconocido";
}
