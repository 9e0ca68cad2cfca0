using IntakePipeline.Evaluation;

namespace IntakePipeline.Functions.Pages;

/// <summary>States in words and colours.</summary>
internal static class StateWords
{
    /// <summary>Every state, in the order a filing meets them.</summary>
    public static IReadOnlyList<string> Codes { get; } = ["registrado", "pendiente-subsanacion", "en-evaluacion", "fuera-de-plazo", "sustituido", "desistido"];

    /// <summary>A state's name.</summary>
    public static string Name(Visit v, string code) => code switch
    {
        "registrado" => v.Say("Registrada", "Registrada", "Registered"),
        "en-evaluacion" => v.Say("En avaluació", "En evaluación", "In evaluation"),
        "pendiente-subsanacion" => v.Say("Pendent d'esmena", "Pendiente de subsanación", "Awaiting correction"),
        "desistido" => v.Say("Desistida", "Desistida", "Withdrawn"),
        "fuera-de-plazo" => v.Say("Fora de termini", "Fuera de plazo", "Out of time"),
        "sustituido" => v.Say("Substituïda", "Sustituida", "Superseded"),
        _ => code,
    };

    /// <summary>A state as a label.</summary>
    public static Markup Label(Visit v, string code) => Markup.Of($"""<span class="etiqueta {Tone(code)}">{Name(v, code)}</span>""");

    /// <summary>What a state means and whether the applicant has to do anything.</summary>
    public static Markup Explanation(Visit v, ExpedienteState state) => v.Language != PageLanguage.English ? v.Say(ExpedienteStateText.Of(state).Explanation) : Markup.Of($"{InEnglish(state)}");

    /// <summary>What an event of the history is called.</summary>
    public static string Event(Visit v, string code) => code switch
    {
        HistoryEvent.NoteCode => v.Say("Nota interna", "Nota interna", "Internal note"),
        HistoryEvent.NoteRetractedCode => v.Say("Nota retirada", "Nota retirada", "Note retracted"),
        HistoryEvent.ReinspectedCode => v.Say("Memòria llegida de nou", "Memoria leída de nuevo", "Memoria read again"),
        HistoryEvent.ProposalRetractedCode => v.Say("Proposta de desistiment retirada", "Propuesta de desistimiento retirada", "Withdrawal proposal retracted"),
        HistoryEvent.AssignedCode => v.Say("Assignació", "Asignación", "Assignment"),
        HistoryEvent.ReleasedCode => v.Say("Alliberament", "Liberación", "Release"),
        "trasladado" => v.Say("Trasllat", "Traslado", "Transfer"),
        "emitido" => v.Say("Requeriment emés", "Requerimiento emitido", "Correction requested"),
        "notificado" => v.Say("Requeriment rebut", "Requerimiento recibido", "Request received"),
        "contestado" => v.Say("Contestat", "Contestado", "Answered"),
        "subsanado" => v.Say("Esmenat", "Subsanado", "Cured"),
        "subsanacion-insuficiente" => v.Say("Esmena insuficient", "Subsanación insuficiente", "Not fully cured"),
        "vencido" => v.Say("Termini vençut", "Plazo vencido", "Period over"),
        "contestado-fuera-de-plazo" => v.Say("Contestat fora de termini", "Contestado fuera de plazo", "Answered late"),
        "desistimiento-propuesto" => v.Say("Desistiment proposat", "Desistimiento propuesto", "Withdrawal proposed"),
        "admitido-por-la-unidad" => v.Say("Admés per la unitat", "Admitido por la unidad", "Accepted by the department"),
        _ => Name(v, code),
    };

    /// <summary>Who did something, for people.</summary>
    public static string Who(Visit v, Actor actor) => actor == Actor.Pipeline ? v.Say("automàtic", "automático", "automatic")
        : actor == Actor.Department ? v.Say("la unitat tramitadora", "la unidad tramitadora", "the department")
        : actor.Name;

    private static string InEnglish(ExpedienteState state) => state switch
    {
        ExpedienteState.Registered => "We have received the application and are looking at it. There is nothing you have to do.",
        ExpedienteState.InEvaluation s => $"The application is with the department that evaluates it, within phase {s.Phase}. There is nothing you have to do.",
        ExpedienteState.AwaitingCorrection s => $"The application has to be corrected or completed: see request {s.Request}. There are 10 working days, from the day after you receive it.",
        ExpedienteState.Withdrawn s => $"What request {s.Request} asked for was not cured in time, and the decision on withdrawal has been signed.",
        ExpedienteState.OutOfTime => "The application is registered, but the day it counts for is in no filing period of the programme.",
        ExpedienteState.Superseded s => $"Of several applications for one project the last one registered in time is valid: {s.By}. This one is kept, but not evaluated.",
        _ => throw new System.Diagnostics.UnreachableException("A state without words."),
    };

    private static string Tone(string code) => code switch
    {
        "en-evaluacion" => "bien",
        "pendiente-subsanacion" => "ojo",
        "desistido" or "fuera-de-plazo" => "mal",
        "registrado" => "acento",
        _ => "",
    };
}
