using System.Globalization;
using IntakePipeline.Memorias.Pdf;
using IntakePipeline.Validation;

namespace IntakePipeline.Memorias;

/// <summary>«Si se anexara escaneada, deberá hacerse a 200ppp y en blanco y negro» (R4 7.2.1).</summary>
internal static class ScanFindings
{
    private const string Article = "R4 7.2.1";
    private const string Expected = "200 ppp, blanco y negro";

    /// <summary>Asked of scans.</summary>
    private const double RequiredPpi = 200;

    /// <summary>Scanners and page sizes do not come out even: two in a hundred either way count as 200.</summary>
    private const double Tolerance = 0.02;

    /// <summary>Resolutions named one by one before the rest is left out.</summary>
    private const int MaxGroups = 8;

    public static IEnumerable<Finding> Of(IReadOnlyList<PageFacts> pages)
    {
        var scans = pages.Where(page => page.Scan is not null).ToList();
        var low = scans.Where(page => page.Scan!.Ppi < RequiredPpi * (1 - Tolerance)).ToList();
        if (low.Count > 0)
        {
            var by = ByResolution(low);
            yield return new("memoria-escaneo-resolucion-baja", Severity.CurableDefect, ["documentos"], Expected, by.Es, Article, new(
                $"Escaneig per davall de 200 ppp; {by.Va}. Torneu a escanejar eixes pàgines: en l'escàner, trieu 200 ppp (també «200 dpi») i «blanc i negre».",
                $"Escaneado por debajo de 200 ppp; {by.Es}. Vuelva a escanear esas páginas: en el escáner, elija 200 ppp (también «200 dpi») y «blanco y negro»."));
        }

        var shaded = scans.Where(page => !page.Scan!.IsBlackAndWhite).ToList();
        if (shaded.Count > 0)
        {
            var by = ByColor(shaded);
            yield return new("memoria-escaneo-con-grises-o-color", Severity.CurableDefect, ["documentos"], Expected, by.Es, Article, new(
                $"Escaneig que no és en blanc i negre; {by.Va}. Torneu a escanejar eixes pàgines: en l'escàner, trieu «blanc i negre» (de vegades «text» o «1 bit»), no «grisos» ni «color».",
                $"Escaneado que no es en blanco y negro; {by.Es}. Vuelva a escanear esas páginas: en el escáner, elija «blanco y negro» (a veces «texto» o «1 bit»), no «grises» ni «color»."));
        }

        var high = scans.Where(page => page.Scan!.Ppi > RequiredPpi * (1 + Tolerance)).ToList();
        if (high.Count > 0)
        {
            var by = ByResolution(high);
            yield return new("memoria-escaneo-resolucion-alta", Severity.Information, ["documentos"], Expected, by.Es, Article, new(
                $"Escaneig per damunt de 200 ppp; {by.Va}. No cal fer res.", $"Escaneado por encima de 200 ppp; {by.Es}. No hay que hacer nada."));
        }
    }

    /// <summary><c>pàgines 3–7, 12: 150 ppp; pàgina 9: 100 ppp</c>.</summary>
    private static LocalizedText ByResolution(List<PageFacts> pages) =>
        Join(pages.GroupBy(page => Written(page.Scan!)).Select(group => (Pages: group, What: new LocalizedText(group.Key, group.Key))));

    private static LocalizedText ByColor(List<PageFacts> pages) => Join(pages.GroupBy(page => page.Scan!.Color).Select(group => (Pages: group, What: group.Key switch
    {
        PdfColor.Gray => new LocalizedText("en grisos", "en grises"),
        PdfColor.Color => new LocalizedText("en color", "en color"),
        _ => new LocalizedText("en grisos o color", "en grises o color"),
    })));

    private static LocalizedText Join<TKey>(IEnumerable<(IGrouping<TKey, PageFacts> Pages, LocalizedText What)> groups)
    {
        var named = groups.Select(group => (Where: PageRanges.Named([.. group.Pages.Select(page => page.Number)]), group.What)).ToList();
        var more = named.Count > MaxGroups ? "; …" : "";
        return new(
            string.Join("; ", named.Take(MaxGroups).Select(group => $"{group.Where.Va}: {group.What.Va}")) + more,
            string.Join("; ", named.Take(MaxGroups).Select(group => $"{group.Where.Es}: {group.What.Es}")) + more);
    }

    private static string Written(ScanQuality scan)
    {
        var (x, y) = (Math.Round(scan.XPpi), Math.Round(scan.YPpi));
        return x == y ? string.Create(CultureInfo.InvariantCulture, $"{x} ppp") : string.Create(CultureInfo.InvariantCulture, $"{x} × {y} ppp");
    }
}
