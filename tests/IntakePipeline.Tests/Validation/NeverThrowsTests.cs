using FsCheck;
using FsCheck.Fluent;
using IntakePipeline.Submissions;
using IntakePipeline.Validation;
using NodaTime;

namespace IntakePipeline.Tests.Validation;

/// <summary>Whatever the form holds, the rules find: they do not fall over.</summary>
public sealed class NeverThrowsTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Elements("", " ", "46", "03", "memoria", "tc1", "recursos-humanos", "asesoramiento-externo", "\ud800", "\0\r\n\u202e", "\ufffe", new string('9', 4000), "12345678Z", "a@b.c"),
        ArbMap.Default.GeneratorFor<string>().Where(s => s is not null));

    private static readonly Gen<decimal> Amounts = Gen.OneOf(
        Gen.Elements(decimal.MinValue, decimal.MaxValue, 0m, -0.01m, 0.0000000000000000000000000001m, 60_000m, 240_000m), ArbMap.Default.GeneratorFor<decimal>());

    private static readonly Gen<int> Numbers = Gen.OneOf(Gen.Elements(int.MinValue, int.MaxValue, 0, 2012, 2013), Gen.Choose(-5, 5000));

    private static readonly Gen<LocalDate> Dates = Gen.OneOf(
        Gen.Elements(LocalDate.MinIsoValue, LocalDate.MaxIsoValue, new LocalDate(2012, 2, 29), new LocalDate(1900, 1, 1), new LocalDate(2100, 12, 31)),
        Gen.Choose(-2000, 2000).Select(n => new LocalDate(2012, 6, 20).PlusDays(n)));

    private static readonly Gen<string> TaxIds = Gen.Elements("12345678Z", "X1234567L", "B12345674", "G00000000", "F12345674", "");

    private static readonly Gen<Applicant> Applicants =
        from taxId in TaxIds
        from texts in Texts.ArrayOf(7)
        from founded in Optional(Dates)
        from employees in Optional(Numbers)
        from money in Optional(Amounts).ArrayOf(2)
        select new Applicant(
            TaxId.TryParse(taxId, out var id) ? id : default, texts[0], texts[1], texts[2], texts[3], founded, employees, money[0], money[1], texts[4], texts[5], texts[6]);

    private static readonly Gen<Project> Projects =
        from texts in Texts.ArrayOf(2)
        from days in Optional(Dates).ArrayOf(2)
        from multiYear in Optional(Gen.Elements(true, false))
        from money in Optional(Amounts).ArrayOf(2)
        from costs in (from concept in Texts from year in Numbers from amount in Amounts select new CostLine(concept, year, amount)).ListOf()
        from stages in (from name in Texts from year in Numbers select new Stage(name, year)).ListOf()
        select new Project(texts[0], texts[1], days[0], days[1], multiYear, money[0], money[1], [.. costs], [.. stages]);

    private static readonly Gen<ValidationFacts> AnyFacts =
        from clean in Gen.Elements(Given.Catalogue.All.SelectMany(c => c.Programmes.Select(p => Given.Ebt with { Call = c, Programme = p })).ToArray())
        from applicant in Applicants
        from project in Projects
        from representative in Optional(from id in Texts from name in Texts select (id, name))
        from aids in (from body in Texts from date in Dates from amount in Amounts select new DeMinimisAid(body, date, amount)).ListOf()
        from kinds in Texts.ListOf()
        from others in (from year in Numbers from title in Texts from aid in Optional(Amounts) select Given.Other(clean.Programme.Id.Value, year, title, title, aid)).ListOf()
        select clean.Documents([.. kinds]) with
        {
            Application = clean.Documents([.. kinds]).Application with
            {
                Applicant = applicant,
                Project = project,
                Representative = representative is { } r ? new Representative(r.id, r.name) : null,
                Declarations = new Declarations(project.MultiYear ?? true, [.. aids]),
            },
            Window = project.MultiYear == true ? null : clean.Window,
            Others = [.. others],
        };

    [Fact]
    public void No_rule_throws_whatever_the_form_holds() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(AnyFacts.ToArbitrary(), facts => ApplicationRules.Validate(facts).All(f => f.Text.Va.Length > 0 && f.Article.Length > 0)));

    private static Gen<T?> Optional<T>(Gen<T> gen)
        where T : struct => Gen.OneOf(Gen.Constant<T?>(null), gen.Select(v => (T?)v));
}
