using System.Globalization;
using IntakePipeline.Calendar;
using IntakePipeline.Evaluation;
using NodaTime;

namespace IntakePipeline.Corrections;

/// <summary>What happened to a correction request, in words: for its own history and its expediente's.</summary>
internal static class CorrectionHistory
{
    /// <summary>The event that brought <paramref name="state"/>.</summary>
    public static HistoryEvent Tell(CorrectionRequestNumber number, CorrectionRequestState state, CorrectionEvent happened)
    {
        var (why, article) = happened switch
        {
            CorrectionEvent.Received e => (Received(number, e.Reception), Articles.Reception),
            CorrectionEvent.Answered e when state.On.Late == e.Answer => (AnsweredLate(number, e.Answer, state.On.Reception!.Deadline), Articles.LateAnswer),
            CorrectionEvent.Answered e => (Answered(number, e.Answer), Articles.Answer),
            CorrectionEvent.Validated e => (Validated(number, e), Articles.Correction),
            CorrectionEvent.DeadlineChecked => (Expired(number, state.On.Reception!.Deadline), Articles.Correction),
            CorrectionEvent.ProposedOnExpiry => (ProposedByPipeline(number), Articles.Withdrawal),
            CorrectionEvent.DepartmentDecided e => (Decided(number, e), e.Decision == DepartmentDecision.ToEvaluation ? Articles.Evaluation : Articles.Withdrawal),
            CorrectionEvent.ProposalRetracted e => (Retracted(number, e.Why), Articles.Withdrawal),
            CorrectionEvent.WithdrawalSigned e => (Signed(number, e.Why), Articles.Withdrawal),
            CorrectionEvent.PeriodRecounted e => (Recounted(number, e), Articles.Correction),
            CorrectionEvent.ValidVersionFiled => (Superseded(number), Articles.LastInTime),
            _ => throw new System.Diagnostics.UnreachableException("An event nobody tells of."),
        };
        // A proposal taken back brings no new state: it is told by what was done.
        return new HistoryEvent(happened.At, happened.By, happened is CorrectionEvent.ProposalRetracted ? HistoryEvent.ProposalRetractedCode : state.Code, why, article);
    }

    private static LocalizedText Received(CorrectionRequestNumber number, Reception reception) => new(
        $"El requeriment {number} es va rebre el {Moment(reception.At)} ({reception.Proof}). El termini acaba el {Day(reception.Deadline.LastDay)}.",
        $"El requerimiento {number} se recibió el {Moment(reception.At)} ({reception.Proof}). El plazo acaba el {Day(reception.Deadline.LastDay)}.");

    private static LocalizedText Answered(CorrectionRequestNumber number, Answer answer) => new(
        $"El requeriment {number} s'ha contestat en termini amb el registre {answer.Entry}, presentat el {Moment(answer.FiledAt)}.",
        $"El requerimiento {number} se ha contestado en plazo con el registro {answer.Entry}, presentado el {Moment(answer.FiledAt)}.");

    private static LocalizedText AnsweredLate(CorrectionRequestNumber number, Answer answer, Deadline deadline) => new(
        $"El registre {answer.Entry}, presentat el {Moment(answer.FiledAt)}, contesta el requeriment {number} després del {Day(deadline.LastDay)}, últim dia del termini. La unitat decidirà.",
        $"El registro {answer.Entry}, presentado el {Moment(answer.FiledAt)}, contesta el requerimiento {number} después del {Day(deadline.LastDay)}, último día del plazo. La unidad decidirá.");

    private static LocalizedText Validated(CorrectionRequestNumber number, CorrectionEvent.Validated e) => e.Defects switch
    {
        0 when e.ForDepartment => new(
            $"La contestació al requeriment {number} no té defectes que es puguen veure automàticament. La unitat comprovarà el que va demanar.",
            $"La contestación al requerimiento {number} no tiene defectos que se puedan ver automáticamente. La unidad comprobará lo que pidió."),
        0 => new($"S'ha esmenat tot el que demanava el requeriment {number}.", $"Se ha subsanado todo lo que pedía el requerimiento {number}."),
        1 => new($"Queda un defecte per esmenar del requeriment {number}. La unitat decidirà.", $"Queda un defecto por subsanar del requerimiento {number}. La unidad decidirá."),
        var left => new($"Queden {left} defectes per esmenar del requeriment {number}. La unitat decidirà.", $"Quedan {left} defectos por subsanar del requerimiento {number}. La unidad decidirá."),
    };

    private static LocalizedText Expired(CorrectionRequestNumber number, Deadline deadline) => new(
        $"El termini del requeriment {number} va acabar el {Day(deadline.LastDay)} sense resposta.",
        $"El plazo del requerimiento {number} acabó el {Day(deadline.LastDay)} sin respuesta.");

    private static LocalizedText ProposedByPipeline(CorrectionRequestNumber number) => new(
        $"Es proposa el desistiment perquè el requeriment {number} no s'ha contestat. Ha de resoldre-ho una persona.",
        $"Se propone el desistimiento porque el requerimiento {number} no se ha contestado. Ha de resolverlo una persona.");

    private static LocalizedText Decided(CorrectionRequestNumber number, CorrectionEvent.DepartmentDecided e) => e.Decision == DepartmentDecision.ToEvaluation
        ? new($"La unitat admet la sol·licitud tal com està després del requeriment {number}: {e.Why}", $"La unidad admite la solicitud tal como está después del requerimiento {number}: {e.Why}")
        : new($"La unitat proposa el desistiment després del requeriment {number}: {e.Why}", $"La unidad propone el desistimiento después del requerimiento {number}: {e.Why}");

    private static LocalizedText Retracted(CorrectionRequestNumber number, string why) => new(
        $"La unitat retira la proposta de desistiment pel requeriment {number}: {why}",
        $"La unidad retira la propuesta de desistimiento por el requerimiento {number}: {why}");

    private static LocalizedText Signed(CorrectionRequestNumber number, string resolution) => new(
        $"S'ha signat la resolució de desistiment pel requeriment {number}: {resolution}",
        $"Se ha firmado la resolución de desistimiento por el requerimiento {number}: {resolution}");

    private static LocalizedText Recounted(CorrectionRequestNumber number, CorrectionEvent.PeriodRecounted e) => new(
        $"S'ha corregit el calendari ({e.Why}): el termini del requeriment {number} acaba el {Day(e.Deadline.LastDay)}.",
        $"Se ha corregido el calendario ({e.Why}): el plazo del requerimiento {number} acaba el {Day(e.Deadline.LastDay)}.");

    private static LocalizedText Superseded(CorrectionRequestNumber number) => new(
        $"El requeriment {number} queda sense objecte: hi ha una versió posterior del projecte.",
        $"El requerimiento {number} queda sin objeto: hay una versión posterior del proyecto.");

    private static string Moment(Instant at) => OfficialClock.ToLocal(at).ToString("dd/MM/uuuu HH:mm", CultureInfo.InvariantCulture);

    private static string Day(LocalDate day) => day.ToString("dd/MM/uuuu", CultureInfo.InvariantCulture);
}
