using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;

namespace IntakePipeline.Functions.Panel;

/// <summary>What can be done to an application as it stands: each opens, says what it does, and is done by a second, named button.</summary>
internal static class FichaActions
{
    /// <summary>The actions; nothing for who only reads.</summary>
    public static Markup Of(Visit v, CallCatalogue calls, OpenFile file)
    {
        if (!v.Member.May(StaffRole.Act))
            return Markup.None;
        var e = file.Expediente;
        return Markup.Of($"""
            <section class="hoja no-imprimir" aria-labelledby="acciones"><h2 id="acciones">{v.Say("Actuacions", "Actuaciones", "Actions")}</h2>
            {Desk(v, e)}
            {Note(v, e)}
            {Markup.If(e.State is ExpedienteState.Registered, () => Retry(v, e))}
            {Markup.If(e.State is ExpedienteState.InEvaluation, () => Markup.Of($"""<p><a class="boton segundo" href="{Paths.Of(e.Key.Number)}/requerir">{v.Say("Requerir una esmena", "Requerir una subsanación", "Request a correction")}</a></p>"""))}
            {(e.State is ExpedienteState.InEvaluation && file.Previous is { } previous ? Back(v, calls, e, previous) : Markup.None)}
            {Markup.If(e.State is ExpedienteState.InEvaluation, () => Move(v, calls, e))}
            {Markup.If(e.Memoria is not null, () => Reinspect(v, file))}
            {(file.Request is { State: CorrectionRequestState.Requested or CorrectionRequestState.Answered or CorrectionRequestState.StillDefective, State.On.Reception: null } ? Receive(v, e) : Markup.None)}
            {(file.Request?.State is CorrectionRequestState.StillDefective or CorrectionRequestState.LateAnswer or CorrectionRequestState.Expired or CorrectionRequestState.WithdrawalProposed ? Decide(v, e, file.Request.State) : Markup.None)}
            </section>
            """);
    }

    private static Markup Desk(Visit v, Expediente e)
    {
        if (e.State is not (ExpedienteState.Registered or ExpedienteState.InEvaluation or ExpedienteState.AwaitingCorrection))
            return Markup.None;
        var mine = e.AssignedTo == v.Member.Actor;
        return Markup.Of($"""
            <form class="acciones" method="post" action="/panel/repartir">{v.Hidden}<input type="hidden" name="expediente" value="{e.Key.Number.ToString()}"><input type="hidden" name="volver" value="{Paths.Of(e.Key.Number)}">
            {Markup.If(e.AssignedTo is null, () => Markup.Of($"""<button name="accion" value="coger">{v.Say("Agafar", "Coger", "Claim")}</button>"""))}
            {Markup.If(mine, () => Markup.Of($"""<button class="segundo" name="accion" value="soltar">{v.Say("Alliberar", "Soltar", "Release")}</button>"""))}
            </form>
            """);
    }

    private static Markup Note(Visit v, Expediente e) => Action(v, e, "nota", v.Say("Afegir una nota interna", "Añadir una nota interna", "Add an internal note"), Markup.Of($"""
        <p class="pista">{v.Say("La veu només el personal. Es pot retirar, i aleshores queda ratllada.", "La ve solo el personal. Se puede retirar, y entonces queda tachada.", "Only staff see it. It can be retracted, and is then struck through.")}</p>
        {Line("nota", v.Say("Nota", "Nota", "Note"))}
        """), v.Say("Afegir la nota", "Añadir la nota", "Add the note"));

    private static Markup Retry(Visit v, Expediente e) => Action(v, e, "reintentar", v.Say("Tornar a tramitar", "Volver a tramitar", "Process again"), Markup.Of($"""
        <p class="pista">{v.Say("Es torna a inspeccionar i validar des dels originals. El que ja està decidit no canvia.", "Se vuelve a inspeccionar y validar desde los originales. Lo ya decidido no cambia.", "It is inspected and validated again from the originals. What is decided does not change.")}</p>
        {Line("motivo", v.Say("Motiu", "Motivo", "Reason"), "motivo-reintentar")}
        """), v.Say("Tramitar ara", "Tramitar ahora", "Process now"));

    private static Markup Move(Visit v, CallCatalogue calls, Expediente e)
    {
        var targets = calls.All.SelectMany(c => c.Programmes.Select(p => (Call: c, Programme: p)))
            .Where(t => t.Programme.WindowOn(e.Effective.Date) is not null && (e.MovedTo ?? new Move(e.Key.Call, e.Key.Number.Programme)) != new Move(t.Call.Id, t.Programme.Id));
        return Action(v, e, "trasladar", v.Say("Traslladar a un altre programa", "Trasladar a otro programa", "Transfer to another programme"), Markup.Of($"""
            <p class="pista">{v.Say("Conserva el número i la data d'entrada. Es pot desfer traslladant-lo de nou.", "Conserva el número y la fecha de entrada. Se puede deshacer trasladándolo de nuevo.", "Number and date of entry stay. It can be undone by transferring back.")} (R4 9.4)</p>
            <div class="campo"><label for="destino">{v.Say("Destí", "Destino", "Destination")}</label><select id="destino" name="destino">
            {Markup.Each(targets, t => Markup.Of($"""<option value="{t.Call.Id.Value}~{t.Programme.Id.Value}">{t.Programme.Id.Value} · {v.Plain(t.Call.Title)}</option>"""))}</select></div>
            {Line("motivo", v.Say("Motiu", "Motivo", "Reason"), "motivo-trasladar")}
            """), v.Say("Confirmar el trasllat", "Confirmar el traslado", "Confirm the transfer"));
    }

