using System.Text.RegularExpressions;
using IntakePipeline.Tests.Calls;

namespace IntakePipeline.Tests.Deployment;

/// <summary>The same functions on both hosts. That both shapes compile, nullable and analyzers included, is the build's own proof: see IntakePipeline.AzureShape.</summary>
public sealed partial class AzureShapeTests
{
    private static readonly string Functions = Path.Combine(Repository.Root, "functions");

    [Fact]
    public void The_shapes_differ_in_where_blob_events_come_from_and_in_nothing_else()
    {
        var differences = Sources().Where(f => File.ReadAllText(f).Contains("AZURE_HOST", StringComparison.Ordinal)).Select(f => Path.GetRelativePath(Functions, f).Replace('\\', '/'));
        Assert.Equal(["Intake/Entrada.cs", "Mail/Correo.cs"], differences.Order(StringComparer.Ordinal));

        foreach (var file in differences)
        {
            var match = Assert.Single(TwoShapes.Matches(File.ReadAllText(Path.Combine(Functions, file))));
            Assert.Equal(match.Groups["azure"].Value.Replace(", Source = BlobTriggerSource.EventGrid", "", StringComparison.Ordinal), match.Groups["local"].Value);
            Assert.Contains("Source = BlobTriggerSource.EventGrid)] BlobClient ", match.Groups["azure"].Value, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_blob_trigger_binds_a_client_and_asks_for_events()
    {
        var triggers = Sources().SelectMany(f => BlobTriggers.Matches(File.ReadAllText(f)).Select(m => m.Value)).ToList();

        Assert.NotEmpty(triggers);
        Assert.All(triggers, t => Assert.EndsWith("BlobClient", t, StringComparison.Ordinal));
        Assert.Equal(triggers.Count / 2, triggers.Count(t => t.Contains("BlobTriggerSource.EventGrid", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_root_host_json_is_in_the_output()
    {
        var copied = Path.Combine(AppContext.BaseDirectory, "host.json");
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "host.json")), File.ReadAllText(copied));
        // The item that copies it is bound to no shape.
        Assert.Matches("<None Include=\"../host.json\" Link=\"host.json\" CopyToOutputDirectory=\"PreserveNewest\" CopyToPublishDirectory=\"PreserveNewest\" />", File.ReadAllText(Path.Combine(Functions, "IntakePipeline.Functions.csproj")));
    }

    [Fact]
    public async Task Where_the_packages_are_not_to_be_had_one_line_says_so()
    {
        var (code, output) = await Tool.RunAsync(
            Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
            ["restore", Functions, "-p:FunctionsHost=Azure", "-nodeReuse:false"], new Dictionary<string, string?> { ["DOTNET_CLI_UI_LANGUAGE"] = "en", ["MSBUILDDISABLENODEREUSE"] = "1" });
        if (code == 0)
            Assert.Skip("The packages of the Azure build are to be had here.");

        var lines = output.ReplaceLineEndings("\n").Split('\n').Where(l => l.Contains("error", StringComparison.Ordinal)).ToList();
        var line = Assert.Single(lines);
        Assert.Contains("FunctionsHost=Azure needs packages that no feed here has: ", line, StringComparison.Ordinal);
        Assert.Contains("Microsoft.Azure.Functions.Worker.Sdk", line, StringComparison.Ordinal);
        Assert.Contains("The Local build (the default) needs none of them", line, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Functions, "*.cs", SearchOption.AllDirectories)
        .Where(f => !Path.GetRelativePath(Functions, f).StartsWith("obj", StringComparison.Ordinal) && !Path.GetRelativePath(Functions, f).StartsWith("bin", StringComparison.Ordinal));

    [GeneratedRegex(@"#if AZURE_HOST\n(?<azure>[^\n]+)\n#else\n(?<local>[^\n]+)\n#endif", RegexOptions.None, 1000)]
    private static partial Regex TwoShapes { get; }

    [GeneratedRegex(@"\[BlobTrigger\([^\]]*\)\] \w+", RegexOptions.None, 1000)]
    private static partial Regex BlobTriggers { get; }
}
