using System.Text;
using System.Text.Json.Nodes;
using IntakePipeline.Evaluation;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Submissions;
using NodaTime;

namespace IntakePipeline.Tests.Evaluation;

public sealed class PhaseClosingTests(AzuriteFixture azurite)
{
    private const string Folder = "listas/emprendimiento-2012/EBT/";

    [Fact]
    public async Task A_phase_is_listed_once_after_its_last_day_in_order_with_what_was_asked()
    {
        var account = await azurite.NewAccountAsync();
        await FileAsync(account, new LocalDateTime(2012, 6, 20, 9, 0), "RT-1", "=HYPERLINK(\"x\")");
        await FileAsync(account, new LocalDateTime(2012, 6, 28, 23, 0), "RT-2", "Sensors; d'arròs");
        Assert.Equal(0, await CloseAsync(account, new LocalDateTime(2012, 6, 28, 23, 59)));
        Assert.Equal(1, await CloseAsync(account, new LocalDateTime(2012, 6, 29, 4, 0)));
        Assert.Equal(0, await CloseAsync(account, new LocalDateTime(2012, 6, 30, 4, 0)));

        var json = JsonNode.Parse(await ReadAsync(account, "1.json"))!;
        Assert.Equal(["2012/000001", "2012/000002"], json["solicitudes"]!.AsArray().Select(s => s!["registro"]!.GetValue<string>()));
        Assert.Equal(90000m, json["solicitudes"]![0]!["importe"]!.GetValue<decimal>());
        var csv = await ReadAsync(account, "1.csv");
        var lines = csv.TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal("orden;registro;efectivo;expediente;nif;titulo;importe;estado", lines[0]);
        Assert.StartsWith("1;2012/000001;2012-06-20;EBT/2012/1;B12345674;\"'=HYPERLINK(\"\"x\"\")\";90000,00;", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("2;2012/000002;2012-06-28;EBT/2012/2;B12345674;\"Sensors; d'arròs\";90000,00;", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_that_comes_to_light_later_makes_a_new_version_and_overwrites_nothing()
    {
        var account = await azurite.NewAccountAsync();
        await FileAsync(account, new LocalDateTime(2012, 6, 20, 9, 0), "RT-1", "Un");
        await CloseAsync(account, new LocalDateTime(2012, 6, 29, 4, 0));
        var first = (await ReadAsync(account, "1.json"), await ReadAsync(account, "1.csv"));

        await FileAsync(account, new LocalDateTime(2012, 6, 21, 9, 0), "RT-2", "Dos");
        Assert.Equal(1, await CloseAsync(account, new LocalDateTime(2012, 7, 1, 4, 0)));
        Assert.Equal(0, await CloseAsync(account, new LocalDateTime(2012, 7, 2, 4, 0)));
        Assert.Equal(first, (await ReadAsync(account, "1.json"), await ReadAsync(account, "1.csv")));
        Assert.Equal(2, JsonNode.Parse(await ReadAsync(account, "1-v2.json"))!["solicitudes"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_csv_that_a_crash_left_out_is_made_from_the_list_that_is_kept()
    {
        var account = await azurite.NewAccountAsync();
        await FileAsync(account, new LocalDateTime(2012, 6, 20, 9, 0), "RT-1", "Un");
        await CloseAsync(account, new LocalDateTime(2012, 6, 29, 4, 0));
        var csv = await ReadAsync(account, "1.csv");
        await using (var desk = await Desk.OpenAsync(azurite, account: account))
            await desk.Storage.Blobs.GetBlobContainerClient("resguardos").DeleteBlobAsync(Folder + "1.csv");
        Assert.Equal(0, await CloseAsync(account, new LocalDateTime(2012, 6, 30, 4, 0)));
        Assert.Equal(csv, await ReadAsync(account, "1.csv"));
    }

    private async Task FileAsync(string account, LocalDateTime at, string key, string title)
    {
        await using var desk = await Desk.OpenAsync(azurite, at, account);
        var entry = Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(Posting.Clean(key, spoil: f => f["proyecto"]!["titulo"] = title))).Entry;
        await desk.Get<SubmissionProcessing>().ProcessAsync(entry.Number, default);
    }

    private async Task<int> CloseAsync(string account, LocalDateTime at)
    {
        await using var desk = await Desk.OpenAsync(azurite, at, account);
        return await desk.Get<PhaseClosing>().RunAsync(default);
    }

    private async Task<string> ReadAsync(string account, string name)
    {
        await using var desk = await Desk.OpenAsync(azurite, account: account);
        var content = await desk.Storage.Blobs.GetBlobContainerClient("resguardos").GetBlobClient(Folder + name).DownloadContentAsync();
        return Encoding.UTF8.GetString(content.Value.Content);
    }
}
