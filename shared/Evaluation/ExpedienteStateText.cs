using System.Diagnostics;

namespace IntakePipeline.Evaluation;

/// <summary>A state in words, for the applicant's page and the routes.</summary>
/// <param name="Title">The state's name.</param>
/// <param name="Explanation">What it means and whether the applicant has to do anything.</param>
public sealed record ExpedienteStateText(LocalizedText Title, LocalizedText Explanation)
{
    /// <summary>The words for <paramref name="state"/>.</summary>
    public static ExpedienteStateText Of(ExpedienteState state) => state switch
    {
        ExpedienteState.Registered => new(
            new("Registrada", "Registrada"),
            new("Hem rebut la sol·licitud i l'estem revisant. No heu de fer res.",
                "Hemos recibido la solicitud y la estamos revisando. No tiene que hacer nada.")),
        ExpedienteState.InEvaluation s => new(
            new("En avaluació", "En evaluación"),
            new($"La sol·licitud està en la unitat que l'avalua, dins de la fase {s.Phase}. No heu de fer res.",
                $"La solicitud está en la unidad que la evalúa, dentro de la fase {s.Phase}. No tiene que hacer nada.")),
        ExpedienteState.AwaitingCorrection s => new(
            new("Pendent d'esmena", "Pendiente de subsanación"),
            new($"Cal esmenar o completar la sol·licitud: vegeu el requeriment {s.Request}. El termini és de 10 dies hàbils des de l'endemà de rebre'l.",
                $"Hay que subsanar o completar la solicitud: véase el requerimiento {s.Request}. El plazo es de 10 días hábiles desde el siguiente al de su recepción.")),
        ExpedienteState.Withdrawn s => new(
            new("Desistida", "Desistida"),
            new($"No es va esmenar en termini el que demanava el requeriment {s.Request} i s'ha dictat la resolució de desistiment.",
                $"No se subsanó en plazo lo que pedía el requerimiento {s.Request} y se ha dictado la resolución de desistimiento.")),
        ExpedienteState.OutOfTime => new(
            new("Presentada fora de termini", "Presentada fuera de plazo"),
            new("La sol·licitud està registrada, però la data en què es considera presentada no està dins de cap termini de presentació del programa.",
                "La solicitud está registrada, pero la fecha en que se considera presentada no está dentro de ningún plazo de presentación del programa.")),
        ExpedienteState.Superseded s => new(
            new("Substituïda per una altra posterior", "Sustituida por otra posterior"),
            new($"Per al mateix projecte és vàlida l'última sol·licitud registrada dins del termini: la {s.By}. Esta es conserva, però no s'avalua.",
                $"Para el mismo proyecto es válida la última solicitud registrada en plazo: la {s.By}. Esta se conserva, pero no se evalúa.")),
        _ => throw new UnreachableException(),
    };
}
