using System.Globalization;
using IntakePipeline.Calls;
using IntakePipeline.Validation;
using NodaTime;
using NodaTime.Text;

namespace IntakePipeline.Evaluation;

/// <summary>Who did something to an expediente.</summary>
/// <param name="Name"><c>pipeline</c>, <c>departamento</c> towards applicants, or a person's identity.</param>
public readonly record struct Actor(string Name)
{
    /// <summary>The pipeline itself.</summary>
    public static Actor Pipeline { get; } = new("pipeline");

    /// <summary>Whoever of the department did it, as applicants are told: staff are named to each other only.</summary>
    public static Actor Department { get; } = new("departamento");

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>One line of an expediente's history. It is written together with the change it tells of, or not at all.</summary>
/// <param name="At">When, official time.</param>
/// <param name="Who">The pipeline or a person.</param>
/// <param name="What">Code of the state it brought (<see cref="ExpedienteState.Code"/>).</param>
/// <param name="Why">The reason, for the applicant and the department.</param>
/// <param name="Article">Where the rule stands.</param>
public sealed record HistoryEvent(Instant At, Actor Who, string What, LocalizedText Why, string Article)
{
    /// <summary><see cref="What"/> of a move.</summary>
    public const string MovedCode = "trasladado";

    /// <summary><see cref="What"/> of documents that came by mail.</summary>
    public const string DocumentsCode = "documentacion-recibida";

    private static readonly LocalDatePattern WrittenDate = LocalDatePattern.Create("dd/MM/uuuu", CultureInfo.InvariantCulture);

    /// <summary>Code of a note among the staff.</summary>
    public const string NoteCode = "nota";

    /// <summary>Code of work that is taken, given or handed over.</summary>
    public const string AssignedCode = "asignado";

    /// <summary>Code of work that is given back.</summary>
    public const string ReleasedCode = "liberado";

    /// <summary>Code of a memoria that was read again.</summary>
    public const string ReinspectedCode = "reinspeccionado";

    /// <summary>Code of a proposal of withdrawal that is taken back.</summary>
    public const string ProposalRetractedCode = "desistimiento-retirado";

    /// <summary>Code of a note that is taken back.</summary>
    public const string NoteRetractedCode = "nota-retirada";

    /// <summary>Whether it is only the staff's: the applicant's pages leave it out.</summary>
    public bool IsInternal => What is NoteCode or NoteRetractedCode or AssignedCode or ReleasedCode or ReinspectedCode;

    /// <summary>As the applicant reads it.</summary>
    public HistoryEvent ForApplicant => Who == Actor.Pipeline ? this : this with { Who = Actor.Department };

    /// <summary>The instant of the event that this one takes back; null when it takes none back.</summary>
    public Instant? Retracts { get; init; }

    /// <summary>A person's note.</summary>
    public static HistoryEvent Note(Instant at, Actor by, string text) => new(at, by, NoteCode, new LocalizedText(text, text), "");

    /// <summary>A note is taken back; it stays where it is, and this stands beside it.</summary>
    public static HistoryEvent Retracted(Instant at, Actor by, HistoryEvent note) => new(
        at, by, NoteRetractedCode, new LocalizedText("Es retira una nota. Continua en l'historial, ratllada.", "Se retira una nota. Sigue en el historial, tachada."), "")
    {
        Retracts = note.At,
    };

    /// <summary>The work went to somebody.</summary>
    public static HistoryEvent Assigned(Instant at, Actor by, Actor to) => new(
        at, by, AssignedCode, new LocalizedText($"Assignat a {to}.", $"Asignado a {to}."), "");

    /// <summary>The work is nobody's again.</summary>
    public static HistoryEvent Released(Instant at, Actor by) => new(
        at, by, ReleasedCode, new LocalizedText("Alliberat: el pot agafar qualsevol.", "Liberado: lo puede coger cualquiera."), "");

    /// <summary>The application came into the book.</summary>
    public static HistoryEvent Registered(Expediente opened) => new(
        opened.Since, Actor.Pipeline, opened.State.Code,
        new LocalizedText(
            $"La sol·licitud s'ha registrat amb el número {opened.Entry}.",
            $"La solicitud se ha registrado con el número {opened.Entry}."),
        Articles.Receipt);

    /// <summary>The pipeline decided on it.</summary>
    /// <param name="decided">The expediente with its new state.</param>
    public static HistoryEvent Decided(Expediente decided)
    {
        var (why, article) = decided.State switch
        {
            ExpedienteState.InEvaluation s => (Join(ToEvaluation(s), Doubts(Count(decided, Severity.EligibilityDoubt))), Articles.Evaluation),
            ExpedienteState.AwaitingCorrection s => (Correction(s, Count(decided, Severity.CurableDefect)), Articles.Correction),
            ExpedienteState.Withdrawn s => (Withdrawn(s), Articles.Withdrawal),
            ExpedienteState.OutOfTime => (OutOfTime(WrittenDate.Format(decided.Effective.Date)), Articles.FilingWindow),
            ExpedienteState.Superseded s => (Superseded(s), Articles.LastInTime),
            var other => throw new ArgumentException($"'{other.Code}' is no outcome of a decision.", nameof(decided)),
        };
        return new HistoryEvent(decided.Since, Actor.Pipeline, decided.State.Code, why, article);
    }

    /// <summary>A person moved it to another programme, call or phase.</summary>
    public static HistoryEvent Moved(Instant at, Actor by, Programme programme, PhaseId phase, string why) => new(
        at, by, MovedCode,
        new LocalizedText(
            $"Es trasllada a «{programme.Title.Va}», fase {phase}, on conserva la data d'entrada: {why}",
            $"Se traslada a «{programme.Title.Es}», fase {phase}, donde conserva la fecha de entrada: {why}"),
        Articles.Transfer);

    private static int Count(Expediente expediente, Severity severity) => expediente.Findings.Count(f => f.Severity == severity);

    private static LocalizedText ToEvaluation(ExpedienteState.InEvaluation state) => new(
        $"Passa a l'avaluació de la unitat competent, dins de la fase {state.Phase}.",
        $"Pasa a la evaluación de la unidad competente, dentro de la fase {state.Phase}.");

    private static LocalizedText? Doubts(int count) => count switch
    {
        0 => null,
        1 => new("La unitat ha de comprovar un requisit.", "La unidad ha de comprobar un requisito."),
        _ => new($"La unitat ha de comprovar {count} requisits.", $"La unidad ha de comprobar {count} requisitos."),
    };

    private static LocalizedText Correction(ExpedienteState.AwaitingCorrection state, int defects) => defects == 1
        ? new($"La sol·licitud té un defecte esmenable, que es demana en el requeriment {state.Request}.",
            $"La solicitud tiene un defecto subsanable, que se pide en el requerimiento {state.Request}.")
        : new($"La sol·licitud té {defects} defectes esmenables, que es demanen tots en el requeriment {state.Request}.",
            $"La solicitud tiene {defects} defectos subsanables, que se piden todos en el requerimiento {state.Request}.");

    private static LocalizedText Withdrawn(ExpedienteState.Withdrawn state) => new(
        $"Desistida per resolució: no es va esmenar en termini el requeriment {state.Request}.",
        $"Desistida por resolución: no se subsanó en plazo el requerimiento {state.Request}.");

    private static LocalizedText OutOfTime(string effective) => new(
        $"La data efectiva de presentació, {effective}, no està dins de cap termini de presentació del programa.",
        $"La fecha efectiva de presentación, {effective}, no está dentro de ningún plazo de presentación del programa.");

    private static LocalizedText Superseded(ExpedienteState.Superseded state) => new(
        $"Hi ha una altra sol·licitud per al mateix projecte registrada després i dins del termini, la {state.By}: la vàlida és l'última.",
        $"Hay otra solicitud para el mismo proyecto registrada después y en plazo, la {state.By}: la válida es la última.");

    private static LocalizedText Join(LocalizedText first, LocalizedText? second) =>
        second is null ? first : new($"{first.Va} {second.Va}", $"{first.Es} {second.Es}");
}
