using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace IntakePipeline.Local.Hosting.Blobs;

/// <summary>
/// A container and a pattern of blob names, such as <c>entrada/{presentacion}/solicitud.json</c>. A capture takes as much as it can, slashes too, or
/// nothing; case matters. A container alone takes every blob.
/// </summary>
internal sealed partial class BlobPattern
{
    private readonly Regex? names;

    private BlobPattern(string container, string prefix, IReadOnlyList<string> captures, Regex? names) =>
        (Container, Prefix, Captures, this.names) = (container, prefix, captures, names);

    public string Container { get; }

    /// <summary>What every matching name begins with.</summary>
    public string Prefix { get; }

    /// <summary>The captures' names, in order.</summary>
    public IReadOnlyList<string> Captures { get; }

    /// <exception cref="HostStartException">No such path can be.</exception>
    public static BlobPattern Parse(string path)
    {
        var (container, pattern) = path.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? (path[..slash], path[(slash + 1)..]) : (path, "");
        if (!ContainerName.IsMatch(container))
            throw new HostStartException($"'{path}': '{container}' is no name for a container: 3 to 63 lower-case letters, digits and single hyphens.");
        if (pattern.Length == 0)
            return new BlobPattern(container, "", [], null);

        var captures = new List<string>();
        var expression = new StringBuilder("^");
        var end = 0;
        foreach (Match capture in Capture.Matches(pattern))
        {
            expression.Append(Literal(path, pattern[end..capture.Index])).Append("(.*)");
            var name = capture.Groups["name"].Value;
            if (captures.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new HostStartException($"'{path}': {{{name}}} is there twice.");
            captures.Add(name);
            end = capture.Index + capture.Length;
        }

        expression.Append(Literal(path, pattern[end..])).Append(@"\z");
        var prefix = captures.Count == 0 ? pattern : pattern[..pattern.IndexOf('{', StringComparison.Ordinal)];
        // Names come from whoever may write blobs: a matcher that never backtracks takes the same time on all.
        return new BlobPattern(container, prefix, captures, new Regex(expression.ToString(), RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant));
    }

    /// <summary>Tells whether a name matches, and what each capture took.</summary>
    public bool TryMatch(string name, [NotNullWhen(true)] out IReadOnlyDictionary<string, string>? captured)
    {
        captured = null;
        var match = names?.Match(name);
        if (match is { Success: false })
            return false;
        captured = Captures.Select((capture, i) => (capture, match!.Groups[i + 1].Value)).ToDictionary(pair => pair.capture, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        return true;
    }

    public bool IsMatch(string name) => names is null || names.IsMatch(name);

    private static string Literal(string path, string text) =>
        text.AsSpan().ContainsAny('{', '}') ? throw new HostStartException($"'{path}': braces go round the name of a capture, letters and digits only.") : Regex.Escape(text);

    [GeneratedRegex(@"^(?=.{3,63}\z)[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ContainerName { get; }

    [GeneratedRegex(@"\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Capture { get; }
}
