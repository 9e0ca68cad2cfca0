using IntakePipeline.Calendar;
using NodaTime;

namespace IntakePipeline.Mail;

/// <summary>Finds mail that has no record yet because its event was lost, and blobs that are no mail: everything that arrives gets one.</summary>
/// <param name="mailbox">Where mail arrives.</param>
/// <param name="store">The records.</param>
/// <param name="intake">Takes mail in.</param>
/// <param name="clock">The official time, by which blobs are stamped.</param>
public sealed class MailReconciler(IMailbox mailbox, IMailStore store, MailIntake intake, OfficialClock clock)
{
    /// <summary>Younger mail is on its way.</summary>
    public static readonly Duration Grace = Duration.FromMinutes(2);

    /// <summary>Takes in what was left over.</summary>
    /// <returns>How many.</returns>
    public Task<int> RunAsync(CancellationToken cancellationToken) => RunAsync(Grace, cancellationToken);

    /// <summary>The same with another patience.</summary>
    public async Task<int> RunAsync(Duration grace, CancellationToken cancellationToken)
    {
        var (due, taken) = (clock.Now - grace, 0);
        await foreach (var blob in mailbox.ListAsync(cancellationToken))
        {
            if (blob.StoredAt > due || (await store.FindAsync(MailRecord.IdOf(blob.Path), cancellationToken))?.Version == blob.Version)
                continue;
            await intake.CollectAsync(blob.Path, cancellationToken);
            taken++;
        }

        return taken;
    }
}
