using System.Text;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Evaluation;

/// <summary>One application on a closing list.</summary>
/// <param name="Entry">Its entry, as written.</param>
/// <param name="Effective">The day it counts for.</param>
/// <param name="Expediente">Its expediente, as written.</param>
/// <param name="TaxId">The applicant's NIF.</param>
/// <param name="Title">The project's title.</param>
/// <param name="Amount">Aid asked for, as filed, euros; null when the form does not say.</param>
/// <param name="State">Its state when the list was made.</param>
public sealed record ClosingLine(string Entry, LocalDate Effective, string Expediente, string TaxId, string Title, decimal? Amount, string State);

/// <summary>What was filed in a phase, in the order of effective entry, as it stood when the list was made.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Version">1 for the first; entries that come to light after it (a missed event) make the next.</param>
/// <param name="LastDay">The phase's last day.</param>
/// <param name="MadeAt">When it was made, official time.</param>
/// <param name="Digest">Digest of its entries in order (<see cref="DigestOf"/>): tells whether there are others by now.</param>
/// <param name="Simulated">True when the official time was shifted.</param>
/// <param name="Lines">The applications.</param>
public sealed record ClosingList(
    ProgrammePhase Phase, int Version, LocalDate LastDay, Instant MadeAt, Sha256Digest Digest, bool Simulated, IReadOnlyList<ClosingLine> Lines)
{
    /// <summary>Digest of the places of all that was filed.</summary>
    public static Sha256Digest DigestOf(IEnumerable<Placed> filed) => Sha256Digest.Of(Encoding.UTF8.GetBytes(string.Join('\n', filed.Select(f => f.Place))));
}

/// <summary>A closing list as kept.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Digest">Digest of its entries.</param>
public sealed record KeptList(int Version, Sha256Digest Digest);

/// <summary>The closing lists, each version written once and never again.</summary>
public interface IClosingListStore
{
    /// <summary>The last version of a phase's list, whole in both forms; null when there is none.</summary>
    Task<KeptList?> FindLastAsync(ProgrammePhase phase, CancellationToken cancellationToken);

    /// <summary>Keeps a list. Of one version the first stays.</summary>
    Task SaveAsync(ClosingList list, CancellationToken cancellationToken);
}
