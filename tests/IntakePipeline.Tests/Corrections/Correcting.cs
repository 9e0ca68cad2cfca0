using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntakePipeline.Calendar;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Local.Samples;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Submissions;
using NodaTime;

namespace IntakePipeline.Tests.Corrections;

/// <summary>An application with two curable defects, through the real pipeline up to its correction request, and the answers to it.</summary>
internal sealed class Correcting : IAsyncDisposable
{
    private static readonly SampleSigner Signer = new();
    private readonly AzuriteFixture azurite;

    private Correcting(AzuriteFixture azurite, string account, Desk desk, RegistryEntry entry, Posting filed) =>
        (this.azurite, Account, Desk, Entry, Filed) = (azurite, account, desk, entry, filed);

    public Desk Desk { get; private set; }

    public string Account { get; }

    public RegistryEntry Entry { get; }

    public Posting Filed { get; }

    public ExpedienteKey Key => ExpedienteKey.Of(Entry);

    public CorrectionRequestNumber Number => CorrectionRequestNumber.First(Entry.Expediente);

    /// <summary>Filed and processed on Wednesday 2012-06-20 at 9:00: the budget does not add up, and the memoria is no PDF.</summary>
    public static async Task<Correcting> StartAsync(AzuriteFixture azurite, bool badMemoria = true)
    {
        var storage = await azurite.NewAccountAsync();
        var desk = await Desk.OpenAsync(azurite, new LocalDateTime(2012, 6, 20, 9, 0), storage);
        var filed = Defective("RT-1", badMemoria);
        var entry = Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(filed)).Entry;
        await desk.Get<SubmissionProcessing>().ProcessAsync(entry.Number, default);
        return new Correcting(azurite, storage, desk, entry, filed);
    }

    /// <summary>The same storage on another day.</summary>
    public async Task GoToAsync(LocalDateTime official)
    {
        await Desk.DisposeAsync();
        Desk = await Desk.OpenAsync(azurite, official, Account);
    }

    public async Task<CorrectionRequest> RequestAsync() =>
        await Desk.Get<ICorrectionRequestStore>().FindAsync(Key, Number, default) ?? throw new InvalidOperationException("There is no request.");

    public async Task<Expediente> ExpedienteAsync() =>
        await Desk.Get<IExpedienteStore>().FindAsync(Key, default) ?? throw new InvalidOperationException("There is no expediente.");

    public async Task<IReadOnlyList<string>> HistoryAsync() => [.. (await Desk.Get<IExpedienteStore>().HistoryAsync(Key, default)).Select(h => h.What)];

    /// <summary>Puts on record that the request was received, now unless said otherwise.</summary>
    public Task<CorrectionOutcome> ReceiveAsync(LocalDateTime? at = null) => Desk.Get<CorrectionDesk>().RecordReceptionAsync(
            Number, at is { } local ? OfficialClock.FromLocal(local) : Desk.Get<OfficialClock>().Now, "justificant de notificació 17", new Actor("registre"), default);

    public Task<IntakeOutcome> PostAsync(Posting answer) => Desk.Posted.ReceiveAnswerAsync(Entry.Expediente, answer.Parts(), default);

    /// <summary>Files an answer and processes it.</summary>
    public async Task<RegistryEntry> AnswerAsync(Posting answer)
    {
        var entry = Assert.IsType<IntakeOutcome.Registered>(await PostAsync(answer)).Entry;
        await Desk.Get<SubmissionProcessing>().ProcessAsync(entry.Number, default);
        return entry;
    }

    /// <summary>An answer with the corrected form, a new memoria, or both.</summary>
    public Posting Answer(string key, bool form = true, bool memoria = true, Action<JsonObject>? spoil = null)
    {
        var clean = Clean("RT-1");
        var whole = JsonNode.Parse(clean.Envelope)!.AsObject();
        var answer = new JsonObject { ["version"] = 1, ["presentacion"] = key, ["requerimiento"] = Number.ToString(), ["idioma"] = "va" };
        if (form)
            answer["solicitud"] = new JsonObject(new[] { "solicitante", "representante", "proyecto", "declaraciones" }.Select(n => KeyValuePair.Create(n, whole[n]?.DeepClone())));
        if (memoria)
            answer["documentos"] = whole["documentos"]!.DeepClone();
        spoil?.Invoke(answer);
        return new Posting { Envelope = JsonSerializer.SerializeToUtf8Bytes(answer), Files = memoria ? clean.Files : [], Signatory = SignedForms.SignatoryOf(clean.Envelope) };
    }

    public ValueTask DisposeAsync() => Desk.DisposeAsync();

    private static Posting Clean(string key)
    {
        var folder = SampleCatalogue.Clean("RT", 3, 200_000, Signer);
        var form = JsonNode.Parse(folder.Envelope)!.AsObject();
        form["presentacion"] = key;
        form["solicitante"]!["municipio"] = "Alacant";
        return new Posting { Envelope = JsonSerializer.SerializeToUtf8Bytes(form), Files = [.. folder.Files.Select(f => (f.Name, Read(f.Open())))] };
    }

    private static Posting Defective(string key, bool badMemoria)
    {
        var clean = Clean(key);
        var form = JsonNode.Parse(clean.Envelope)!.AsObject();
        form["proyecto"]!["presupuesto"] = form["proyecto"]!["presupuesto"]!.GetValue<decimal>() + 1000m;
        if (!badMemoria)
            return clean with { Envelope = JsonSerializer.SerializeToUtf8Bytes(form) };
        var memoria = Encoding.UTF8.GetBytes("Açò no és cap PDF.");
        form["documentos"]![0]!["bytes"] = memoria.Length;
        form["documentos"]![0]!["sha256"] = Sha256Digest.Of(memoria).Hex;
        return clean with { Envelope = JsonSerializer.SerializeToUtf8Bytes(form), Files = [("memoria.pdf", memoria)] };
    }

    private static byte[] Read(Stream content)
    {
        using var memory = new MemoryStream();
        using (content)
            content.CopyTo(memory);
        return memory.ToArray();
    }
}
