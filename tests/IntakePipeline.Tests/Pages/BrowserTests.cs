using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using IntakePipeline.Functions.Access;
using IntakePipeline.Tests.Azurite;
using Microsoft.Playwright;

namespace IntakePipeline.Tests.Pages;

/// <summary>The pages in a real browser, against the real pipeline.</summary>
public sealed partial class BrowserTests(AzuriteFixture azurite, Browsers browsers)
{
    private const string Queue = "/panel/colas/servicios-tecnologicos?convocatoria=emprendimiento-2012&fase=1";

    private static readonly string[] Tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    private static readonly string[] OpenPages = ["/estado", "/estado/expediente", "/verificar", "/comprobar", "/panel/entrar"];

    private static readonly string[] StaffPages =
        ["/panel", "/panel/colas", Queue, "/panel/expedientes", "/panel/expedientes/EBT/2012/1", "/panel/expedientes/EBT/2012/2", "/panel/averias", "/panel/expedientes/EBT/2012/999"];

    [Fact]
    public async Task Every_page_is_accessible_in_both_themes_and_three_languages()
    {
        await using var office = await Office.OpenAsync(azurite, clean: 1);
        var violations = new List<string>();
        foreach (var (language, dark) in new[] { ("ca-valencia", false), ("es", true), ("en", false), ("ca-valencia", true), ("es", false), ("en", true) })
        {
            await using var context = await browsers.NewAsync(office.Address, language, dark);
            var page = await context.NewPageAsync();
            await AskForStateAsync(page, office.Code);
            foreach (var path in OpenPages)
                await CheckAsync(path);
            await page.GotoAsync("/estado");
            await page.Locator("form.hoja button").ClickThroughAsync();
            await CheckHereAsync("/estado with errors");
            await page.GotoAsync("/verificar");
            await page.FillAsync("#codigo", office.Code);
            await page.Locator("form.hoja button").ClickThroughAsync();
            await CheckHereAsync("/verificar with a receipt");
            await page.GotoAsync("/comprobar");
            await page.SetInputFilesAsync("#fichero", new FilePayload { Name = "memoria.pdf", MimeType = "application/pdf", Buffer = "no és un PDF"u8.ToArray() });
            await page.Locator("form.soltar button").ClickThroughAsync();
            await CheckHereAsync("/comprobar with findings");
            await SignInAsync(page, StaffRole.Admin);
            foreach (var path in StaffPages)
                await CheckAsync(path);

            async Task CheckAsync(string path)
            {
                await page.GotoAsync(path);
                await CheckHereAsync(path);
            }

            async Task CheckHereAsync(string what)
            {
                // What is folded is looked at as well.
                await page.EvaluateAsync("for (const d of document.querySelectorAll('details')) d.open = true");
                var result = await page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Tags(Tags) });
                violations.AddRange(result.Violations.Select(v => $"{what} {language} {(dark ? "dark" : "light")}: {v.Id} {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"));
                Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
            }
        }

        Assert.Empty(violations);
    }

    [Fact]
    public async Task The_check_of_accessibility_sees_what_is_wrong()
    {
        await using var office = await Office.OpenAsync(azurite);
        await using var context = await browsers.NewAsync(office.Address);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/estado");
        await page.EvaluateAsync("document.querySelector('label').remove()");
        var result = await page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Tags(Tags) });
        Assert.Contains(result.Violations, v => v.Id == "label");
    }

    [Fact]
    public async Task Two_who_claim_the_same_application_do_not_both_get_it()
    {
        await using var office = await Office.OpenAsync(azurite, clean: 1);
        await using var one = await browsers.NewAsync(office.Address);
        await using var other = await browsers.NewAsync(office.Address);
        var (first, second) = (await one.NewPageAsync(), await other.NewPageAsync());
        await SignInAsync(first, StaffRole.Act, "anna@example.org");
        await SignInAsync(second, StaffRole.Act, "blai@example.org");
        foreach (var page in new[] { first, second })
        {
            await page.GotoAsync(Queue);
            await page.GetByRole(AriaRole.Checkbox, new() { Name = "EBT/2012/2" }).CheckAsync();
        }

        await Task.WhenAll(new[] { first, second }.Select(p => p.GetByRole(AriaRole.Button, new() { Name = "Agafar els triats" }).ClickThroughAsync()));

        var told = (await Task.WhenAll(first.ContentAsync(), second.ContentAsync())).Count(html => html.Contains("EBT/2012/2: el té ", StringComparison.Ordinal));
        Assert.Equal(1, told);
        await first.GotoAsync("/panel/expedientes/EBT/2012/2");
        Assert.Equal(1, await first.GetByText("Assignat a").CountAsync());
    }

    [Fact]
    public async Task What_changes_shows_by_itself_without_loading_the_page_again()
    {
        await using var office = await Office.OpenAsync(azurite, clean: 1);
        await using var context = await browsers.NewAsync(office.Address);
        var page = await context.NewPageAsync();
        await SignInAsync(page, StaffRole.Read);
        await page.GotoAsync("/panel");
        var unassigned = page.Locator(".cifras li", new() { HasText = "sense assignar" }).Locator("b");
        await Assertions.Expect(unassigned).ToHaveTextAsync("1");
        await page.EvaluateAsync("window.sameDocument = true");

        using var worker = await office.SignInAsync(StaffRole.Act);
        (await worker.PostAsync("/panel/repartir", ("accion", "coger"), ("expediente", "EBT/2012/2"))).Dispose();

        await Assertions.Expect(unassigned).ToHaveTextAsync("0");
        Assert.True(await page.EvaluateAsync<bool>("window.sameDocument === true"));
    }

    [Fact]
    public async Task The_memoria_is_shown_page_by_page_and_nothing_breaks_the_policy()
    {
        await using var office = await Office.OpenAsync(azurite, clean: 1);
        await using var context = await browsers.NewAsync(office.Address);
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => { if (message.Type is "error" or "warning") complaints.Add(message.Text); };
        page.Response += (_, response) => { if (response.Status >= 400) complaints.Add($"{response.Status} {response.Url}"); };
        page.PageError += (_, error) => complaints.Add(error);
        await SignInAsync(page, StaffRole.Read);
        await page.GotoAsync("/panel/expedientes/EBT/2012/2");
        await Assertions.Expect(page.Locator("[data-mostrada]")).ToHaveAttributeAsync("data-mostrada", "1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Següent" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-mostrada]")).ToHaveAttributeAsync("data-mostrada", "2");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Everything_that_reads_works_without_scripts_and_by_keyboard()
    {
        await using var office = await Office.OpenAsync(azurite, clean: 1);
        await using var context = await browsers.NewAsync(office.Address, phone: true, script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/estado");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("#contenido", await page.Locator(":focus").GetAttributeAsync("href"));
        await page.Locator("#expediente").FocusAsync();
        await page.Keyboard.TypeAsync("EBT/2012/1");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(office.Code);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/estado/expediente");
        Assert.DoesNotContain(office.Code.Replace("-", "", StringComparison.Ordinal)[..8], page.Url, StringComparison.Ordinal);
        await Assertions.Expect(page.GetByText("Què heu de fer")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickThroughAsync();
        await Assertions.Expect(page.GetByText("What you have to do")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickThroughAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-tema", "oscuro");

        await SignInAsync(page, StaffRole.Read);
        foreach (var path in StaffPages)
        {
            await page.GotoAsync(path);
            Assert.Equal(1, await page.Locator("main h1").CountAsync());
            // Nothing is wider than a phone.
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 360"), path);
        }
    }

    private static async Task AskForStateAsync(IPage page, string code)
    {
        await page.GotoAsync("/estado");
        await page.FillAsync("#expediente", "EBT/2012/1");
        await page.FillAsync("#codigo", code);
        await page.Locator("form.hoja button").ClickThroughAsync();
        await page.WaitForURLAsync("**/estado/expediente");
    }

    internal static async Task SignInAsync(IPage page, StaffRole role, string name = "núria@example.org")
    {
        await page.GotoAsync("/panel/entrar");
        await page.FillAsync("#nombre", name);
        await page.SelectOptionAsync("#papel", role.ToString());
        await page.Locator("form.hoja button").ClickThroughAsync();
        await page.WaitForURLAsync("**/panel");
    }
}
