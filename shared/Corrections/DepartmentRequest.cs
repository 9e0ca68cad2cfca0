using System.Globalization;
using IntakePipeline.Evaluation;
using IntakePipeline.Validation;
using NodaTime;

namespace IntakePipeline.Corrections;

/// <summary>
/// A correction request that a person of the department ordered. It follows from nothing in the register, so it is written down beside the documents before
/// anything is done, and everything else follows from it alone.
/// </summary>
/// <param name="Number">Its number.</param>
/// <param name="Expediente">The expediente.</param>
/// <param name="Defects">What has to be cured, in the words that the applicant reads; never empty.</param>
/// <param name="By">Who ordered it.</param>
/// <param name="Why">Why.</param>
/// <param name="At">When, official time.</param>
public sealed record DepartmentRequest(
    CorrectionRequestNumber Number, ExpedienteKey Expediente, IReadOnlyList<Finding> Defects, Actor By, string Why, Instant At)
{
    /// <summary>The event that tells of it.</summary>
    public HistoryEvent Told => new(At, By, ExpedienteState.AwaitingCorrection.Name, Words, Articles.Correction);

    private LocalizedText Words => Defects.Count == 1
        ? new($"La unitat demana esmenar un defecte en el requeriment {Number}: {Why}", $"La unidad pide subsanar un defecto en el requerimiento {Number}: {Why}")
        : new($"La unitat demana esmenar {Count} defectes en el requeriment {Number}: {Why}", $"La unidad pide subsanar {Count} defectos en el requerimiento {Number}: {Why}");

    private string Count => Defects.Count.ToString(CultureInfo.InvariantCulture);

    /// <summary>The request itself, as issued.</summary>
    public CorrectionRequest For(Expediente expediente) => new(
        Number, Expediente, expediente.Entry, expediente.Applicant, expediente.ProjectTitle, expediente.Language, Defects, At, new CorrectionRequestState.Requested())
    {
        OrderedBy = By,
    };

    /// <summary>Whether who asks this orders what was ordered: the same person once more, not another one.</summary>
    public bool Repeats(Actor by, string why, IEnumerable<AskedDefect> asked) =>
        (By, Why) == (by, why) && Defects.Select(d => (d.Code, d.Text)).SequenceEqual(asked.Select(a => (a.Code, a.Text)));
}

/// <summary>The requests that departments ordered, each written once.</summary>
public interface IDepartmentRequestJournal
{
    /// <summary>Writes one down, before it is done: one that a crash kept from being done stands here too.</summary>
    /// <returns>The one that stands under its number: this one, or the one that somebody was first with.</returns>
    Task<DepartmentRequest> WriteAsync(DepartmentRequest ordered, CancellationToken cancellationToken);

    /// <summary>Those of an expediente, by their rounds.</summary>
    IAsyncEnumerable<DepartmentRequest> ListAsync(ExpedienteKey expediente, CancellationToken cancellationToken);

    /// <summary>All there are.</summary>
    IAsyncEnumerable<DepartmentRequest> ListAsync(CancellationToken cancellationToken);
}
