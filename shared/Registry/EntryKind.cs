using IntakePipeline.Corrections;

namespace IntakePipeline.Registry;

/// <summary>What was filed.</summary>
public abstract record EntryKind
{
    private EntryKind()
    {
    }

    /// <summary>An application: it opens an expediente.</summary>
    public sealed record Filing : EntryKind;

    /// <summary>An answer to a correction request (R4 7.7): it has its own place in the book and belongs to the request's expediente.</summary>
    /// <param name="Request">The request.</param>
    public sealed record Answer(CorrectionRequestNumber Request) : EntryKind;

    /// <summary>Documents that came by e-mail quoting an expediente (R4 8.3): they have their own place in the book and belong to that expediente.</summary>
    /// <param name="Expediente">The expediente.</param>
    public sealed record Documents(ExpedienteNumber Expediente) : EntryKind;
}
