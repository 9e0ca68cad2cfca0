using IntakePipeline.Notifications;

namespace IntakePipeline.Local;

/// <summary>Mail as files in a folder, for development: <c>{token}.eml</c>, to be opened by any mail program. Sent twice, it is there once.</summary>
/// <param name="folder">The folder; made when it is not there.</param>
public sealed class MailFolder(string folder) : IMailTransport
{
    /// <inheritdoc/>
    public EmailAddress? Sender { get; } = EmailAddress.TryParse("registre@intake.invalid", out var address) ? address : null;

    /// <inheritdoc/>
    public async Task<MailOutcome> SendAsync(OutgoingMail mail, Func<Task> handingOver, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var draft = Path.Combine(folder, $"{mail.Token}.part");
            await File.WriteAllBytesAsync(draft, mail.Content, cancellationToken);
            await handingOver();
            // Whole or not at all, for whoever watches the folder.
            File.Move(draft, Path.Combine(folder, $"{mail.Token}.eml"), overwrite: true);
            return new MailOutcome.Accepted("250 kept as a file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new MailOutcome.Deferred(new MailTrouble("carpeta", e.Message));
        }
    }
}
