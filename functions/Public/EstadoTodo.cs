using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Mail;
using IntakePipeline.Validation;

namespace IntakePipeline.Functions.Public;

/// <summary>What an applicant has to do, by when and why.</summary>
internal static class EstadoTodo
{
    /// <summary>About the open correction request and about what is still to come by mail; that there is nothing to do is said by the state's own words.</summary>
    public static Markup Of(Visit v, ExpedienteLook look)
    {
        var findings = look.Expediente?.Findings.Where(f => f.Severity == Severity.Information).ToList() ?? [];
        var (pending, notes) = (findings.Where(f => f.Code == MailedDocuments.PendingCode).ToList(), findings.Where(f => f.Code != MailedDocuments.PendingCode).ToList());
        return Markup.Of($"""
            {(look.Request is { } request ? Cure(v, look, request) : Markup.None)}
            {Markup.If(pending.Count > 0, () => Markup.Of($"""
            <section class="hoja"><h2>{v.Say("Documents que encara heu d'enviar", "Documentos que aún debe enviar", "Documents you still have to send")}</h2>
            {Parts.Findings(v, pending)}
            <p>{v.Say($"Per correu electrònic, amb el número {look.Receipt.Expediente} en l'assumpte.", $"Por correo electrónico, con el número {look.Receipt.Expediente} en el asunto.", $"By e-mail, with the number {look.Receipt.Expediente} in the subject.")}</p></section>
            """))}
            {Markup.If(look.Request is not null || pending.Count > 0, () => Parts.Limits(v))}
            {Markup.If(notes.Count > 0, () => Markup.Of($"""
            <section class="hoja"><h2>{v.Say("A més", "Además", "Besides")}</h2>{Parts.Findings(v, notes)}</section>
            """))}
            """);
    }

    private static Markup Cure(Visit v, ExpedienteLook look, CorrectionRequest request) => Markup.Of($"""
        <section class="aviso ojo" aria-labelledby="que-hacer"><h2 id="que-hacer">{v.Say("Què heu de fer", "Qué debe hacer", "What you have to do")}</h2>
        {Stands(v, request)}
        {Parts.RequestOf(v, request, look.Call)}
        <h3>{v.Say("Com contestar", "Cómo contestar", "How to answer")}</h3>
        <p>{v.Say($"A través del Registre Telemàtic, amb firma electrònica avançada, indicant el requeriment {request.Number}.", $"A través del Registro Telemático, con firma electrónica avanzada, indicando el requerimiento {request.Number}.", $"Through the telematic registry, with an advanced electronic signature, quoting request {request.Number}.")} <span class="suave">(R4 7.7)</span></p>
        <p class="no-imprimir"><a href="/estado/requerimiento.pdf">{v.Say("Descarregar el requeriment (PDF)", "Descargar el requerimiento (PDF)", "Download the request (PDF)")}</a></p>
        </section>
        """);

    // Whoever has answered has nothing more to do; whoever is late still can (law 30/1992 art. 76.3).
    private static Markup Stands(Visit v, CorrectionRequest request) => request.State switch
    {
        CorrectionRequestState.Answered => Markup.Of($"""<p><strong>{v.Say("Heu contestat: ho estem revisant. De moment no heu de fer res més.", "Ha contestado: lo estamos revisando. De momento no tiene que hacer nada más.", "You have answered, and we are looking at it. There is nothing more to do for now.")}</strong></p>"""),
        CorrectionRequestState.StillDefective => Markup.Of($"""<p><strong>{v.Say("Heu contestat, però encara queden defectes. La unitat ho decidirà; mentre el termini no acabe podeu tornar a contestar.", "Ha contestado, pero aún quedan defectos. La unidad lo decidirá; mientras no acabe el plazo puede volver a contestar.", "You have answered, but defects remain. The department will decide; until the period ends you can answer again.")}</strong></p>"""),
        CorrectionRequestState.LateAnswer => Markup.Of($"""<p><strong>{v.Say("Heu contestat fora de termini: la unitat decidirà si ho té en compte.", "Ha contestado fuera de plazo: la unidad decidirá si lo tiene en cuenta.", "You have answered after the period ended: the department will decide whether it counts.")}</strong></p>"""),
        CorrectionRequestState.Expired or CorrectionRequestState.WithdrawalProposed => Markup.Of($"""<p><strong>{v.Say("El termini ha acabat. Si contesteu abans que es notifique la resolució de desistiment, es tindrà en compte.", "El plazo ha terminado. Si contesta antes de que se notifique la resolución de desistimiento, se tendrá en cuenta.", "The period is over. If you answer before the decision on withdrawal is notified, your answer will be considered.")}</strong> <span class="suave">({v.Say("article 76.3 de la Llei 30/1992", "artículo 76.3 de la Ley 30/1992", "Law 30/1992, art. 76.3")})</span></p>"""),
        _ => Markup.None,
    };
}
