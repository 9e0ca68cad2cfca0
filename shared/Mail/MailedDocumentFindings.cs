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
    /// <param name="report">What inspection found; null when it is no PDF.</param>
    /// <param name="mail">The call's rules for mail.</param>
    public static IReadOnlyList<Finding> Of(KeptDocument document, MemoriaReport? report, MailLimits? mail)
    {
        var article = mail?.Article ?? DefaultArticle;
        var findings = new List<Finding>();
        if (document.Kind == DocumentClassifier.Other)
        {
            findings.Add(new(
                "correo-documento-sin-clasificar", Severity.EligibilityDoubt, [document.Name.Value], null, null, article,
                new($"No se sap quin document del programa és «{document.Name}».", $"No se sabe qué documento del programa es «{document.Name}».")));
        }

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
}
