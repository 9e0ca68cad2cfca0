using System.Globalization;
using IntakePipeline.Calls;
using IntakePipeline.Memorias;
using IntakePipeline.Registry;
using IntakePipeline.Validation;

namespace IntakePipeline.Mail;

/// <summary>What there is to say of a document that came by mail. It is for the department: what has to be cured because of it, the department asks for (R4 7.4).</summary>
internal static class MailedDocumentFindings
{
    private const string DefaultArticle = "R4 8.3";

    /// <summary>Whether a file is a PDF by its name or its first bytes.</summary>
    public static bool IsPdf(KeptDocument document, ReadOnlySpan<byte> bytes) =>
        document.Name.Value.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase) || bytes[..Math.Min(bytes.Length, 1024)].IndexOf("%PDF-"u8) >= 0;

    /// <summary>Its findings; each names the file.</summary>
    /// <param name="document">The document.</param>
    /// <param name="kind">How it was told.</param>
    /// <param name="programme">Whose documents it may be one of.</param>
    /// <param name="report">What inspection found; null when it is no PDF.</param>
    /// <param name="mail">The call's rules for mail.</param>
    public static IReadOnlyList<Finding> Of(KeptDocument document, DocumentKind kind, Programme programme, MemoriaReport? report, MailLimits? mail)
    {
        var article = mail?.Article ?? DefaultArticle;
        var findings = new List<Finding>();
        if (Told(document, kind, programme) is var (code, severity, text))
            findings.Add(new(code, severity, [document.Name.Value], null, null, article, text));

        if (report is null)
        {
            findings.Add(new(
                "correo-documento-no-inspeccionado", Severity.Information, [document.Name.Value], null, null, article,
                new($"«{document.Name}» no és un PDF: s'ha conservat sense mirar-lo per dins.", $"«{document.Name}» no es un PDF: se ha conservado sin mirarlo por dentro.")));
        }

        // What is said of a memoria is said of any scan; only the words name another document and another article.
        foreach (var finding in report?.Findings ?? [])
        {
            findings.Add(finding with
            {
                Code = "correo-" + finding.Code.Replace("memoria-", "documento-", StringComparison.Ordinal),
                Severity = finding.Severity == Severity.CurableDefect ? Severity.EligibilityDoubt : finding.Severity,
                Fields = [document.Name.Value],
                Article = article,
                Text = new($"«{document.Name}»: {finding.Text.Va}", $"«{document.Name}»: {finding.Text.Es}"),
            });
        }

        return findings;
    }

    // What is sure need not be said; what is not, or rests on the content alone, is told with its reasons.
    private static (string Code, Severity Severity, LocalizedText Text)? Told(KeptDocument document, DocumentKind kind, Programme programme)
    {
        if (kind is { IsContradicted: true, ByContent: { } other })
        {
            var (name, content) = (TitleOf(kind.ByName), TitleOf(other.Kind));
            return ("correo-documento-contradictorio", Severity.EligibilityDoubt, new(
                $"«{document.Name}»: pel nom és «{name.Va}» i pel contingut «{content.Va}» ({Percent(other.Confidence)}). Una persona ha de dir quin document és.",
                $"«{document.Name}»: por el nombre es «{name.Es}» y por el contenido «{content.Es}» ({Percent(other.Confidence)}). Una persona debe decir qué documento es."));
        }

        if (kind.Kind == DocumentClassifier.Other)
        {
            return ("correo-documento-sin-clasificar", Severity.EligibilityDoubt, new(
                $"No se sap quin document del programa és «{document.Name}».", $"No se sabe qué documento del programa es «{document.Name}»."));
        }

        if (kind.ByName != DocumentClassifier.Other)
            return null;
        var title = TitleOf(kind.Kind);
        return ("correo-documento-por-contenido", Severity.Information, new(
            $"«{document.Name}» s'ha pres pel que diu com a «{title.Va}» ({Percent(kind.Confidence)}).", $"«{document.Name}» se ha tomado por lo que dice como «{title.Es}» ({Percent(kind.Confidence)})."));

        LocalizedText TitleOf(string code) => programme.Documents.First(d => d.Kind == code).Title;
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share * 100)} %");
}
