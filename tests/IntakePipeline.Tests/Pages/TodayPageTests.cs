using System.Text.RegularExpressions;
using IntakePipeline.Calendar;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Access;
using IntakePipeline.Panel;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Evaluation;
using IntakePipeline.Tests.Functions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace IntakePipeline.Tests.Pages;

/// <summary>What the page of today draws, and says to whoever does not see it.</summary>
public sealed partial class TodayPageTests(AzuriteFixture azurite)
{
    // The last evening of a phase.
    private static readonly LocalDateTime Now = new(2012, 6, 28, 20, 0);

    [Fact]
    public async Task Plots_show_arrivals_up_to_the_close_receipt_times_and_programmes_each_with_its_table()
    {
        await using var host = await RunningHost.StartAsync(azurite, official: Now);
        var services = host.Host.Services;
        var store = services.GetRequiredService<IExpedienteStore>();
        foreach (var (i, programme) in new[] { (1, "EBT"), (2, "EBT"), (3, "CRE") })
        {
            var filed = OfficialClock.FromLocal(Now.PlusHours(-2));
            var opened = Expediente.Open(Entries.Entry(i, filedAt: filed, project: $"P-{i}", programme: programme), filed);
            await store.OpenAsync(opened, HistoryEvent.Registered(opened), default);
        }

        await TookAsync(Now.PlusHours(-3), 0.2, 0.2, 0.2, 3.0);
        await TookAsync(Now.PlusHours(-2), 0.3);

        using var reader = await Caller.SignInAsync(host.Host.Address, StaffRole.Read, "núria");
        (await reader.PostAsync("/preferencias", ("idioma", "en"), ("volver", "/panel"))).Dispose();
        using var answer = await reader.GetAsync("/panel");
        var html = await answer.Content.ReadAsStringAsync();
        var text = await Caller.TextAsync(answer);

        // Each drawing has a title, and a table beside it.
        Assert.Equal(4, Drawing.Count(html));
        Assert.Equal(4, html.Split("The same data as a table").Length - 1);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        // The phase closes in four hours: the hours left are drawn, then the line; the table says it too.
        Assert.Contains("class=\"marca-cierre\"", html, StringComparison.Ordinal);
        Assert.Contains("23 (2 phases close) 0", text, StringComparison.Ordinal);
        Assert.Contains(" 18 3 19 0 20 0 21 0 22 0 23 ", text, StringComparison.Ordinal);
        // Known to a twentieth.
        Assert.Matches(@" 17 (19\d|20\d|21\d) ms (2\.9|3|3\.1) s 18 (29\d|30\d|31\d|28\d) ms (28\d|29\d|30\d|31\d) ms 19 — — ", text);
        Assert.Contains("<title>EBT emprendimiento-2012, Registered: 2</title>", html, StringComparison.Ordinal);
        Assert.Contains("<title>CRE emprendimiento-2012, Registered: 1</title>", html, StringComparison.Ordinal);

        async Task TookAsync(LocalDateTime hour, params double[] seconds)
        {
            var measured = new ReceiptHistogram();
            foreach (var each in seconds)
                measured.Add(each);
            Assert.True(await services.GetRequiredService<IReceiptTimeStore>().TrySaveAsync(hour, "other", measured, default));
        }
    }

    [GeneratedRegex("<svg class=\"grafica\"[^>]* role=\"img\" aria-label=\"(?<title>[^\"]+)\"><title>\\k<title></title>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Drawing { get; }
}
