using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Registry.Digests;

/// <summary>What the digest of a day says before it lists the entries.</summary>
/// <param name="Book">Year of the book.</param>
/// <param name="Date">The official day.</param>
/// <param name="First">Sequence of its first entry; one more than <paramref name="Last"/> when it has none.</param>
/// <param name="Last">Sequence of its last entry, or of the last one before it when it has none; 0 when there is none at all.</param>
/// <param name="HashBefore">Hash of the entry before the first; the book's genesis when there is none.</param>
/// <param name="LastHash">Hash of the last entry: with it the book stood at <paramref name="Last"/>.</param>
/// <param name="Previous">The book's digest before this one; null for its first.</param>
/// <param name="Simulated">True when the official time was shifted.</param>
public sealed record DigestHead(
    int Book, LocalDate Date, int First, int Last, Sha256Digest HashBefore, Sha256Digest LastHash, DigestLink? Previous, bool Simulated)
{
    /// <summary>How many entries it lists.</summary>
    public int Count => Last - First + 1;
}

/// <summary>An earlier digest, which cannot be exchanged for another.</summary>
/// <param name="Date">Its day.</param>
/// <param name="File">SHA-256 of its exact bytes.</param>
public sealed record DigestLink(LocalDate Date, Sha256Digest File);

/// <summary>A digest as kept.</summary>
/// <param name="Head">What it says.</param>
/// <param name="File">SHA-256 of its exact bytes.</param>
public sealed record KeptDigest(DigestHead Head, Sha256Digest File);
