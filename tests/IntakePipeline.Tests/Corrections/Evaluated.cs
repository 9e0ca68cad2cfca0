using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Local.Samples;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Submissions;

namespace IntakePipeline.Tests.Corrections;

/// <summary>Applications in evaluation, and what the department asks of them.</summary>
internal static class Evaluated
{
    public static readonly Actor Núria = new("núria@example.org");

    private static readonly SampleSigner Signer = new();

    /// <summary>Files an application without defects and has it processed, which brings it into evaluation. The same one under another prefix is a later version.</summary>
    public static async Task<RegistryEntry> FileAsync(Desk desk, int index, string prefix = "RT-avaluada")
    {
        var folder = SampleCatalogue.Clean(prefix, index, 60_000, Signer);
        var posting = new Posting { Envelope = folder.Envelope, Files = [.. folder.Files.Select(f => (f.Name, Read(f.Open())))] };
        var entry = Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(posting)).Entry;
        var done = await desk.Get<SubmissionProcessing>().ProcessAsync(entry.Number, default);
        Assert.IsType<ExpedienteState.InEvaluation>(done.Expediente.State);
        return entry;
    }

    /// <summary>One defect that no rule can see, and in whose words.</summary>
    public static IReadOnlyList<AskedDefect> Asked(string text = "Falta l'annex 3: aporteu-lo.") =>
        [new("memoria-incompleta", 1, new LocalizedText(text, text))];

    public static Task<DepartmentRequestOutcome> AskAsync(Desk desk, RegistryEntry entry, int round = 1, Actor? by = null, IReadOnlyList<AskedDefect>? asked = null) =>
        desk.Get<DepartmentRequestDesk>().AskAsync(entry.Expediente, round, asked ?? Asked(), by ?? Núria, "falta l'annex", default);

    private static byte[] Read(Stream content)
    {
        using var memory = new MemoryStream();
        using (content)
            content.CopyTo(memory);
        return memory.ToArray();
    }
}
