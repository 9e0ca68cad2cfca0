using System.Collections.Concurrent;

namespace IntakePipeline.Registry.Audit;

/// <summary>What an audit looked at, and whom it tells what it finds. Checks run side by side, so it may be used by many at once.</summary>
/// <param name="tell">Gets each finding, one at a time.</param>
public sealed class AuditReport(Action<AuditFinding> tell)
{
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, long> seen = new(StringComparer.Ordinal);

    /// <summary>How many of each kind were looked at, by their names.</summary>
    public IReadOnlyDictionary<string, long> Seen => seen;

    /// <summary>Faults told so far.</summary>
    public int Faults { get; private set; }

    /// <summary>Says that something does not agree.</summary>
    public void Fault(string code, string place, string detail) => Tell(new AuditFinding(code, place, detail, IsFault: true));

    /// <summary>Says something for information.</summary>
    public void Note(string code, string place, string detail) => Tell(new AuditFinding(code, place, detail, IsFault: false));

    /// <summary>Counts what was looked at.</summary>
    public void Count(string kind, long howMany = 1) => seen.AddOrUpdate(kind, howMany, (_, before) => before + howMany);

    private void Tell(AuditFinding finding)
    {
        lock (gate)
        {
            Faults += finding.IsFault ? 1 : 0;
            tell(finding);
        }
    }
}
