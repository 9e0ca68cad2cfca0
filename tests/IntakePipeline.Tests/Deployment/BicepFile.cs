using System.Text.RegularExpressions;
using IntakePipeline.Tests.Calls;

namespace IntakePipeline.Tests.Deployment;

/// <summary>As much of a Bicep file as its promises need: what it declares, and the text of each declaration.</summary>
internal sealed partial class BicepFile
{
    private BicepFile(string path, string text)
    {
        Path = path;
        Text = WithoutComments(text);
        Params = [.. ParamLine.Matches(Text).Select(m => new BicepParam(m.Groups["name"].Value, m.Groups["type"].Value, m.Groups["default"].Success))];
        Outputs = [.. OutputLine.Matches(Text).Select(m => m.Groups["name"].Value)];
        Resources = [.. ResourceLine.Matches(Text).Select(m => new BicepResource(
            m.Groups["name"].Value, m.Groups["type"].Value, m.Groups["version"].Value, m.Groups["existing"].Success, Body(m.Index + m.Length - 1)))];
        Modules = [.. ModuleLine.Matches(Text).Select(m => new BicepModule(m.Groups["name"].Value, m.Groups["path"].Value, Body(m.Index + m.Length - 1)))];
    }

    public static string Folder { get; } = System.IO.Path.Combine(Repository.Root, "infra", "azure");

    public static IReadOnlyList<BicepFile> All { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.bicep", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Read)];

    public string Path { get; }

    /// <summary>Without comments.</summary>
    public string Text { get; }

    public IReadOnlyList<BicepParam> Params { get; }

    public IReadOnlyList<string> Outputs { get; }

    public IReadOnlyList<BicepResource> Resources { get; }

    public IReadOnlyList<BicepModule> Modules { get; }

    /// <summary>A file by its path under <c>infra/azure</c>.</summary>
    public static BicepFile Of(string path) => All.Single(f => f.Path == path);

    /// <summary>Whether every bracket is closed by its like.</summary>
    public bool IsBalanced()
    {
        var open = new Stack<char>();
        foreach (var c in Strings.Replace(Text, ""))
        {
            if (c is '{' or '[' or '(')
                open.Push(c);
            else if (c is '}' or ']' or ')' && (!open.TryPop(out var opened) || opened != (c == '}' ? '{' : c == ']' ? '[' : '(')))
                return false;
        }

        return open.Count == 0;
    }

    private static BicepFile Read(string file) => new(System.IO.Path.GetRelativePath(Folder, file).Replace('\\', '/'), File.ReadAllText(file));

    // Strings keep what looks like a comment in them (https://…).
    private static string WithoutComments(string text) => StringOrComment.Replace(text, m => m.Value.StartsWith("//", StringComparison.Ordinal) ? "" : m.Value);

    /// <summary>From the opening brace at <paramref name="start"/> to the one that closes it.</summary>
    private string Body(int start)
    {
        var depth = 0;
        for (var i = start; i < Text.Length; i++)
        {
            depth += Text[i] is '{' ? 1 : Text[i] is '}' ? -1 : 0;
            if (depth == 0)
                return Text[start..(i + 1)];
        }

        throw new InvalidDataException($"{Path}: a declaration that does not end.");
    }

    [GeneratedRegex(@"'''.*?'''|'(?:[^'\\\n]|\\.)*'|//[^\n]*", RegexOptions.Singleline, 1000)]
    private static partial Regex StringOrComment { get; }

    [GeneratedRegex(@"'''.*?'''|'(?:[^'\\\n]|\\.)*'", RegexOptions.Singleline, 1000)]
    private static partial Regex Strings { get; }

    [GeneratedRegex(@"^param (?<name>\w+) (?<type>[\w\[\]]+)(?<default> = )?", RegexOptions.Multiline, 1000)]
    private static partial Regex ParamLine { get; }

    [GeneratedRegex(@"^output (?<name>\w+) ", RegexOptions.Multiline, 1000)]
    private static partial Regex OutputLine { get; }

    [GeneratedRegex(@"^resource (?<name>\w+) '(?<type>[\w./]+)@(?<version>[\w-]+)' (?<existing>existing )?= (?:\[for [^:]+: )?\{", RegexOptions.Multiline, 1000)]
    private static partial Regex ResourceLine { get; }

    [GeneratedRegex(@"^module (?<name>\w+) '(?<path>[^']+)' = \{", RegexOptions.Multiline, 1000)]
    private static partial Regex ModuleLine { get; }
}

internal sealed record BicepParam(string Name, string Type, bool HasDefault);

internal sealed record BicepResource(string Name, string Type, string Version, bool Existing, string Body);

internal sealed record BicepModule(string Name, string Path, string Body);
