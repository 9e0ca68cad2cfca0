using System.Diagnostics;
using System.Globalization;
using IntakePipeline.Validation;

namespace IntakePipeline.Memorias.Recognition;

/// <summary>Why a scanned page without a text layer was not read.</summary>
public enum RecognitionGap
{
    /// <summary>Nobody asked for it: the quick look.</summary>
    NotAsked,

    /// <summary>Character recognition, or one of its languages, is not on the machine.</summary>
    NotInstalled,

    /// <summary>The memoria has to be sent again anyway; the new one will be read.</summary>
    SentBack,

    /// <summary>It comes after as many pages as are read.</summary>
    TooMany,

    /// <summary>Its picture is stored in a way that cannot be handed on without decoding it.</summary>
    NotHandedOn,

    /// <summary>Recognition failed or took more than it is allowed to.</summary>
    Failed,
}

/// <summary>Says which scanned pages were read by character recognition, and why others were not.</summary>
internal static class RecognitionFindings
{
    private const string Article = "R4 7.2.1";

    /// <summary>The report with the findings about pages none of which was read.</summary>
    public static MemoriaReport AddTo(MemoriaReport report, RecognitionGap why) => AddTo(report, _ => why);

    /// <summary>The report with what there is to say of its pages without a text layer.</summary>
    /// <param name="report">The report, its pages with what was read on them.</param>
    /// <param name="why">Why a page was not read.</param>
    public static MemoriaReport AddTo(MemoriaReport report, Func<int, RecognitionGap> why)
    {
        var scans = report.Facts.Where(page => page.Kind == PageKind.Scan).ToList();
        var unread = scans.Where(page => page.Recognition is null).Select(page => page.Number).GroupBy(why).Select(pages => Unread([.. pages], pages.Key));
        var read = scans.Where(page => page.Recognition is not null).ToList();
        return report with { Findings = [.. report.Findings, .. read.Count > 0 ? [Read(read)] : Array.Empty<Finding>(), .. unread] };
    }

    private static Finding Read(List<PageFacts> pages)
    {
        var named = PageRanges.Named([.. pages.Select(page => page.Number)]);
        var confidence = Math.Round(pages.Average(page => page.Recognition!.Confidence) * 100).ToString(CultureInfo.InvariantCulture);
        return new("memoria-leida-por-reconocimiento", Severity.Information, ["documentos"], null, $"{named.Es}: {confidence} %", Article, new(
            $"Dades llegides per reconeixement de caràcters ({named.Va}), amb una confiança mitjana del {confidence} %: poden contindre errors de lectura. No cal fer res.",
            $"Datos leídos por reconocimiento de caracteres ({named.Es}), con una confianza media del {confidence} %: pueden contener errores de lectura. No hay que hacer nada."));
    }

    private static Finding Unread(List<int> pages, RecognitionGap why)
    {
        var (named, reason) = (PageRanges.Named(pages), Reason(why));
        return new("memoria-datos-no-leidos", Severity.Information, ["documentos"], null, PageRanges.Write(pages), Article, new(
            $"No s'han llegit les dades de les pàgines escanejades sense capa de text ({named.Va}): {reason.Va}",
            $"No se han leído los datos de las páginas escaneadas sin capa de texto ({named.Es}): {reason.Es}"));
    }

    private static LocalizedText Reason(RecognitionGap why) => why switch
    {
        RecognitionGap.NotAsked => new("en esta comprovació no es fa reconeixement de caràcters.", "en esta comprobación no se hace reconocimiento de caracteres."),
        RecognitionGap.NotInstalled => new(
            "no hi ha reconeixement de caràcters en esta màquina. Les compararà una persona amb el formulari; si l'escàner ofereix «PDF amb text» o «OCR», activeu-ho.",
            "no hay reconocimiento de caracteres en esta máquina. Los comparará una persona con el formulario; si el escáner ofrece «PDF con texto» u «OCR», actívelo."),
        RecognitionGap.SentBack => new(
            "la memòria s'ha de tornar a presentar, i es llegirà la nova.", "la memoria se ha de volver a presentar, y se leerá la nueva."),
        RecognitionGap.TooMany => new(
            "només es lligen les primeres. Si l'escàner ofereix «PDF amb text» o «OCR», activeu-ho i es llegiran totes.",
            "solo se leen las primeras. Si el escáner ofrece «PDF con texto» u «OCR», actívelo y se leerán todas."),
        RecognitionGap.NotHandedOn => new(
            "la imatge està desada d'una manera que el reconeixement no admet. En l'escàner, trieu PDF en blanc i negre a 200 ppp, una imatge per pàgina.",
            "la imagen está guardada de una manera que el reconocimiento no admite. En el escáner, elija PDF en blanco y negro a 200 ppp, una imagen por página."),
        RecognitionGap.Failed => new(
            "el reconeixement de caràcters no ha pogut amb elles. Les compararà una persona amb el formulari; comproveu que es lligen bé i que no estan de costat.",
            "el reconocimiento de caracteres no ha podido con ellas. Los comparará una persona con el formulario; compruebe que se leen bien y que no están de lado."),
        _ => throw new UnreachableException("A reason nobody tells."),
    };
}
