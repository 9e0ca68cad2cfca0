using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Access;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Evaluation;
using IntakePipeline.Tests.Functions;
using IntakePipeline.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace IntakePipeline.Tests.Pages;

/// <summary>The panel's lists and its liveliness in a real browser.</summary>
public sealed class PanelBrowserTests(AzuriteFixture azurite, Browsers browsers)
{
    private const int Everything = 137;

    [Fact]
    public async Task A_search_shows_everything_page_by_page_and_its_address_shows_the_same_to_others()
    {
        await using var host = await RunningHost.StartAsync(azurite);
        await FillAsync(host);
        await using var context = await browsers.NewAsync(host.Host.Address, script: false);
        var page = await context.NewPageAsync();
        await BrowserTests.SignInAsync(page, StaffRole.Read);
        await page.GotoAsync("/panel/expedientes");
        await page.FillAsync("#texto", "arròs");
        await page.SelectOptionAsync("#estado", "registrado");
        await page.GetByRole(AriaRole.Button, new() { Name = "Buscar" }).ClickThroughAsync();
        await page.WaitForURLAsync("**/panel/expedientes?texto=arr*");

        var seen = new List<string>();
        var second = "";
        for (var pages = 1; ; pages++)
        {
            Assert.Contains($"de {Everything}.", await page.Locator("main p[role=status]").TextContentAsync(), StringComparison.Ordinal);
            seen.AddRange(await page.Locator("main table th a").AllTextContentsAsync());
            if (pages == 2)
                second = page.Url;
            if (await page.Locator("a[rel=next]").CountAsync() == 0)
            {
                Assert.Equal(3, pages);
                break;
            }

            await page.Locator("a[rel=next]").ClickThroughAsync();
            Assert.InRange(pages, 1, Everything);
        }

        Assert.Equal(Enumerable.Range(1, Everything).Select(i => $"EBT/2012/{i}"), seen);

        // The address is all there is to it: somebody else sees the same, and no cookie remembers it.
        await using var other = await browsers.NewAsync(host.Host.Address, script: false);
        var shared = await other.NewPageAsync();
        await BrowserTests.SignInAsync(shared, StaffRole.Read, "blai@example.org");
        await shared.GotoAsync(second);
        Assert.Equal(seen[50..100], await shared.Locator("main table th a").AllTextContentsAsync());
        Assert.DoesNotContain(await other.CookiesAsync(), cookie => cookie.Value.Contains("arr", StringComparison.OrdinalIgnoreCase));

        await shared.Locator("a[rel=prev]").ClickThroughAsync();
        Assert.Equal(seen[..50], await shared.Locator("main table th a").AllTextContentsAsync());
        await shared.GetByRole(AriaRole.Link, new() { Name = "Els últims" }).ClickThroughAsync();
        Assert.Equal(seen[100..], await shared.Locator("main table th a").AllTextContentsAsync());
    }

    [Fact]
    public async Task Where_the_stream_is_cut_the_page_asks_now_and_then_and_listens_again_when_it_can()
    {
        await using var office = await Office.OpenAsync(azurite, clean: 1);
        await using var wire = new Wire(office.Address.ToString());
        await using var context = await browsers.NewAsync(new Uri(wire.ConnectionString));
        var page = await context.NewPageAsync();
        await page.Clock.InstallAsync();
        await BrowserTests.SignInAsync(page, StaffRole.Read);
        await page.GotoAsync("/panel");
        var unassigned = page.Locator(".cifras li", new() { HasText = "sense assignar" }).Locator("b");
        await Assertions.Expect(unassigned).ToHaveTextAsync("1");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-vivo", "si");

        // No stream any more: what is open breaks, and it cannot be opened again.
        await page.RouteAsync("**/panel/vivo", route => route.AbortAsync());
        wire.Cut();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-vivo", "no");
        wire.Mend();
        using var worker = await office.SignInAsync(StaffRole.Act);
        (await worker.PostAsync("/panel/repartir", ("accion", "coger"), ("expediente", "EBT/2012/2"))).Dispose();
        await RunningHost.EventuallyAsync(async () =>
        {
            // The page's own clock goes as fast as it is told to.
            await page.Clock.RunForAsync(16_000);
            return await unassigned.TextContentAsync() == "0" ? true : (bool?)null;
        });
        Assert.Equal("no", await page.GetAttributeAsync("html", "data-vivo"));

        await page.UnrouteAsync("**/panel/vivo");
        await RunningHost.EventuallyAsync(async () =>
        {
            await page.Clock.RunForAsync(16_000);
            return await page.GetAttributeAsync("html", "data-vivo") == "si" ? true : (bool?)null;
        });
        (await worker.PostAsync("/panel/repartir", ("accion", "soltar"), ("expediente", "EBT/2012/2"))).Dispose();
        await Assertions.Expect(unassigned).ToHaveTextAsync("1");
    }

    private static async Task FillAsync(RunningHost host)
    {
        var store = host.Host.Services.GetRequiredService<IExpedienteStore>();
        for (var i = 1; i <= Everything; i++)
        {
            var opened = Expediente.Open(Entries.Entry(i, project: $"P-{i}"), Entries.Noon);
            await store.OpenAsync(opened, HistoryEvent.Registered(opened), default);
        }
    }
}
