using IntakePipeline.Registry;

namespace IntakePipeline.Receipts.Verification;

/// <summary>Whether the register holds exactly what somebody presented. Names nobody: what a file says of people its bearer knows already.</summary>
public abstract record CheckOutcome(string Code, LocalizedText Text)
{
    /// <summary>The receipt as it was issued, byte by byte.</summary>
    /// <param name="Receipt">The receipt.</param>
    public sealed record ExactReceipt(Receipt Receipt) : CheckOutcome("resguardo-exacto", new(
        "És el resguard que va emetre el registre, sense cap canvi.", "Es el resguardo que emitió el registro, sin ningún cambio."));

    /// <summary>It means to be a receipt that the register issued, but is not what was issued.</summary>
    public sealed record AlteredReceipt() : CheckOutcome("resguardo-alterado", new(
        "El registre va emetre un resguard amb este codi, però no és este fitxer: s'ha canviat.",
        "El registro emitió un resguardo con este código, pero no es este fichero: se ha cambiado."));

    /// <summary>A file of the submission that the code belongs to.</summary>
    /// <param name="Receipt">The submission's receipt.</param>
    /// <param name="Document">The file.</param>
    public sealed record FiledDocument(Receipt Receipt, KeptDocument Document) : CheckOutcome("documento-presentado", new(
        "És un document d'esta presentació, exactament com es va presentar.", "Es un documento de esta presentación, exactamente como se presentó."));

    /// <summary>Custody holds the very bytes; without the code, of whom and since when is not told.</summary>
    public sealed record HeldDocument() : CheckOutcome("documento-en-custodia", new(
        "El registre custodia un document idèntic. Amb el codi del resguard es pot saber si és d'eixa presentació.",
        "El registro custodia un documento idéntico. Con el código del resguardo se puede saber si es de esa presentación."));

    /// <summary>Another document under the registry's present seal, unaltered.</summary>
    public sealed record SealedDocument() : CheckOutcome("documento-sellado", new(
        "Porta el segell del registre i no s'ha canviat des que es va segellar.", "Lleva el sello del registro y no se ha cambiado desde que se selló."));

    /// <summary>No receipt has the code.</summary>
    public sealed record UnknownCode() : CheckOutcome("codigo-desconocido", new(
        "Cap resguard té este codi.", "Ningún resguardo tiene este código."));

    /// <summary>The register does not hold it.</summary>
    public sealed record NotHeld() : CheckOutcome("no-consta", new(
        "El registre no té cap fitxer idèntic a este.", "El registro no tiene ningún fichero idéntico a este."));

    /// <summary>More bytes than any document may have.</summary>
    public sealed record TooLarge() : CheckOutcome("demasiado-grande", new(
        "El fitxer supera 10 Mb: el registre no en pot tindre cap així.", "El fichero supera 10 Mb: el registro no puede tener ninguno así."));
}
