using System.Globalization;
using System.Text;
using IntakePipeline.Calls;
using IntakePipeline.Validation;

namespace IntakePipeline.Local.Commands;

/// <summary>The page of all rules and calls. Made from the rules and the calls' data, so that it cannot say anything else than they do.</summary>
internal static class RulesPage
{
    /// <summary>The page as Markdown; the same rules and calls give the same bytes.</summary>
    public static string Markdown(CallCatalogue calls)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # Validation rules by call

            <!-- Generated: dotnet run --project infra/local -- rules-table. A test fails when it is out of date. -->

            {ApplicationRules.All.Count} rules look at the form; {calls.All.Count} calls with {calls.All.Sum(c => c.Programmes.Count)} programmes say, in their data, which of them hold and with what limits.
            «all»: in every programme of the call; otherwise the programmes that have what the rule is about; «–»: in none.
            A **defect** goes into the correction request, a **doubt** to the department with the application, an **information** needs nothing before evaluation.


            """);
        Row(page, ["rule", "severity", "article", .. calls.All.Select(c => $"`{c.Id}`")]);
        Row(page, [.. Enumerable.Repeat("---", 3 + calls.All.Count)]);
        foreach (var rule in ApplicationRules.All)
        {
            var articles = calls.All.SelectMany(c => c.Programmes.SelectMany(p => rule.ArticlesFor(c, p))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            Row(page, [$"`{rule.Code}`", rule.Severity.Name(), string.Join("; ", articles), .. calls.All.Select(c => Cell(rule, c))]);
        }

        page.Append(CultureInfo.InvariantCulture, $"""

            Resolutions: {string.Join("; ", calls.All.Select(c => $"{c.Resolution}: {c.ResolutionTitle.Es}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}.

            """);
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static string Cell(Rule rule, Call call)
    {
        var where = call.Programmes.Where(p => rule.AppliesTo(call, p)).Select(p => p.Id.Value).ToList();
        return where.Count == 0 ? "–" : where.Count == call.Programmes.Count ? "all" : string.Join(", ", where);
    }

    private static void Row(StringBuilder page, IEnumerable<string> cells) =>
        page.Append("| ").AppendJoin(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
