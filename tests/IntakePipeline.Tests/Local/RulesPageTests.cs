using IntakePipeline.Local.Commands;
using IntakePipeline.Tests.Calls;
using IntakePipeline.Tests.Validation;
using IntakePipeline.Validation;

namespace IntakePipeline.Tests.Local;

public sealed class RulesPageTests
{
    [Fact]
    public void The_page_of_rules_is_up_to_date()
    {
        var kept = File.ReadAllText(Path.Combine(Repository.Root, "docs", "rules.md"));
        Assert.True(RulesPage.Markdown(Given.Catalogue) == kept, "Run: dotnet run --project infra/local -- rules-table");
    }

    [Fact]
    public void It_has_a_row_for_every_rule_and_a_column_for_every_call()
    {
        var rows = RulesPage.Markdown(Given.Catalogue).Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Select(l => l.Split(" | ")).ToList();
        Assert.Equal(ApplicationRules.All.Count + 2, rows.Count);
        Assert.All(rows, r => Assert.Equal(3 + Given.Catalogue.All.Count, r.Length));
        Assert.Equal(ApplicationRules.All.Select(r => $"| `{r.Code}`"), rows.Skip(2).Select(r => r[0]));
    }

    [Fact]
    public async Task The_command_writes_it()
    {
        using var temporary = new TemporaryFolder();
        Assert.Equal(0, (await RunningIntake.ProgramAsync("rules-table", temporary["rules.md"])).Code);
        Assert.Equal(RulesPage.Markdown(Given.Catalogue), await File.ReadAllTextAsync(temporary["rules.md"]));
    }
}
