using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Validation;
using static IntakePipeline.Tests.Evaluation.Entries;

namespace IntakePipeline.Tests.Evaluation;

/// <summary>A host dies before or after each step that reaches storage; the message comes again. The end is the one of an undisturbed run.</summary>
public sealed class EntryProcessingCrashTests(AzuriteFixture azurite)
{
    // What was processed before, and what is processed when the host dies. The numbers are the places in the book.
    public static TheoryData<string> Scenarios => [.. Scripts.Keys];

    private static readonly Dictionary<string, (Filing[] Before, Filing Subject)> Scripts = new(StringComparer.Ordinal)
    {
        ["a clean one alone"] = ([], new(1)),
        ["a defective one alone"] = ([], new(1, Curable)),
        ["one out of time beside one in time"] = ([new(1)], new(2, InTime: false)),
        ["one that supersedes one in evaluation, one that awaits correction and one that was superseded"] = ([new(1), new(3, Curable), new(2)], new(4)),
        ["a defective one that supersedes one that awaits correction"] = ([new(1, Curable)], new(2, Curable)),
        ["one that comes after the one that supersedes it"] = ([new(2)], new(1, Curable)),
    };

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Crash_at_any_step_and_repetition_come_to_the_same_end(string scenario)
    {
        var script = Scripts[scenario];
        var undisturbed = new CrashAt(int.MaxValue, afterwards: false);
        var expected = await EndAsync(script, undisturbed);
        Assert.True(undisturbed.Steps >= 3);

        for (var step = 1; step <= undisturbed.Steps; step++)
        {
            Assert.Equal(expected, await EndAsync(script, new CrashAt(step, afterwards: false)));
            Assert.Equal(expected, await EndAsync(script, new CrashAt(step, afterwards: true)));
        }
    }

    private async Task<string> EndAsync((Filing[] Before, Filing Subject) script, CrashAt crash)
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        RegistryEntry Entry(Filing filing) => bench.Entry(filing.Sequence, filing.InTime);
        foreach (var filing in script.Before)
            await bench.ProcessAsync(Entry(filing), filing.Findings);

        var subject = Entry(script.Subject);
        if (await CrashesAsync(bench, subject, script.Subject.Findings, crash))
        {
            var versions = await bench.Expedientes.VersionsAsync(ProjectKey.Of(subject), CancellationToken.None);
            Assert.True(versions.Count(IsValid) <= 1, "Two versions of a project are valid at once.");
            await bench.ProcessAsync(subject, script.Subject.Findings);
        }

        RegistryEntry[] entries = [.. script.Before.Append(script.Subject).Select(Entry)];
        var histories = new List<string>();
        foreach (var entry in entries)
        {
            var history = await bench.Expedientes.HistoryAsync(ExpedienteKey.Of(entry), CancellationToken.None);
            histories.Add($"{entry.Number}: {string.Join(", ", history.Select(h => h.What))}");
        }

        var end = await bench.EndAsync(entries);
        return string.Join('\n', histories.Append(end)).Replace(bench.Department.Value, "department", StringComparison.Ordinal);
    }

    private static async Task<bool> CrashesAsync(EvaluationBench bench, RegistryEntry entry, IReadOnlyList<Finding> findings, CrashAt crash)
    {
        try
        {
            await bench.Processing(crash).ProcessAsync(entry, findings, CancellationToken.None);
            return false;
        }
        catch (HostDiedException)
        {
            return true;
        }
    }

    private static bool IsValid(ProjectVersion version) => version.StateCode is "en-evaluacion" or "pendiente-subsanacion";

    internal sealed record Filing(int Sequence, Finding? Defect = null, bool InTime = true)
    {
        public IReadOnlyList<Finding> Findings => Defect is null ? [] : [Defect];
    }

    private sealed class CrashAt(int step, bool afterwards) : IStepObserver
    {
        public int Steps { get; private set; }

        public Task BeforeAsync(string name) => ++Steps == step && !afterwards ? throw new HostDiedException() : Task.CompletedTask;

        public Task AfterAsync(string name) => Steps == step && afterwards ? throw new HostDiedException() : Task.CompletedTask;
    }
}
