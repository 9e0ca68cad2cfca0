using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Local.Samples;

/// <summary>A line of the catalogue: how a sample differs from a clean EBT application posted on Wednesday.</summary>
/// <param name="Kind">Its name.</param>
/// <param name="About">What it shows.</param>
/// <param name="End">What must come of it.</param>
internal sealed record SampleLine(string Kind, string About, ExpectedEnd End)
{
    /// <summary>By which doors, in order.</summary>
    public IReadOnlyList<Door> Doors { get; init; } = [Door.Http];

    /// <summary>When.</summary>
    public LocalDateTime At { get; init; } = SampleTimes.Wednesday;

    /// <summary>The programme.</summary>
    public string Programme { get; init; } = "EBT";

    /// <summary>The call's year.</summary>
    public int Year { get; init; } = 2012;

    /// <summary>The earlier line whose company and project it shares; null for a company of its own.</summary>
    public string? After { get; init; }

    /// <summary>Whether it also takes that line's key, as a sender that mixes up its filings does.</summary>
    public bool ReusesKey { get; init; }

    /// <summary>What is different.</summary>
    public Func<SampleDraft, SampleDraft> Change { get; init; } = static draft => draft;
}
