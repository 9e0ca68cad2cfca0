using IntakePipeline.Functions.Pages;
using IntakePipeline.Receipts;
using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Public;

/// <summary>The pages of verification.</summary>
internal static class VerificarPage
{
    /// <summary>The form.</summary>
    public static HtmlPage Ask(Visit v, string code, IReadOnlyList<FieldError> errors)
    {
        var title = v.Say("Verificar un resguard", "Verificar un resguardo", "Verify a receipt");
        return Layout.Page(v, title, Markup.Of($"""
            {ErrorSummary.Of(v, errors)}
            <h1>{title}</h1>
            <p class="entradilla">{v.Say("Comproveu què consta en el registre i, si voleu, si la vostra còpia és la mateixa.", "Compruebe qué consta en el registro y, si quiere, si su copia es la misma.", "See what the register holds and, if you wish, whether your copy is the same.")}</p>
            <form class="hoja" method="post" action="/verificar" enctype="multipart/form-data" novalidate>{v.Hidden}
            {ErrorSummary.Field("codigo", v.Say("Codi segur de verificació", "Código seguro de verificación", "Verification code"), v.Say("28 lletres i xifres; els guions i les majúscules no importen", "28 letras y cifras; los guiones y las mayúsculas no importan", "28 letters and digits; hyphens and case do not matter"), code, errors)}
            {ErrorSummary.Field("fichero", v.Say("La vostra còpia (opcional)", "Su copia (opcional)", "Your copy (optional)"), v.Say("El resguard en PDF o qualsevol fitxer presentat, fins a 10 Mb. No es guarda.", "El resguardo en PDF o cualquier fichero presentado, hasta 10 Mb. No se guarda.", "The receipt as PDF or any filed file, up to 10 Mb. It is not kept."), "", errors, "file", required: false)}
            <button>{v.Say("Verificar", "Verificar", "Verify")}</button></form>
            """), status: errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    /// <summary>What the register holds.</summary>
    public static HtmlPage Show(Visit v, Receipt receipt, IReadOnlyList<ComparedCopy> copies)
    {
        var title = v.Say("Consta en el registre", "Consta en el registro", "It is in the register");
        return Layout.Page(v, title, Markup.Of($"""
            <h1>{title}</h1>
            {Markup.Each(copies, c => Copy(v, c))}
            <section class="hoja">{Parts.Filing(v, receipt)}</section>
            <h2>{v.Say("Fitxers registrats", "Ficheros registrados", "Registered files")}</h2>{Parts.Documents(v, receipt.Documents)}
            <p class="suave">{v.Say("Empremta de l'assentament", "Huella del asiento", "Digest of the entry")}: <code>{receipt.EntryHash.Hex}</code></p>
            <p class="acciones"><a class="boton segundo" href="/verificar">{v.Say("Verificar-ne un altre", "Verificar otro", "Verify another")}</a></p>
            """));
    }

    private static Markup Copy(Visit v, ComparedCopy copy) => Markup.Of($"""
        <div class="aviso {(copy.IsReceipt || copy.Document is not null ? "bien" : "mal")}" role="status">
        <p><strong>{copy.Name}</strong>: {(copy.IsReceipt ? v.Say("és el resguard emés, byte a byte.", "es el resguardo emitido, byte a byte.", "is the receipt as issued, byte by byte.")
            : copy.Document is { } document ? v.Say($"és el fitxer registrat {document}, byte a byte.", $"es el fichero registrado {document}, byte a byte.", $"is the registered file {document}, byte by byte.")
            : v.Say("no és ni el resguard ni cap dels fitxers registrats: ha canviat o és d'una altra presentació.", "no es ni el resguardo ni ninguno de los ficheros registrados: ha cambiado o es de otra presentación.", "is neither the receipt nor any registered file: it was changed or belongs to another filing."))}</p>
        <p><code>{copy.Digest.Hex}</code></p></div>
        """);
}
