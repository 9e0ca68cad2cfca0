namespace IntakePipeline.Notifications.Smtp;

/// <summary>What the server answered to one command.</summary>
/// <param name="Code">Three digits.</param>
/// <param name="Lines">Its lines without the code; at least one.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 400;

    /// <summary>Trying later may help (RFC 5321 4.2.1).</summary>
    public bool IsTransient => Code is >= 400 and < 500;

    /// <summary>For the record: one line, bounded, nothing but printable characters.</summary>
    public string Text => $"{Code} {string.Concat(string.Join(' ', Lines).Where(c => !char.IsControl(c)).Take(500))}";

    public MailTrouble Trouble => new($"smtp-{Code}", Text);
}

/// <summary>The server, or the way to it, does not do what it should. Nothing was handed over.</summary>
/// <param name="code">Stable code.</param>
/// <param name="message">What happened.</param>
/// <param name="inner">The cause.</param>
internal sealed class SmtpException(string code, string message, Exception? inner = null) : IOException(message, inner)
{
    public MailTrouble Trouble => new(code, Message);
}
