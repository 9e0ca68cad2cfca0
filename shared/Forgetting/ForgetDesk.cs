using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Forgetting;

/// <summary>What a run forgot, or would forget.</summary>
/// <param name="Rejections">Rejections redacted.</param>
/// <param name="Folders">Folders of <c>entrada</c> emptied.</param>
/// <param name="Files">Files deleted in them.</param>
/// <param name="Kept">Rejections older than the limit that had been redacted before.</param>
/// <param name="Younger">Rejections that are not old enough.</param>
public sealed record Forgotten(int Rejections, int Folders, int Files, int Kept, int Younger);

/// <summary>
/// Removes the personal data of refused attempts when the legal time is over. What is registered, and what is in custody, is not touched: the register is
/// immutable, and its retention is another (R4 11 c.3).
/// </summary>
/// <param name="attempts">What refused attempts left.</param>
/// <param name="ledger">The book: the files of a registered key are the submission's, not the attempt's.</param>
public sealed class ForgetDesk(IRefusedAttempts attempts, ILedgerStore ledger)
{
    /// <summary>Years after which nothing can follow from a refusal any more (law 38/2003 art. 39: four).</summary>
    public const int LegalYears = 4;

    /// <summary>Runs once; may be repeated at any time, and after a crash at any point.</summary>
    /// <param name="before">Only what was refused earlier.</param>
    /// <param name="apply">False only counts.</param>
    /// <param name="cancellationToken">Stops between two rejections.</param>
    public async Task<Forgotten> RunAsync(Instant before, bool apply, CancellationToken cancellationToken)
    {
        var result = new Forgotten(0, 0, 0, 0, 0);
        var young = new HashSet<SubmissionKey>();
        var old = new List<KeptRejection>();
        await foreach (var kept in attempts.ListAsync(cancellationToken))
        {
            if (kept.Rejection.At < before)
            {
                old.Add(kept);
                continue;
            }

            result = result with { Younger = result.Younger + 1 };
            if (kept.Rejection.Key is { } key)
                young.Add(key);
        }

        // The folder first: while a rejection still shows its words, a run that was cut off is gone on with.
        foreach (var key in old.Select(k => k.Rejection.Key).OfType<SubmissionKey>().Distinct().Where(k => !young.Contains(k)))
        {
            if (await ledger.FindAsync(key, cancellationToken) is not null || await attempts.CountFilesAsync(key, before, cancellationToken) is not (> 0 and var files))
                continue;
            if (apply)
                await attempts.DeleteFilesAsync(key, cancellationToken);
            result = result with { Folders = result.Folders + 1, Files = result.Files + files };
        }

        foreach (var kept in old)
        {
            if (Redaction.IsDone(kept.Rejection))
            {
                result = result with { Kept = result.Kept + 1 };
                continue;
            }

            if (apply)
                await attempts.RedactAsync(kept, Redaction.Of(kept.Rejection), cancellationToken);
            result = result with { Rejections = result.Rejections + 1 };
        }

        return result;
    }
}
