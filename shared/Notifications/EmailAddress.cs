using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace IntakePipeline.Notifications;

/// <summary>An e-mail address without its name: <c>local@domain</c>, at most 254 characters, the domain in ASCII (IDNA). Quoted local parts are not taken.</summary>
/// <remarks>Nothing that could end a header, a command or an angle bracket is part of one: neither spaces, controls nor <c>&lt; &gt; ( ) [ ] : ; , " \</c>.</remarks>
public readonly record struct EmailAddress
{
    private const int MaxLength = 254;
    private const int MaxLocal = 64;
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private EmailAddress(string local, string domain) => (Local, Domain) = (local, domain);

    /// <summary>Before the last <c>@</c>.</summary>
    public string Local { get; }

    /// <summary>After it; lower case.</summary>
    public string Domain { get; }

    /// <summary>Whether it takes SMTPUTF8 (RFC 6531) to send to it.</summary>
    public bool IsInternational => !System.Text.Ascii.IsValid(Local);

    /// <summary>Reads an address as a form or a setting has it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EmailAddress address)
    {
        address = default;
        text = text?.Trim();
        if (text is not { Length: > 2 and <= MaxLength } || text.LastIndexOf('@') is not (> 0 and <= MaxLocal and var at) || !IsLocal(text[..at]))
            return false;
        if (Ascii(text[(at + 1)..]) is not { } domain || at + 1 + domain.Length > MaxLength)
            return false;
        address = new EmailAddress(text[..at], domain);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Local}@{Domain}";

    private static bool IsLocal(string local) =>
        local.All(c => char.IsAsciiLetterOrDigit(c) || ".!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal) || (c > 0x7f && char.IsLetterOrDigit(c)))
        && local is not (['.', ..] or [.., '.']) && !local.Contains("..", StringComparison.Ordinal);

    private static string? Ascii(string domain)
    {
        try
        {
            var ascii = Idn.GetAscii(domain).ToLowerInvariant();
            return ascii.Length <= 253 && ascii.Split('.') is { Length: > 1 } labels && labels.All(IsLabel) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsLabel(string label) =>
        label is { Length: > 0 and <= 63 } and not (['-', ..] or [.., '-']) && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
