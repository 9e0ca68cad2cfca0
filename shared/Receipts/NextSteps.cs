using System.Globalization;
using IntakePipeline.Calls;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;

namespace IntakePipeline.Receipts;

/// <summary>
/// What the receipt says about what comes next: what to quote, what to send and where, what may be asked for, and how long it may take at most
/// (law 30/1992 art. 42.4: the longest time and what silence means). One paragraph a line.
/// </summary>
internal static class NextSteps
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>Writes the paragraphs that concern <paramref name="entry"/>.</summary>
    public static LocalizedText For(RegistryEntry entry, Call call, Programme programme)
    {
        IEnumerable<LocalizedText?> paragraphs = entry.Draft.Kind switch
        {
            EntryKind.Answer => [Answered, Quote(entry.Expediente), TimeToResolve(call)],
            EntryKind.Documents => [Mailed, Quote(entry.Expediente), TimeToResolve(call)],
            _ =>
            [
                entry.Draft.Phase is null ? OutOfTime : null,
                Quote(entry.Expediente),
                ComplementaryDocuments(entry, programme),
                Cure,
                TimeToResolve(call),
            ],
        };
        var written = paragraphs.OfType<LocalizedText>().ToList();
        return new LocalizedText(string.Join('\n', written.Select(p => p.Va)), string.Join('\n', written.Select(p => p.Es)));
    }

    private static LocalizedText OutOfTime { get; } = new(
        "La sol·licitud ha quedat registrada, però s'ha presentat fora del termini de la convocatòria. El departament competent resoldrà el que corresponga i us ho notificarà.",
        "La solicitud ha quedado registrada, pero se ha presentado fuera del plazo de la convocatoria. El departamento competente resolverá lo que proceda y se lo notificará.");

    private static LocalizedText Answered { get; } = new(
        "Revisarem de nou la sol·licitud amb el que heu aportat. Si està completa, passarà a l'avaluació; si encara falta alguna cosa o heu contestat fora de termini, decidirà la unitat que la tramita i us ho notificarà.",
        "Revisaremos de nuevo la solicitud con lo que ha aportado. Si está completa, pasará a la evaluación; si aún falta algo o ha contestado fuera de plazo, decidirá la unidad que la tramita y se lo notificará.");

    private static LocalizedText Mailed { get; } = new(
        "La documentació s'ha incorporat a l'expedient i la revisarà la unitat que el tramita. Un missatge de correu no contesta cap requeriment d'esmena: això es fa a través del Registre Telemàtic, amb firma electrònica avançada (article 7.7 de la convocatòria).",
        "La documentación se ha incorporado al expediente y la revisará la unidad que lo tramita. Un mensaje de correo no contesta ningún requerimiento de subsanación: eso se hace a través del Registro Telemático, con firma electrónica avanzada (artículo 7.7 de la convocatoria).");

    private static LocalizedText Cure { get; } = new(
        "Si la sol·licitud és incompleta o té errors esmenables, us demanarem que els esmeneu en 10 dies hàbils des de l'endemà de la recepció del requeriment. Si no ho feu, es considerarà que heu desistit de la sol·licitud (article 23.5 de la Llei 38/2003, general de subvencions).",
        "Si la solicitud está incompleta o tiene errores subsanables, le pediremos que los subsane en 10 días hábiles desde el día siguiente a la recepción del requerimiento. Si no lo hace, se le tendrá por desistido de la solicitud (artículo 23.5 de la Ley 38/2003, General de Subvenciones).");

    private static LocalizedText Quote(ExpedienteNumber expediente) => new(
        $"Citeu el número d'expedient {expediente} en tots els documents i les comunicacions que envieu d'ara en avant.",
        $"Cite el número de expediente {expediente} en todos los documentos y comunicaciones que envíe en adelante.");

    // R4 art. 8.3. Documents that came with the application need not be sent again.
    private static LocalizedText? ComplementaryDocuments(RegistryEntry entry, Programme programme)
    {
        if (programme.Mailbox is not { } mailbox)
            return null;
        var arrived = entry.Draft.Documents.Select(d => d.Kind).ToHashSet(StringComparer.Ordinal);
        var asked = programme.Documents.Where(d => !arrived.Contains(d.Kind)
            && (!TaxId.TryParse(entry.Draft.Applicant.TaxId, out var applicant) || d.IsAskedOf(applicant))).ToList();
        var missing = asked.Where(d => d.Need == DocumentNeed.ByMail).ToList();
        var ifApplicable = asked.Where(d => d.Need == DocumentNeed.IfApplicable).ToList();
        if (missing.Count == 0)
            return null;
        return new LocalizedText(
            $"Envieu per correu electrònic a {mailbox} la documentació complementària: {Names(missing, Language.Valencian)}{Also(ifApplicable, Language.Valencian)}. Els documents escanejats han d'anar a 200 ppp en blanc i negre, i cada missatge pot ocupar 10 Mb com a màxim (article 8.3 de la convocatòria).",
            $"Envíe por correo electrónico a {mailbox} la documentación complementaria: {Names(missing, Language.Spanish)}{Also(ifApplicable, Language.Spanish)}. Los documentos escaneados deben ir a 200 ppp en blanco y negro, y cada mensaje puede ocupar 10 Mb como máximo (artículo 8.3 de la convocatoria).");
    }

    private static string Names(IEnumerable<DocumentRule> documents, Language language) => string.Join("; ", documents.Select(d => d.Title.In(language)));

    private static string Also(List<DocumentRule> documents, Language language) => documents.Count == 0
        ? ""
        : (language == Language.Valencian ? "; i, si és el cas: " : "; y, si es el caso: ") + Names(documents, language);

    // The time runs from the publication of the call, not from the filing (law 38/2003 art. 25.4); silence means refusal in grants (art. 25.5).
    private static LocalizedText TimeToResolve(Call call)
    {
        var months = call.MaxMonthsToResolve.ToString(Plain);
        var one = call.MaxMonthsToResolve == 1;
        // Laws are cited in the data by their Spanish name.
        var article = new LocalizedText(call.MaxMonthsArticle.Replace("Ley ", "Llei ", StringComparison.Ordinal), call.MaxMonthsArticle);
        return new LocalizedText(
            $"El termini màxim per a resoldre i notificar és de {months} {(one ? "mes" : "mesos")} des de la publicació de la convocatòria, llevat que la mateixa convocatòria n'ajorne els efectes ({article.Va}). Si passa este temps sense que se us haja notificat cap resolució, podeu entendre desestimada la sol·licitud (article 25.5 de la Llei 38/2003).",
            $"El plazo máximo para resolver y notificar es de {months} {(one ? "mes" : "meses")} desde la publicación de la convocatoria, salvo que la propia convocatoria posponga sus efectos ({article.Es}). Si pasa ese tiempo sin que se le haya notificado ninguna resolución, puede entender desestimada la solicitud (artículo 25.5 de la Ley 38/2003).");
    }
}
