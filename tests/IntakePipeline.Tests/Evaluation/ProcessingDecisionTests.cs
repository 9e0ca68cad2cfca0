using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using NodaTime;
using static IntakePipeline.Tests.Evaluation.Entries;

namespace IntakePipeline.Tests.Evaluation;

public sealed class ProcessingDecisionTests
{
    [Fact]
    public void A_clean_application_goes_to_its_department() =>
        Assert.Equal(new ProcessingDecision.Evaluate(Department, Phase), ProcessingDecision.Decide(Entry(1), [], []));

    [Fact]
    public void Doubts_and_information_hold_nothing_back() =>
        Assert.IsType<ProcessingDecision.Evaluate>(ProcessingDecision.Decide(Entry(1), [Doubt, Information], []));

    [Fact]
    public void One_curable_defect_among_others_asks_for_correction() =>
        Assert.Equal(
            new ProcessingDecision.RequestCorrection(CorrectionRequestNumber.First(Entry(7).Expediente)),
            ProcessingDecision.Decide(Entry(7), [Information, Curable, Doubt], []));

    [Fact]
    public void Out_of_time_comes_before_everything_else() =>
        Assert.IsType<ProcessingDecision.FileAsOutOfTime>(ProcessingDecision.Decide(Entry(1, inTime: false), [Curable], Versions(Entry(2))));

    [Fact]
    public void The_second_in_time_supersedes_the_first()
    {
        var (first, second) = (Entry(1), Entry(2));
        Assert.Equal(new ProcessingDecision.Supersede(second.Number), ProcessingDecision.Decide(first, [], Versions(first, second)));
        Assert.IsType<ProcessingDecision.Evaluate>(ProcessingDecision.Decide(second, [], Versions(first, second)));
    }

    [Fact]
    public void Late_submission_never_supersedes_one_in_time()
    {
        var (first, late) = (Entry(1), Entry(2, inTime: false));
        Assert.IsType<ProcessingDecision.Evaluate>(ProcessingDecision.Decide(first, [], Versions(first, late)));
    }

    [Fact]
    public void The_last_in_time_is_valid_whatever_its_defects()
    {
        var (first, defective) = (Entry(1), Entry(2));
        Assert.IsType<ProcessingDecision.Supersede>(ProcessingDecision.Decide(first, [], Versions(first, defective)));
        Assert.IsType<ProcessingDecision.RequestCorrection>(ProcessingDecision.Decide(defective, [Curable], Versions(first, defective)));
    }

    [Fact]
    public void A_superseded_version_is_not_asked_for_corrections() =>
        Assert.IsType<ProcessingDecision.Supersede>(ProcessingDecision.Decide(Entry(1), [Curable], Versions(Entry(1), Entry(2))));

    [Fact]
    public void The_instant_of_filing_counts_before_the_number()
    {
        var later = Entry(1, filedAt: Noon + Duration.FromHours(1));
        var earlier = Entry(2, filedAt: Noon);
        Assert.IsType<ProcessingDecision.Evaluate>(ProcessingDecision.Decide(later, [], Versions(later, earlier)));
        Assert.Equal(new ProcessingDecision.Supersede(later.Number), ProcessingDecision.Decide(earlier, [], Versions(later, earlier)));
    }

    [Fact]
    public void Of_two_filed_at_one_instant_the_higher_number_is_the_last()
    {
        var (lower, higher) = (Entry(1, filedAt: Noon), Entry(2, filedAt: Noon));
        Assert.IsType<ProcessingDecision.Supersede>(ProcessingDecision.Decide(lower, [], Versions(lower, higher)));
        Assert.IsType<ProcessingDecision.Evaluate>(ProcessingDecision.Decide(higher, [], Versions(lower, higher)));
    }

    [Fact]
    public void The_order_in_which_versions_are_read_does_not_matter()
    {
        RegistryEntry[] entries = [Entry(1), Entry(2), Entry(3), Entry(4, inTime: false)];
        foreach (var order in Permutations.Of(entries))
        {
            Assert.Equal(new ProcessingDecision.Supersede(entries[2].Number), ProcessingDecision.Decide(entries[0], [], Versions(order)));
            Assert.Equal(new ProcessingDecision.Supersede(entries[2].Number), ProcessingDecision.Decide(entries[1], [], Versions(order)));
            Assert.IsType<ProcessingDecision.Evaluate>(ProcessingDecision.Decide(entries[2], [], Versions(order)));
        }
    }

    [Theory]
    [InlineData("P-1", "B12345674")]
    [InlineData("  p-1 ", "B12345674")]
    [InlineData("P-1", "es b-12.345.674")]
    public void One_project_has_one_key_however_it_is_written(string reference, string taxId) =>
        Assert.Equal(ProjectKey.Of(Entry(1)), ProjectKey.Of(Entry(2, project: reference, taxId: taxId)));

    [Fact]
    public void An_accent_composed_or_not_is_the_same_accent() =>
        Assert.Equal(ProjectKey.Of(Entry(1, project: "Ràdio")), ProjectKey.Of(Entry(2, project: "RA\u0300DIO")));

    [Fact]
    public void Another_call_programme_applicant_or_reference_is_another_project()
    {
        RegistryEntry[] entries =
        [
            Entry(1), Entry(2, project: "P-2"), Entry(3, taxId: "A58818501"), Entry(4, call: "emprendimiento-2013"), Entry(5, programme: "CRE"),
        ];
        Assert.Equal(entries.Length, entries.Select(ProjectKey.Of).Distinct().Count());
    }

    private static ProjectVersion[] Versions(params RegistryEntry[] entries) => [.. entries.Select(ProjectVersion.Of)];
}
