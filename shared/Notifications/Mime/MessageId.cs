using System.Text.RegularExpressions;

namespace IntakePipeline.Notifications.Mime;

/// <summary>The Message-ID of a notification: the same on every attempt, so that whoever gets it twice can tell.</summary>
internal static partial class MessageId
{
    private const string Prefix = "aviso.";

    /// <summary><c>&lt;aviso.{token}@{domain}&gt;</c>.</summary>
    public static string Of(string token, EmailAddress from) => $"<{Prefix}{token}@{from.Domain}>";

    /// <summary>A Message-ID that somebody else wrote, if it can stand in a header of ours; else null.</summary>
    public static string? Safe(string? id) => id is not null && Foreign.IsMatch(id) ? id : null;

    /// <summary>The tokens of notifications that a text names, each once, at most ten.</summary>
    public static IReadOnlyList<string> TokensIn(string text) =>
        [.. Pattern.Matches(text).Take(100).Select(m => m.Groups["token"].Value.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Take(10)];

    // Short enough for one line of a header, so that it need not be folded.
    [GeneratedRegex(@"^<[!-;=?-~]{1,60}>\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Foreign { get; }

    [GeneratedRegex(@"(?:aviso\.|[Ee][Nn][Vv][Ii][Dd]: ?)(?<token>[0-9a-fA-F]{32})\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern { get; }
}
