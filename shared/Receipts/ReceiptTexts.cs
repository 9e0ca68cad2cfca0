namespace IntakePipeline.Receipts;

/// <summary>The fixed texts of the receipt's page.</summary>
internal static class ReceiptTexts
{
    public static readonly LocalizedText Title = new("Resguard acreditatiu de presentació", "Resguardo acreditativo de presentación");
    public static readonly LocalizedText AnswerTitle = new("Resguard de presentació d'esmena", "Resguardo de presentación de subsanación");
    public static readonly LocalizedText Request = new("Requeriment que es contesta", "Requerimiento que se contesta");
    public static readonly LocalizedText Number = new("Número de registre", "Número de registro");
    public static readonly LocalizedText Expediente = new("Número d'expedient", "Número de expediente");
    public static readonly LocalizedText FiledAt = new("Data i hora de presentació", "Fecha y hora de presentación");
    public static readonly LocalizedText Effective = new("Data efectiva", "Fecha efectiva");
    public static readonly LocalizedText EffectiveReason = new("Motiu de la data efectiva", "Motivo de la fecha efectiva");
    public static readonly LocalizedText Who = new("Qui presenta", "Quién presenta");
    public static readonly LocalizedText Applicant = new("Sol·licitant", "Solicitante");
    public static readonly LocalizedText Representative = new("Representant", "Representante");
    public static readonly LocalizedText TaxId = new("NIF", "NIF");
    public static readonly LocalizedText What = new("Què es presenta", "Qué se presenta");
    public static readonly LocalizedText Body = new("Organisme destinatari", "Organismo destinatario");
    public static readonly LocalizedText Department = new("Departament", "Departamento");
    public static readonly LocalizedText Call = new("Convocatòria", "Convocatoria");
    public static readonly LocalizedText Programme = new("Programa", "Programa");
    public static readonly LocalizedText Phase = new("Fase", "Fase");
    public static readonly LocalizedText PhaseCloses = new("Últim dia de la fase", "Último día de la fase");
    public static readonly LocalizedText Project = new("Títol del projecte", "Título del proyecto");
    public static readonly LocalizedText Key = new("Identificador de la presentació", "Identificador de la presentación");
    public static readonly LocalizedText Documents = new("Documents presentats", "Documentos presentados");
    public static readonly LocalizedText Next = new("Què passa ara", "Qué pasa ahora");
    public static readonly LocalizedText Verification = new("Verificació", "Verificación");
    public static readonly LocalizedText Csv = new("Codi segur de verificació (CSV)", "Código seguro de verificación (CSV)");
    public static readonly LocalizedText VerifyAt = new("Adreça de verificació", "Dirección de verificación");
    public static readonly LocalizedText EntryHash = new("Empremta de l'assentament (SHA-256)", "Huella del asiento (SHA-256)");
    public static readonly LocalizedText OutOfTime = new("Fora de termini", "Fuera de plazo");
    public static readonly LocalizedText OutOfTimeNotice = new(
        "La sol·licitud queda registrada, però s'ha presentat fora de termini.", "La solicitud queda registrada, pero se ha presentado fuera de plazo.");
    public static readonly LocalizedText Simulation = new("SIMULACIÓ", "SIMULACIÓN");
    public static readonly LocalizedText SimulationNotice = new(
        "Document de prova: no acredita cap presentació.", "Documento de prueba: no acredita ninguna presentación.");
    public static readonly LocalizedText Seal = new("Segell electrònic del registre", "Sello electrónico del registro");
    public static readonly LocalizedText DevelopmentSeal = new("Segell de desenvolupament, sense validesa", "Sello de desarrollo, sin validez");
    public static readonly LocalizedText Data = new("Dades del document", "Datos del documento");
    private static readonly LocalizedText Envelope = new("Sol·licitud", "Solicitud");
    private static readonly LocalizedText Signature = new("Signatura", "Firma");
    private static readonly LocalizedText Memoria = new("Memòria tècnica", "Memoria técnica");

    /// <summary>The name of a document's kind; a kind that only its call knows is shown as the sender wrote it.</summary>
    public static LocalizedText KindOf(string kind) => kind switch
    {
        "solicitud" => Envelope,
        "firma" => Signature,
        Submissions.DeclaredDocument.MemoriaKind => Memoria,
        _ => new LocalizedText(kind, kind),
    };

    /// <summary>The number of a page.</summary>
    public static LocalizedText Page(int number, int count) =>
        new(FormattableString.Invariant($"Pàgina {number} de {count}"), FormattableString.Invariant($"Página {number} de {count}"));
}
