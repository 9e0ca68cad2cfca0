using IntakePipeline.Local.Filing;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Local.Samples;

/// <summary>One submission of the catalogue: what it is, when and how it is filed, and what must come of it.</summary>
public sealed class Sample
{
    private readonly SampleLine line;
    private readonly SampleDraft draft;

    internal Sample(SampleLine line, SubmissionKey key, SampleDraft draft) => (this.line, Key, this.draft) = (line, key, draft);

    /// <summary>The sender's name for it: its <c>presentacion</c>.</summary>
    public SubmissionKey Key { get; }

    /// <summary>Its name in the catalogue, lower case with hyphens.</summary>
    public string Kind => line.Kind;

    /// <summary>What it shows, in a few words.</summary>
    public string About => line.About;

    /// <summary>Who applies. Samples of one company are filed one after the other, in the catalogue's order.</summary>
    public SampleCompany Company => draft.Company;

    /// <summary>By which doors, in order: one submission however often it is filed.</summary>
    public IReadOnlyList<Door> Doors => line.Doors;

    /// <summary>Official time at which the filing begins.</summary>
    public LocalDateTime FiledAt => line.At;

    /// <summary>What must come of it.</summary>
    public ExpectedEnd Expected => line.End;

    /// <summary>Makes what is filed. Big ones take a moment and the memory of their files.</summary>
    public SubmissionFolder Make(SampleSigner signer) => draft.Make(signer);
}