    // One click: where to and why are filled in.
    private static Markup Back(Visit v, CallCatalogue calls, Expediente e, Move previous)
    {
        var title = calls.Find(previous.Call)?.Find(previous.Programme)?.Title is { } named ? v.Plain(named) : previous.Programme.Value;
        return Markup.Of($"""
            <form class="acciones" method="post" action="{Paths.Of(e.Key.Number)}/trasladar">{v.Hidden}<input type="hidden" name="destino" value="{previous.Call.Value}~{previous.Programme.Value}">
            <input type="hidden" name="motivo" value="{v.Say("Es desfà l'últim trasllat.", "Se deshace el último traslado.", "The last transfer is undone.")}">
            <button class="segundo">{v.Say("Desfer el trasllat: tornar a", "Deshacer el traslado: volver a", "Undo the transfer: back to")} {previous.Programme.Value} · {title}</button></form>
            """);
    }

    private static Markup Reinspect(Visit v, OpenFile file) => Action(v, file.Expediente, "reinspeccionar", v.Say("Tornar a llegir la memòria", "Volver a leer la memoria", "Read the memoria again"), Markup.Of($"""
        <p class="pista">{v.Say("Es llig de nou des de l'original i es guarda al costat de l'informe anterior. El que està decidit no canvia. Pot tardar un minut.", "Se lee de nuevo desde el original y se guarda junto al informe anterior. Lo decidido no cambia. Puede tardar un minuto.", "It is read again from the original and kept beside the older report. What is decided does not change. It may take a minute.")}</p>
        <input type="hidden" name="vez" value="{(file.Reinspections.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)}">
        {Line("motivo", v.Say("Motiu", "Motivo", "Reason"), "motivo-reinspeccionar")}
        """), v.Say("Llegir-la ara", "Leerla ahora", "Read it now"));

    private static Markup Receive(Visit v, Expediente e) => Action(v, e, "recepcion", v.Say("Anotar la recepció del requeriment", "Anotar la recepción del requerimiento", "Record reception of the request"), Markup.Of($"""
        <p class="pista">{v.Say("El termini d'esmena comença l'endemà. No es pot desfer.", "El plazo de subsanación empieza al día siguiente. No se puede deshacer.", "The period to cure starts the day after. It cannot be undone.")} (R4 7.5)</p>
        <div class="campo"><label for="fecha">{v.Say("Dia i hora", "Día y hora", "Day and time")}</label><input id="fecha" name="fecha" type="datetime-local" required></div>
        {Line("constancia", v.Say("Constància (justificant)", "Constancia (justificante)", "Proof"))}
        """), v.Say("Confirmar la recepció", "Confirmar la recepción", "Confirm reception"));

    private static Markup Decide(Visit v, Expediente e, CorrectionRequestState state) => Action(v, e, "decidir", v.Say("Decidir sobre l'esmena", "Decidir sobre la subsanación", "Decide on the correction"), Markup.Of($"""
        <p class="pista">{(state is CorrectionRequestState.WithdrawalProposed
            ? v.Say("Fins que es firme, la proposta es pot retirar. La firma i el pas a avaluació no es poden desfer; des de l'avaluació es pot tornar a requerir.", "Hasta que se firme, la propuesta se puede retirar. La firma y el paso a evaluación no se pueden deshacer; desde la evaluación se puede volver a requerir.", "Until it is signed the proposal can be retracted. The signature and going on to evaluation cannot be undone; from evaluation another correction can be requested.")
            : v.Say("La proposta de desistiment es notifica, i es pot retirar fins que es firme. El pas a avaluació no es pot desfer; des de l'avaluació es pot tornar a requerir.", "La propuesta de desistimiento se notifica, y se puede retirar hasta que se firme. El paso a evaluación no se puede deshacer; desde la evaluación se puede volver a requerir.", "The proposal of withdrawal is notified, and can be retracted until it is signed. Going on to evaluation cannot be undone; from evaluation another correction can be requested."))}</p>
        <fieldset class="campo"><legend>{v.Say("Decisió", "Decisión", "Decision")}</legend>
        {Option("evaluacion", state is CorrectionRequestState.LateAnswer
            ? v.Say("Admetre la contesta tardana i avaluar", "Admitir la contestación tardía y evaluar", "Accept the late answer and evaluate")
            : v.Say("Passar a avaluació tal com està", "Pasar a evaluación tal como está", "On to evaluation as it is"))}
        {(state is CorrectionRequestState.WithdrawalProposed
            ? Markup.All([Option("retirar-desistimiento", v.Say("Retirar la proposta de desistiment", "Retirar la propuesta de desistimiento", "Retract the withdrawal proposal")), Option("desistimiento-firmado", v.Say("La resolució de desistiment està firmada", "La resolución de desistimiento está firmada", "The withdrawal resolution is signed"))])
            : Option("proponer-desistimiento", v.Say("Proposar el desistiment", "Proponer el desistimiento", "Propose withdrawal")))}</fieldset>
        {Line("motivo", v.Say("Motiu, o la resolució", "Motivo, o la resolución", "Reason, or the resolution"), "motivo-decidir")}
        """), v.Say("Confirmar la decisió", "Confirmar la decisión", "Confirm the decision"));

    private static Markup Option(string value, string text) => Markup.Of($"""<label><input type="radio" name="decision" value="{value}" required> {text}</label>""");

    private static Markup Line(string name, string label, string? id = null) => Markup.Of($"""
        <div class="campo"><label for="{id ?? name}">{label}</label><input id="{id ?? name}" name="{name}" maxlength="500" autocomplete="off" required></div>
        """);

    private static Markup Action(Visit v, Expediente e, string path, string title, Markup fields, string button) => Markup.Of($"""
        <details><summary>{title}</summary><form method="post" action="{Paths.Of(e.Key.Number)}/{path}">{v.Hidden}{fields}<button>{button}</button></form></details>
        """);
}
