using System.Text;

namespace IntakePipeline.Notifications.Smtp;

/// <summary>The conversation: commands of one line, replies of a bounded number of bounded lines.</summary>
/// <param name="stream">The connection.</param>
internal sealed class SmtpLines(Stream stream)
{
    private const int MaxLine = 2048;
    private const int MaxLines = 100;
    private readonly byte[] buffer = new byte[MaxLine];
    private int from, to;

    /// <summary>Whether the server said more than it was asked: before TLS that could be somebody in between.</summary>
    public bool HasUnread => from < to;

    /// <summary>Says one line and reads the reply.</summary>
    /// <exception cref="ArgumentException">It is more than one line: a bug, and never sent.</exception>
    /// <exception cref="SmtpException">The reply is none.</exception>
    public async Task<SmtpReply> AskAsync(string command, CancellationToken cancellationToken)
    {
        if (command.AsSpan().ContainsAny('\r', '\n', '\0'))
            throw new ArgumentException("A command has one line.", nameof(command));
        await stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), cancellationToken);
        await stream.FlushAsync(cancellationToken);
        return await ReadAsync(cancellationToken);
    }

    /// <summary>Reads one reply.</summary>
    public async Task<SmtpReply> ReadAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (lines.Count < MaxLines)
        {
            var line = await LineAsync(cancellationToken);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var code)
                || code is < 200 or > 599 || (line.Length > 3 && line[3] is not (' ' or '-')))
                throw new SmtpException("smtp-respuesta", "The server's reply is no SMTP reply.");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
                return new SmtpReply(code, lines);
        }

        throw new SmtpException("smtp-respuesta", "The server's reply does not end.");
    }

    private async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var end = buffer.AsSpan(from, to - from).IndexOf((byte)'\n');
            if (end >= 0)
            {
                var line = Encoding.UTF8.GetString(buffer, from, end).TrimEnd('\r');
                from += end + 1;
                return line;
            }

            if (from > 0)
            {
                buffer.AsSpan(from, to - from).CopyTo(buffer);
                (from, to) = (0, to - from);
            }

            if (to == buffer.Length)
                throw new SmtpException("smtp-respuesta", "A line of the server's reply does not end.");
            var read = await stream.ReadAsync(buffer.AsMemory(to), cancellationToken);
            if (read == 0)
                throw new SmtpException("smtp-conexion", "The server hung up.");
            to += read;
        }
    }
}
