using System.Diagnostics;
using IntakePipeline.Memorias.Pdf;
using IntakePipeline.Validation;

namespace IntakePipeline.Memorias;

/// <summary>Says what is wrong with a memoria and how to put it right. The rule on scans binds scans only (R4 7.2.1).</summary>
internal static class MemoriaFindings
{
    private const string Article = "R4 7.2.1";

    /// <summary>Why a file cannot be read.</summary>
    public static Finding Of(PdfFailure reason) => reason switch
    {
        PdfFailure.NotPdf => Defect("memoria-no-es-pdf", "PDF", null,
            "El fitxer de la memòria tècnica no és un PDF. Obriu el document en el programa amb què el vau escriure, deseu-lo o exporteu-lo com a PDF i torneu a presentar-lo.",
            "El fichero de la memoria técnica no es un PDF. Abra el documento en el programa con que lo escribió, guárdelo o expórtelo como PDF y vuelva a presentarlo."),
        PdfFailure.Encrypted => Defect("memoria-con-contrasena", "PDF sin contraseña", null,
            "La memòria tècnica demana una contrasenya per a obrir-se. Deseu-ne una còpia sense contrasenya d'obertura i torneu a presentar-la.",
            "La memoria técnica pide una contraseña para abrirse. Guarde una copia sin contraseña de apertura y vuelva a presentarla."),
        PdfFailure.Damaged => Defect("memoria-danada", "PDF", null,
            "La memòria tècnica està danyada o incompleta i no es pot obrir. Comproveu que s'obri en el vostre ordinador, genereu de nou el PDF i torneu a presentar-la.",
            "La memoria técnica está dañada o incompleta y no se puede abrir. Compruebe que se abre en su ordenador, genere de nuevo el PDF y vuelva a presentarla."),
        PdfFailure.LimitExceeded { Limit: var limit } => new("memoria-no-analizable", Severity.EligibilityDoubt, ["documentos"], null, limit.ToString(), Article, new(
            "La memòria tècnica és massa complexa per a analitzar-la automàticament; la revisarà una persona. Si la genereu de nou amb «Imprimeix en PDF», sol quedar més senzilla.",
            "La memoria técnica es demasiado compleja para analizarla automáticamente; la revisará una persona. Si la genera de nuevo con «Imprimir en PDF», suele quedar más sencilla.")),
        _ => throw new UnreachableException("A failure nobody handles."),
    };

    /// <summary>What is to be said of a file that was read, defects first.</summary>
    public static IReadOnlyList<Finding> Of(PdfDocument document, IReadOnlyList<PageFacts> pages, PdfExtras extras)
    {
        var findings = new List<Finding>();
        if (document.MissingPages > 0)
        {
            findings.Add(Defect("memoria-incompleta", null, Figure(document.MissingPages),
                $"Al PDF de la memòria tècnica li falten pàgines ({document.MissingPages}): està danyat. Genereu de nou el PDF i torneu a presentar-lo.",
                $"Al PDF de la memoria técnica le faltan páginas ({document.MissingPages}): está dañado. Genere de nuevo el PDF y vuelva a presentarlo."));
        }

        findings.AddRange(ScanFindings.Of(pages));
        AddContent(findings, pages);
        AddActive(findings, extras);
        if (document.Repaired)
        {
            findings.Add(Note("memoria-reparada", null,
                "L'estructura interna del PDF era incorrecta i s'ha hagut de reconstruir per a llegir-lo.",
                "La estructura interna del PDF era incorrecta y se ha tenido que reconstruir para leerlo."));
        }

        return [.. findings.OrderByDescending(finding => finding.Severity)];
    }

    private static void AddContent(List<Finding> findings, IReadOnlyList<PageFacts> pages)
    {
        var blank = Numbers(pages, page => page.Kind == PageKind.Blank);
        if (blank.Count == pages.Count)
        {
            findings.Add(Defect("memoria-en-blanco", null, PageRanges.Write(blank),
                "Totes les pàgines de la memòria tècnica estan en blanc. Comproveu el fitxer i torneu a presentar-la.",
                "Todas las páginas de la memoria técnica están en blanco. Compruebe el fichero y vuelva a presentarla."));
        }
        else if (blank.Count > 0)
        {
            findings.Add(Note("memoria-paginas-en-blanco", blank, "En blanc: {0}.", "En blanco: {0}."));
        }

        var unreadable = Numbers(pages, page => page.TextConfidence < 0.5);
        if (unreadable.Count > 0)
        {
            findings.Add(Note("memoria-texto-no-extraible", unreadable,
                "El text es veu però no es pot extraure ni cercar, perquè el PDF no diu quins caràcters són ({0}). Si el genereu de nou, trieu una opció com «PDF/A» o «accessible».",
                "El texto se ve pero no se puede extraer ni buscar, porque el PDF no dice qué caracteres son ({0}). Si lo genera de nuevo, elija una opción como «PDF/A» o «accesible»."));
        }

        var pictures = Numbers(pages, page => page.Kind == PageKind.Scan);
        if (pictures.Count > 0)
        {
            findings.Add(Note("memoria-sin-capa-de-texto", pictures,
                "Escanejades sense capa de text ({0}): no s'hi pot cercar ni copiar. Si l'escàner ofereix «PDF amb text» o «OCR», activeu-ho.",
                "Escaneadas sin capa de texto ({0}): no se puede buscar ni copiar en ellas. Si el escáner ofrece «PDF con texto» u «OCR», actívelo."));
        }
    }

    private static void AddActive(List<Finding> findings, PdfExtras extras)
    {
        if (extras.ActiveContent.Count > 0)
        {
            findings.Add(new("memoria-contenido-activo", Severity.EligibilityDoubt, ["documentos"], null, string.Join(", ", extras.ActiveContent), Article, new(
                "El PDF de la memòria tècnica conté accions que s'executen soles (programes o ordres). No s'han executat; obriu-lo amb precaució. Una memòria no en necessita.",
                "El PDF de la memoria técnica contiene acciones que se ejecutan solas (programas u órdenes). No se han ejecutado; ábralo con precaución. Una memoria no las necesita.")));
        }

        if (extras.EmbeddedFiles.Count > 0)
        {
            findings.Add(new("memoria-con-adjuntos", Severity.Information, ["documentos"], null, Figure(extras.EmbeddedFiles.Count), Article, new(
                $"El PDF porta fitxers adjunts dins ({extras.EmbeddedFiles.Count}), que no formen part de la memòria avaluada. Si són documentació, presenteu-los com a documents.",
                $"El PDF lleva ficheros adjuntos dentro ({extras.EmbeddedFiles.Count}), que no forman parte de la memoria evaluada. Si son documentación, preséntelos como documentos.")));
        }
    }

    private static List<int> Numbers(IReadOnlyList<PageFacts> pages, Func<PageFacts, bool> which) => [.. pages.Where(which).Select(page => page.Number)];

    private static string Figure(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <param name="pages">Named where the texts say <c>{0}</c>; null when they do not.</param>
    private static Finding Note(string code, List<int>? pages, string va, string es)
    {
        var named = pages is null ? new LocalizedText("", "") : PageRanges.Named(pages);
        return new(code, Severity.Information, ["documentos"], null, pages is null ? null : PageRanges.Write(pages), Article,
            new(va.Replace("{0}", named.Va, StringComparison.Ordinal), es.Replace("{0}", named.Es, StringComparison.Ordinal)));
    }

    private static Finding Defect(string code, string? expected, string? found, string va, string es) =>
        new(code, Severity.CurableDefect, ["documentos"], expected, found, Article, new LocalizedText(va, es));
}
