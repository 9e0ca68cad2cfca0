using IntakePipeline.Calls;
using IntakePipeline.Submissions;
using static IntakePipeline.Validation.Figures;

namespace IntakePipeline.Validation;

/// <summary>Whether the documents are there that have to be, and what is still to come by mail.</summary>
internal static class DocumentRules
{
    /// <summary>The <c>tipo</c> of suppliers' offers, or of the report that explains why there are fewer.</summary>
    private const string OffersKind = "ofertas";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("falta-documento", Severity.CurableDefect, Missing, (_, p) => ArticlesOf(p, DocumentNeed.WithApplication)),
        new("varias-memorias", Severity.CurableDefect, SeveralMemorias, MemoriaArticle),
        new("documento-pendiente-por-correo", Severity.Information, PendingByMail, (_, p) => ArticlesOf(p, DocumentNeed.ByMail)),
        new("ofertas-pendientes", Severity.Information, PendingOffers, (_, p) => p.Offers.Select(o => o.Article)),
        new("certificados-por-aportar", Severity.Information, CertificatesToBring, (c, _) => c.Certificates.Article),
        new("documento-no-previsto", Severity.Information, UnknownKind, (c, _) => c.Correction.Article),
    ];

    private static IEnumerable<Fault> Missing(ValidationFacts facts) =>
        from document in Lacking(facts, DocumentNeed.WithApplication)
        select new Fault(
            document.Article, [Paths.Documents],
            $"Falta un document que ha d'acompanyar la sol·licitud: {document.Title.Va}. Aporteu-lo.",
            $"Falta un documento que debe acompañar la solicitud: {document.Title.Es}. Apórtelo.",
            document.Kind);

    private static IEnumerable<Fault> SeveralMemorias(ValidationFacts facts)
    {
        var memorias = facts.Application.Documents.Index().Where(d => d.Item.IsMemoria).ToList();
        if (memorias.Count > 1)
        {
            yield return new(
                MemoriaArticle(facts.Call, facts.Programme), [.. memorias.Select(m => Paths.Document(m.Index))],
                "S'ha presentat més d'una memòria tècnica. Aporteu-ne una de sola, la que s'ha d'avaluar.",
                "Se ha presentado más de una memoria técnica. Aporte una sola, la que se ha de evaluar.",
                "1", Number(memorias.Count));
        }
    }

    private static IEnumerable<Fault> PendingByMail(ValidationFacts facts) =>
        from document in Lacking(facts, DocumentNeed.ByMail)
        let mailbox = facts.Programme.Mailbox
        select new Fault(
            document.Article, [Paths.Documents],
            $"Pendent: {document.Title.Va}. Envieu-lo{(mailbox is null ? string.Empty : $" a {mailbox}")} amb el número d'expedient.",
            $"Pendiente: {document.Title.Es}. Envíelo{(mailbox is null ? string.Empty : $" a {mailbox}")} con el número de expediente.",
            document.Kind);

    private static IEnumerable<Fault> PendingOffers(ValidationFacts facts)
    {
        if (facts.DocumentKinds.Contains(OffersKind, StringComparer.Ordinal))
            yield break;
        foreach (var (path, line) in facts.Costs)
        {
            var rule = facts.Programme.Offers.FirstOrDefault(o => o.Concepts.Contains(line.Concept, StringComparer.Ordinal) && line.Amount > o.Above);
            if (rule is null)
                continue;
            yield return new(
                rule.Article, [$"{path}.importe"],
                $"Si un mateix gasto d'este import ({ExactEuros(line.Amount)}) supera {Euros(rule.Above)}{(rule.WithoutVat ? " sense IVA" : string.Empty)}, cal demanar {Number(rule.Count)} ofertes abans de contractar-lo i triar la més econòmica.",
                $"Si un mismo gasto de este importe ({ExactEuros(line.Amount)}) supera {Euros(rule.Above)}{(rule.WithoutVat ? " sin IVA" : string.Empty)}, hay que pedir {Number(rule.Count)} ofertas antes de contratarlo y elegir la más económica.",
                $"≤ {Euros(rule.Above)}", ExactEuros(line.Amount));
        }
    }

    private static IEnumerable<Fault> CertificatesToBring(ValidationFacts facts)
    {
        if (!facts.Application.Declarations.AuthorisesCertificates)
        {
            yield return new(
                facts.Call.Certificates.Article, [Paths.AuthorisesCertificates],
                "No s'autoritza l'IMPIVA a demanar els certificats d'Hisenda i de la Seguretat Social: haureu d'aportar-los.",
                "No se autoriza al IMPIVA a recabar los certificados de Hacienda y de la Seguridad Social: tendrá que aportarlos.");
        }
    }

    private static IEnumerable<Fault> UnknownKind(ValidationFacts facts) =>
        from document in facts.Application.Documents.Index()
        where facts.Programme.Documents.All(d => d.Kind != document.Item.Kind)
        select new Fault(
            facts.Call.Correction.Article, [Paths.Document(document.Index)],
            $"El programa no preveu cap document de tipus «{Excerpt(document.Item.Kind)}»: es conserva i el veurà el departament.",
            $"El programa no prevé ningún documento de tipo «{Excerpt(document.Item.Kind)}»: se conserva y lo verá el departamento.",
            Found: Excerpt(document.Item.Kind));

    private static IEnumerable<DocumentRule> Lacking(ValidationFacts facts, DocumentNeed need) => facts.Programme.Documents.Where(d =>
        d.Need == need && d.IsAskedOf(facts.Application.Applicant.TaxId) && !facts.DocumentKinds.Contains(d.Kind, StringComparer.Ordinal));

    private static IEnumerable<string> ArticlesOf(Programme programme, DocumentNeed need) => programme.Documents.Where(d => d.Need == need).Select(d => d.Article);

    private static string MemoriaArticle(Call call, Programme programme) =>
        programme.Documents.FirstOrDefault(d => d.Kind == DeclaredDocument.MemoriaKind)?.Article ?? call.Memoria.Article;
}
