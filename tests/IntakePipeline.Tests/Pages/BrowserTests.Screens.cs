using IntakePipeline.Functions.Access;
using Microsoft.Playwright;

namespace IntakePipeline.Tests.Pages;

public sealed partial class BrowserTests
{
    private const string Pictures = "INTAKE_SCREENSHOTS";

    [Fact]
    public async Task Screens_can_be_looked_at()
    {
        var folder = Environment.GetEnvironmentVariable(Pictures);
        Assert.SkipWhen(folder is null, $"Set {Pictures} to a folder to have every page's picture in it.");
        await using var office = await Office.OpenAsync(azurite, clean: 4);
        await TakeAsync("sin-recepcion", "ca-valencia", dark: true, phone: true);
        using (var worker = await office.SignInAsync(StaffRole.Act))
            (await worker.PostAsync("/panel/expedientes/EBT/2012/1/recepcion", ("constancia", "justificant 17"), ("fecha", "2012-06-21T12:00"))).Dispose();
        await TakeAsync("con-plazo", "en", dark: false, phone: false);
        foreach (var (name, language, dark, phone) in new[] { ("escritorio", "ca-valencia", false, false), ("oscuro", "en", true, false), ("telefono", "es", false, true) })
        {
            await using var context = await browsers.NewAsync(office.Address, language, dark, phone);
            var page = await context.NewPageAsync();
            await AskForStateAsync(page, office.Code);
            string[] paths = [.. OpenPages, .. StaffPages];
            foreach (var (index, path) in paths.Index())
            {
                if (path == "/panel")
                    await SignInAsync(page, StaffRole.Admin);
                await page.GotoAsync(path);
                await page.WaitForTimeoutAsync(path.EndsWith("/2", StringComparison.Ordinal) ? 2500 : 200);
                await ShootAsync($"{index:D2}");
            }

            await page.Context.ClearCookiesAsync();
            await page.GotoAsync("/estado");
            await page.Locator("form.hoja button").ClickThroughAsync();
            await ShootAsync("errores");
            await page.GotoAsync("/verificar");
            await page.FillAsync("#codigo", office.Code);
            await page.SetInputFilesAsync("#fichero", new FilePayload { Name = "copia.pdf", MimeType = "application/pdf", Buffer = "una altra"u8.ToArray() });
            await page.Locator("form.hoja button").ClickThroughAsync();
            await ShootAsync("verificado");
            await page.GotoAsync("/comprobar");
            await page.SetInputFilesAsync("#fichero", new FilePayload { Name = "memoria.pdf", MimeType = "application/pdf", Buffer = "no és un PDF"u8.ToArray() });
            await page.Locator("form.soltar button").ClickThroughAsync();
            await ShootAsync("comprobado");

            Task ShootAsync(string what) => page.ScreenshotAsync(new() { Path = Path.Combine(folder!, $"{name}-{what}.png"), FullPage = true });
        }

        async Task TakeAsync(string what, string language, bool dark, bool phone)
        {
            await using var context = await browsers.NewAsync(office.Address, language, dark, phone);
            var page = await context.NewPageAsync();
            await AskForStateAsync(page, office.Code);
            await page.EvaluateAsync("for (const d of document.querySelectorAll('details')) d.open = true");
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder!, $"estado-{what}.png"), FullPage = true });
        }
    }
}
