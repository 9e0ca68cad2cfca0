using System.Text.RegularExpressions;

namespace IntakePipeline.Tests.Deployment;

/// <summary>What a compiler would say first: names that fit together. The real one has its say where it is installed.</summary>
public sealed partial class BicepStructureTests
{
    // Versions seen in public templates of these types.
    private static readonly Dictionary<string, string> Versions = new(StringComparer.Ordinal)
    {
        ["Microsoft.Authorization/locks"] = "2020-05-01",
        ["Microsoft.Authorization/roleAssignments"] = "2022-04-01",
        ["Microsoft.Consumption/budgets"] = "2021-10-01",
        ["Microsoft.EventGrid/systemTopics"] = "2025-02-15",
        ["Microsoft.EventGrid/systemTopics/eventSubscriptions"] = "2025-02-15",
        ["Microsoft.Insights/actionGroups"] = "2023-01-01",
        ["Microsoft.Insights/components"] = "2020-02-02",
        ["Microsoft.Insights/scheduledQueryRules"] = "2022-06-15",
        ["Microsoft.Insights/workbooks"] = "2022-04-01",
        ["Microsoft.KeyVault/vaults"] = "2023-07-01",
        ["Microsoft.ManagedIdentity/userAssignedIdentities"] = "2024-11-30",
        ["Microsoft.OperationalInsights/workspaces"] = "2025-02-01",
        ["Microsoft.Storage/storageAccounts"] = "2025-06-01",
        ["Microsoft.Storage/storageAccounts/blobServices"] = "2025-06-01",
        ["Microsoft.Storage/storageAccounts/blobServices/containers"] = "2025-06-01",
        ["Microsoft.Storage/storageAccounts/managementPolicies"] = "2025-06-01",
        ["Microsoft.Web/serverfarms"] = "2024-04-01",
        ["Microsoft.Web/sites"] = "2024-04-01",
    };

    [Fact]
    public void Every_bracket_is_closed() => Assert.All(BicepFile.All, f => Assert.True(f.IsBalanced(), f.Path));

    [Fact]
    public void Every_resource_is_of_a_known_type_and_version() => Assert.All(
        BicepFile.All.SelectMany(f => f.Resources), r => Assert.Equal((r.Type, Versions.GetValueOrDefault(r.Type)), (r.Type, r.Version)));

    [Fact]
    public void Every_module_gets_what_it_asks_for_and_nothing_else() => Assert.All(
        BicepFile.All.SelectMany(f => f.Modules.Select(m => (File: f, Module: m))), item =>
        {
            var folder = Path.GetDirectoryName(item.File.Path)!;
            var called = BicepFile.Of(Path.Combine(folder, item.Module.Path).Replace('\\', '/'));
            var given = ParamsOf(item.Module.Body);

            Assert.Subset(called.Params.Select(p => p.Name).ToHashSet(), given);
            Assert.Superset(called.Params.Where(p => !p.HasDefault).Select(p => p.Name).ToHashSet(), given);
        });

    [Fact]
    public void Every_module_is_used_and_every_output_that_is_read_is_there()
    {
        var used = BicepFile.All.SelectMany(f => f.Modules.Select(m => Path.Combine(Path.GetDirectoryName(f.Path)!, m.Path).Replace('\\', '/'))).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(BicepFile.All.Select(f => f.Path).Where(p => p.StartsWith("modules/", StringComparison.Ordinal)).ToHashSet(), used);

        foreach (var file in BicepFile.All)
        {
            foreach (Match read in OutputRead.Matches(file.Text))
            {
                var module = file.Modules.Single(m => m.Name == read.Groups["module"].Value);
                var called = BicepFile.Of(Path.Combine(Path.GetDirectoryName(file.Path)!, module.Path).Replace('\\', '/'));
                Assert.Contains(read.Groups["output"].Value, called.Outputs);
            }
        }
    }

    [Fact]
    public void Every_parameter_is_used() => Assert.All(
        BicepFile.All.SelectMany(f => f.Params.Select(p => (f, p))),
        item => Assert.True(Regex.Count(item.f.Text, $@"\b{item.p.Name}\b", RegexOptions.None, TimeSpan.FromSeconds(1)) > 1, $"{item.f.Path}: {item.p.Name}"));

    [Theory]
    [InlineData("dev.bicepparam")]
    [InlineData("prod.bicepparam")]
    public void Each_environment_says_all_that_main_asks_for(string file)
    {
        var text = File.ReadAllText(Path.Combine(BicepFile.Folder, file));
        var main = BicepFile.Of("main.bicep").Params;

        var given = Regex.Matches(text, @"^param (?<name>\w+) = ", RegexOptions.Multiline, TimeSpan.FromSeconds(1)).Select(m => m.Groups["name"].Value).ToHashSet();

        Assert.StartsWith("using 'main.bicep'", text, StringComparison.Ordinal);
        Assert.Subset(main.Select(p => p.Name).ToHashSet(), given);
        Assert.Superset(main.Where(p => !p.HasDefault).Select(p => p.Name).ToHashSet(), given);
    }

    [Fact]
    public async Task The_compiler_takes_them_where_it_is_installed()
    {
        foreach (var file in new[] { "main.bicep", "subscription.bicep" })
        {
            var (code, output) = await Tool.RunAsync("bicep", ["build", "--stdout", Path.Combine(BicepFile.Folder, file)]);
            Assert.True(code == 0, output);
        }
    }

    private static HashSet<string> ParamsOf(string module)
    {
        var start = module.IndexOf("params: {", StringComparison.Ordinal);
        if (start < 0)
            return [];
        var depth = 0;
        var names = new HashSet<string>(StringComparer.Ordinal);
        var word = "";
        for (var i = start + "params: ".Length; i < module.Length; i++)
        {
            switch (module[i])
            {
                case '{' or '[' or '(':
                    depth++;
                    break;
                case '}' or ']' or ')':
                    if (--depth == 0)
                        return names;
                    break;
                case ':' when depth == 1:
                    names.Add(word);
                    break;
            }

            word = char.IsLetterOrDigit(module[i]) ? word + module[i] : "";
        }

        return names;
    }

    [GeneratedRegex(@"\b(?<module>\w+)\.outputs\.(?<output>\w+)", RegexOptions.None, 1000)]
    private static partial Regex OutputRead { get; }
}
