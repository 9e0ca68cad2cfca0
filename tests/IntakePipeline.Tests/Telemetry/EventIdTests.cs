using System.Globalization;
using System.Text.RegularExpressions;
using IntakePipeline.Tests.Calls;

namespace IntakePipeline.Tests.Telemetry;

public sealed partial class EventIdTests
{
    /// <summary>Who looks for an event by its id finds that one alone.</summary>
    [Fact]
    public void Every_event_of_functions_and_shared_has_an_id_of_its_own()
    {
        var ids = new[] { "functions", "shared" }
            .SelectMany(f => Directory.EnumerateFiles(Path.Combine(Repository.Root, f), "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(f => Attribute.Matches(File.ReadAllText(f)).Select(m => Id.Match(m.Value) is { Success: true } id
                ? int.Parse(id.Groups["id"].Value, CultureInfo.InvariantCulture)
                : throw new InvalidDataException($"{f}: an event without an id.")))
            .ToList();

        Assert.Contains(601, ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [GeneratedRegex(@"\[LoggerMessage\([^\n]*", RegexOptions.None, 1000)]
    private static partial Regex Attribute { get; }

    [GeneratedRegex(@"EventId = (?<id>\d+)", RegexOptions.None, 1000)]
    private static partial Regex Id { get; }
}
