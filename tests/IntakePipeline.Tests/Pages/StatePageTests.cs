using System.Net;
using System.Security.Cryptography;
using IntakePipeline.Corrections;
using IntakePipeline.Receipts;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Corrections;
using IntakePipeline.Tests.Functions;
using NodaTime;

namespace IntakePipeline.Tests.Pages;

/// <summary><c>/estado</c> says what to do at every turn of a correction, and has the receipt and the digests of everything in the file.</summary>
public sealed class StatePageTests(AzuriteFixture azurite)
{
    private const string Limits = "La memòria, en PDF: 8 Mb com a màxim.";

    [Fact]
    public async Task Each_state_of_a_request_tells_what_to_do_and_by_when()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        var page = await ShowAsync(bench, new LocalDateTime(2012, 6, 20, 10, 0));
        Assert.Contains("10 dies hàbils, comptats des de l'endemà de rebre el requeriment", page, StringComparison.Ordinal);
        Assert.Contains("Documents que encara heu d'enviar", page, StringComparison.Ordinal);
        Assert.Contains(Limits, page, StringComparison.Ordinal);
        Assert.DoesNotContain("S'esperava: tc1", page, StringComparison.Ordinal);

        await bench.GoToAsync(new LocalDateTime(2012, 6, 21, 12, 0));
        await bench.ReceiveAsync();
        page = await ShowAsync(bench, new LocalDateTime(2012, 6, 21, 13, 0));
        // Staff are named to each other only.
        Assert.Contains("· la unitat tramitadora · R4 7.5", page, StringComparison.Ordinal);
        Assert.DoesNotContain("· registre ·", page, StringComparison.Ordinal);
        Assert.Contains("dimarts 3 de juliol de 2012 , inclòs", page, StringComparison.Ordinal);
        Assert.Contains("24/06/2012 : 24/06/2012 no és hàbil: diumenge.", page, StringComparison.Ordinal);
        Assert.Contains("30/1992, art. 48.1)", page, StringComparison.Ordinal);

        await bench.GoToAsync(new LocalDateTime(2012, 7, 5, 2, 30));
        await bench.Desk.Get<DeadlineSweep>().RunAsync(default);
        page = await ShowAsync(bench, new LocalDateTime(2012, 7, 5, 3, 0));
        Assert.Contains("El termini ha acabat. Si contesteu abans que es notifique la resolució", page, StringComparison.Ordinal);

        await bench.AnswerAsync(bench.Answer("RT-2"));
        page = await ShowAsync(bench, new LocalDateTime(2012, 7, 5, 4, 0));
        Assert.Contains("Heu contestat fora de termini", page, StringComparison.Ordinal);
        Assert.Contains("Contestació al requeriment EBT/2012/1-R1", page, StringComparison.Ordinal);
        Assert.Contains("Registre 2012/000002", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_who_reads_English_is_told_in_English_what_is_ours_to_say()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        var page = await ShowAsync(bench, new LocalDateTime(2012, 6, 20, 10, 0), "en");
        Assert.Contains("The application has to be corrected or completed: see request EBT/2012/1-R1.", page, StringComparison.Ordinal);
        Assert.Contains("Official texts exist in Valencian and Spanish only", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Qué debe hacer", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_receipt_of_the_file_can_be_fetched_and_no_other()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        var answer = await bench.AnswerAsync(bench.Answer("RT-2"));
        var another = Assert.IsType<IntakePipeline.Submissions.IntakeOutcome.Registered>(await bench.Desk.PostAsync(Submissions.Posting.Clean("RT-3"))).Entry;
        var expected = (await bench.Desk.Get<ReceiptDesk>().FindAsync(answer.Csv, ReceiptForm.Pdf, default))!.Value.ToArray();
        await using var host = await RunningHost.StartAsync(azurite, bench.Account);
        using var caller = await OpenAsync(host, bench, "ca");
        using var got = await caller.GetAsync($"/estado/resguardos/{answer.Number}");
        Assert.Equal(SHA256.HashData(expected), SHA256.HashData(await got.Content.ReadAsByteArrayAsync()));
        using var none = await caller.GetAsync($"/estado/resguardos/{another.Number}");
        Assert.Equal((HttpStatusCode.SeeOther, "/estado"), (none.StatusCode, none.Headers.Location!.ToString()));
        using var stranger = Caller.Anonymous(host.Host.Address);
        using var closed = await stranger.GetAsync($"/estado/resguardos/{answer.Number}");
        Assert.Equal(HttpStatusCode.SeeOther, closed.StatusCode);
    }

    private async Task<string> ShowAsync(Correcting bench, LocalDateTime official, string language = "ca")
    {
        await using var host = await RunningHost.StartAsync(azurite, bench.Account, official);
        using var caller = await OpenAsync(host, bench, language);
        using var page = await caller.GetAsync("/estado/expediente");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        return await Caller.TextAsync(page);
    }

    private static async Task<Caller> OpenAsync(RunningHost host, Correcting bench, string language)
    {
        var caller = Caller.Anonymous(host.Host.Address);
        caller.Cookies.Add(host.Host.Address, new Cookie("intake-idioma", language == "en" ? "en" : "va"));
        (await caller.GetAsync("/estado")).Dispose();
        using var opened = await caller.PostAsync("/estado", ("expediente", "EBT/2012/1"), ("codigo", bench.Entry.Csv.ToString()));
        Assert.Equal("/estado/expediente", opened.Headers.Location!.ToString());
        return caller;
    }
}
