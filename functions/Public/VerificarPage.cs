using IntakePipeline.Functions.Pages;
using IntakePipeline.Receipts;
using IntakePipeline.Receipts.Verification;
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
            <form class="hoja" method="post" action="/verificar" enctype="multipart/form-data" data-codigo novalidate>{v.Hidden}
            {ErrorSummary.Field("codigo", v.Say("Codi segur de verificació", "Código seguro de verificación", "Verification code"), v.Say("28 lletres i xifres; els guions i les majúscules no importen. Un resguard ja el porta dins", "28 letras y cifras; los guiones y las mayúsculas no importan. Un resguardo ya lo lleva dentro", "28 letters and digits; hyphens and case do not matter. A receipt carries its own"), code, errors, required: false)}
            {ErrorSummary.Field("fichero", v.Say("La vostra còpia (opcional)", "Su copia (opcional)", "Your copy (optional)"), v.Say("El resguard en PDF o JSON o qualsevol fitxer presentat, fins a 10 Mb. No es guarda.", "El resguardo en PDF o JSON o cualquier fichero presentado, hasta 10 Mb. No se guarda.", "The receipt as PDF or JSON, or any filed file, up to 10 Mb. It is not kept."), "", errors, "file", required: false)}
            <button>{v.Say("Verificar", "Verificar", "Verify")}</button></form>
            """), ["codigo.js"], errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    /// <summary>What the register says.</summary>
    /// <param name="v">Who asks.</param>
    /// <param name="receipt">The receipt of the code, or the one that was presented; null when there is neither.</param>
    /// <param name="copies">The files that were presented.</param>
    public static HtmlPage Show(Visit v, Receipt? receipt, IReadOnlyList<ComparedCopy> copies)
    {
        var title = receipt is not null
            ? v.Say("Consta en el registre", "Consta en el registro", "It is in the register")
            : v.Say("Què diu el registre", "Qué dice el registro", "What the register says");
        return Layout.Page(v, title, Markup.Of($"""
            <h1>{title}</h1>
            {Parts.OfficialLanguage(v)}
            {Markup.Each(copies, c => Copy(v, c))}
            {Markup.If(receipt is not null, () => Held(v, receipt!))}
            <p class="acciones"><button type="button" class="segundo" data-imprimir hidden>{v.Say("Imprimir esta pàgina", "Imprimir esta página", "Print this page")}</button>
            <a class="boton segundo" href="/verificar">{v.Say("Verificar-ne un altre", "Verificar otro", "Verify another")}</a></p>
            """), ["imprimir.js"]);
    }

    /// <summary>A code that opens nothing.</summary>
    public static string NoReceipt(Visit v) => v.Say("Cap resguard té este codi.", "Ningún resguardo tiene este código.", "No receipt has this code.");

    private static Markup Held(Visit v, Receipt receipt) => Markup.Of($"""
        <section class="hoja">{Parts.Filing(v, receipt)}
        <form class="acciones" method="post" action="/verificar/resguardo.pdf">{v.Hidden}<input type="hidden" name="codigo" value="{receipt.Csv.Compact}"><button class="segundo">{v.Say("Descarregar el resguard (PDF)", "Descargar el resguardo (PDF)", "Download the receipt (PDF)")}</button></form></section>
        <h2>{v.Say("Fitxers registrats", "Ficheros registrados", "Registered files")}</h2>{Parts.Documents(v, receipt.Documents)}
        <p class="suave">{v.Say("Empremta de l'assentament", "Huella del asiento", "Digest of the entry")}: <code>{receipt.EntryHash.Hex}</code></p>
        """);

    private static Markup Copy(Visit v, ComparedCopy copy)
    {
        var isHeld = copy.Result.Outcome is CheckOutcome.ExactReceipt or CheckOutcome.FiledDocument or CheckOutcome.HeldDocument or CheckOutcome.SealedDocument;
        var filed = copy.Result.Outcome as CheckOutcome.FiledDocument;
        return Markup.Of($"""
            <div class="aviso {(isHeld ? "bien" : "mal")}" role="status">
            <p><strong>{copy.Name}</strong>: {v.Say(copy.Result.Outcome.Text)}</p>
            {Markup.If(filed is not null, () => Markup.Of($"<p>{filed!.Document.Name.Value}</p>"))}
            <p><code>{copy.Result.Digest?.Hex}</code></p></div>
            """);
    }
}
