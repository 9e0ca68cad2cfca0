using System.Text.RegularExpressions;
using IntakePipeline.Corrections;
using IntakePipeline.Tests.Calls;
using IntakePipeline.Tests.Validation;
using IntakePipeline.Validation;

namespace IntakePipeline.Tests.Corrections;

/// <summary>What a person can ask for is what the rules know, no more and no less.</summary>
public sealed partial class DefectCatalogueTests
{
    [Fact]
    public void Every_curable_defect_of_rules_and_inspection_is_in_it_and_nothing_else()
    {
        var memorias = Directory.EnumerateFiles(Path.Combine(Repository.Root, "shared", "Memorias"), "*.cs").SelectMany(f => Codes.Matches(File.ReadAllText(f)).Select(m => m.Groups["code"].Value));
        var known = ApplicationRules.All.Where(r => r.Severity == Severity.CurableDefect).Select(r => r.Code).Concat(memorias).ToHashSet(StringComparer.Ordinal);
        Assert.Contains("memoria-escaneo-resolucion-baja", known);
        Assert.Equal(known.Order(StringComparer.Ordinal), DefectCatalogue.Codes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void In_every_programme_each_cites_its_article_and_has_both_languages()
    {
        foreach (var call in Given.Catalogue.All)
        {
            foreach (var programme in call.Programmes)
            {
                var choices = DefectCatalogue.Of(call, programme);
                Assert.Equal(choices.Count, choices.Select(c => c.Code).Distinct(StringComparer.Ordinal).Count());
                Assert.All(choices, c => Assert.True(c.Article.Length > 0 && c.Text.Va.Length > 0 && c.Text.Es.Length > 0 && c.Text.Va != c.Text.Es && c.Severity == Severity.CurableDefect, c.Code));
                Assert.All(choices, c => Assert.NotNull(AskedDefect.Plain(c.Text.Va)));
            }
        }
    }

    [Fact]
    public void What_was_found_stands_first_in_its_own_words_and_what_needs_nobody_is_not_asked_for()
    {
        var call = Given.Catalogue.All.First(c => c.Id.Value == "emprendimiento-2012");
        Finding Of(string code, Severity severity) => new(code, severity, [], null, null, "R4", new LocalizedText(code + " va", code + " es"));
        var choices = DefectCatalogue.For([Of("total-no-cuadra", Severity.CurableDefect), Of("nota", Severity.Information), Of("documento-pendiente-por-correo", Severity.Information), Of("duda", Severity.EligibilityDoubt)], call, call.Programmes[0]);
        Assert.Equal(["total-no-cuadra", "documento-pendiente-por-correo", "duda"], choices.Take(3).Select(c => c.Code));
        Assert.Equal("total-no-cuadra va", Assert.Single(choices, c => c.Code == "total-no-cuadra").Text.Va);
        Assert.All(choices, c => Assert.Equal(Severity.CurableDefect, c.Severity));
        Assert.DoesNotContain(choices, c => c.Code == "nota");
    }

    [GeneratedRegex("(?:Defect\\(|new\\()\"(?<code>memoria-[a-z-]+)\"(?:, Severity\\.CurableDefect|,(?! Severity))", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Codes { get; }
}
