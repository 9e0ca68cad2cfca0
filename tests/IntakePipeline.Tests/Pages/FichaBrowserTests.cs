using System.Globalization;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Access;
using IntakePipeline.Local.Samples;
using IntakePipeline.Registry;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Functions;
using IntakePipeline.Tests.Receipts;
using IntakePipeline.Tests.Submissions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace IntakePipeline.Tests.Pages;

/// <summary>The page of an application, and what is done there, in a real browser against the real pipeline.</summary>
public sealed partial class FichaBrowserTests(AzuriteFixture azurite, Browsers browsers)
{
    private const string First = "/panel/expedientes/EBT/2012/1", Second = "/panel/expedientes/EBT/2012/2", Contradicting = "/panel/expedientes/CRE/2012/1";

    private static readonly string[] Edges = ["left", "top", "right", "bottom"];

    private static readonly string[] Tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    [Fact]
    public async Task Each_state_of_the_page_is_accessible_in_both_themes_and_three_languages()
    {
        await using var office = await Office.OpenAsync(azurite, clean: 1);
        using (var officer = await office.SignInAsync(StaffRole.Admin))
        {
            await FichaOffice.TellAsync(office.Host.Host.Services, new ExpedienteKey(new("emprendimiento-2012"), new ExpedienteNumber(new("EBT"), 2012, 1)));
            await DoAsync(officer, "/nota", ("nota", "una nota"));
            await DoAsync(officer, "/reinspeccionar", ("vez", "1"), ("motivo", "per comparar"));
            await DoAsync(officer, "/trasladar", ("destino", "emprendimiento-2012~CRE"), ("motivo", "convé més"));
            var note = (await office.Host.Host.Services.GetRequiredService<IExpedienteStore>().HistoryAsync(new(new("emprendimiento-2012"), new ExpedienteNumber(new("EBT"), 2012, 2)), default)).First(h => h.What == HistoryEvent.NoteCode);
            await DoAsync(officer, "/retirar-nota", ("nota", JsonText.Iso(note.At)));
        }

        var violations = new List<string>();
        // Each language once: what a theme does to one of them it does to all, and the page as such is looked at in every combination with the others.
        foreach (var (language, dark) in new[] { ("ca-valencia", false), ("es", true), ("en", false) })
        {
            await using var context = await browsers.NewAsync(office.Address, language, dark);
            var page = await context.NewPageAsync();
            await SignInAsync(page, StaffRole.Admin);
            foreach (var path in new[] { First, Second })
            {
                await page.GotoAsync(path);
                await CheckAsync(path);
            }

            await page.GotoAsync(Second + "/requerir");
            await page.Locator("button[value=textos]").ClickThroughAsync();
            await CheckAsync("choose with errors");
            await page.CheckAsync("input[value='total-no-cuadra.1']");
            await page.Locator("button[value=textos]").ClickThroughAsync();
            await page.EvaluateAsync("document.querySelector('form[action$=requerir]').noValidate = true");
            await page.Locator("button[value=ver]").ClickThroughAsync();
            await CheckAsync("write with errors");
            await page.FillAsync("#motivo", "no sumen");
            await page.Locator("button[value=ver]").ClickThroughAsync();
            await CheckAsync("look");

            async Task CheckAsync(string what)
            {
                await page.EvaluateAsync("for (const d of document.querySelectorAll('details')) d.open = true");
                if (Environment.GetEnvironmentVariable("INTAKE_SCREENSHOTS") is { } folder)
                    await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"ficha-{what.Replace('/', '-')}-{language}-{(dark ? "dark" : "light")}.png"), FullPage = true });
                var result = await page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Tags(Tags) });
                violations.AddRange(result.Violations.Select(v => $"{what} {language} {(dark ? "dark" : "light")}: {v.Id} {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"));
            }
        }

        Assert.Empty(violations);

        async Task DoAsync(Caller officer, string action, params (string, string)[] fields)
        {
            using var done = await officer.PostAsync(Second + action, fields);
            Assert.Equal(System.Net.HttpStatusCode.SeeOther, done.StatusCode);
        }
    }

    [Fact]
    public async Task Without_scripts_a_correction_is_asked_for_on_a_phone()
    {
        await using var office = await Office.OpenAsync(azurite, clean: 1);
        await using var context = await browsers.NewAsync(office.Address, "es", phone: true, script: false);
        var page = await context.NewPageAsync();
        await SignInAsync(page, StaffRole.Act);
        await page.GotoAsync(Second);
        await page.GetByRole(AriaRole.Link, new() { Name = "Requerir una subsanación" }).ClickThroughAsync();
        await page.CheckAsync("input[value='falta-documento.1']");
        await FitsAsync();
        await page.Locator("button[value=textos]").ClickThroughAsync();
        await page.FillAsync("[id='va.falta-documento.1']", "Falta l'<b>annex</b> 3.");
        await page.FillAsync("[id='es.falta-documento.1']", "Falta el <b>anexo</b> 3.");
        await page.FillAsync("#motivo", "falta el anexo");
        await FitsAsync();
        await page.Locator("button[value=ver]").ClickThroughAsync();
        Assert.Contains("1. Falta el <b>anexo</b> 3.", await page.Locator(".oficio").InnerTextAsync(), StringComparison.Ordinal);
        await FitsAsync();
        // Back to the texts, which are as they were, and on again.
        await page.Locator("button[value=textos]").ClickThroughAsync();
        Assert.Equal("Falta l'<b>annex</b> 3.", await page.InputValueAsync("[id='va.falta-documento.1']"));
        await page.Locator("button[value=ver]").ClickThroughAsync();
        await page.Locator("button[value=emitir]").ClickThroughAsync();
        await page.WaitForURLAsync("**" + Second);
        await Assertions.Expect(page.GetByText("La unidad pide subsanar un defecto en el requerimiento EBT/2012/2-R1")).ToBeVisibleAsync();
        await FitsAsync();

        // One title, and nothing wider than a phone.
        async Task FitsAsync()
        {
            Assert.Equal(1, await page.Locator("main h1").CountAsync());
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 360"), page.Url);
        }
    }

    [Fact]
    public async Task A_conflict_is_framed_on_the_page_where_the_memoria_says_it()
    {
        await using var office = await Office.OpenAsync(azurite);
        using var signer = new SampleSigner();
        var folder = SampleCatalogue.All.First(x => x.Kind == "contradicting").Make(signer);
        var files = folder.Files.Select(f => (f.Name, Content: Read(f.Open()))).ToList();
        using var filed = await office.Host.PostAsync(new Posting { Envelope = folder.Envelope, Files = files });
        Assert.True(filed.IsSuccessStatusCode, await filed.Content.ReadAsStringAsync());
        using var reader = await office.SignInAsync(StaffRole.Read);
        await RunningHost.EventuallyAsync(async () =>
        {
            using var found = await reader.GetAsync(Contradicting);
            return (await found.Content.ReadAsStringAsync()).Contains("class=\"conflicto\"", StringComparison.Ordinal) ? true : (bool?)null;
        });

        await using var context = await browsers.NewAsync(office.Address);
        var page = await context.NewPageAsync();
        await SignInAsync(page, StaffRole.Read);
        await page.GotoAsync(Contradicting);
        await Assertions.Expect(page.Locator("[data-mostrada]")).ToHaveAttributeAsync("data-mostrada", "1");
        // From the table and from the finding alike.
        foreach (var link in new[] { page.Locator(".conflicto a[data-ir]").First, page.Locator("#hallazgos a[data-ir]").First })
        {
            await link.ClickAsync();
            await Assertions.Expect(page.Locator(".marca-hallazgo")).ToBeVisibleAsync();
            var number = int.Parse((await link.GetAttributeAsync("data-ir"))!, CultureInfo.InvariantCulture);
            await Assertions.Expect(page.Locator("[data-mostrada]")).ToHaveAttributeAsync("data-mostrada", number.ToString(CultureInfo.InvariantCulture));
            // Where the budget stands in the memoria, another program says; the frame is around it.
            var words = await WordsAsync(files.First(f => f.Name.EndsWith(".pdf", StringComparison.Ordinal)).Content, number);
            var frame = await page.EvaluateAsync<double[]>("""
                () => { const f = document.querySelector('.marca-hallazgo').getBoundingClientRect(), c = document.querySelector('.lamina canvas').getBoundingClientRect(), s = PAGE / c.width;
                        return [(f.left - c.left) * s, (f.top - c.top) * s, (f.right - c.left) * s, (f.bottom - c.top) * s]; }
                """.Replace("PAGE", words.PageWidth.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
            Assert.All(frame.Zip(words.Box), edge => Assert.InRange(edge.First - edge.Second, -12, 12));
        }
    }

    /// <summary>The line of the budget, as another program finds it: the box around its words, in points from the upper left corner.</summary>
    private static async Task<(double PageWidth, double[] Box)> WordsAsync(byte[] pdf, int number)
    {
        var page = number.ToString(CultureInfo.InvariantCulture);
        var xml = await ExternalTool.RunAsync("pdftotext", pdf, "-bbox", "-f", page, "-l", page, "{}", "-");
        var words = Word.Matches(xml).Select(m => (Box: Edges.Select(e => double.Parse(m.Groups[e].Value, CultureInfo.InvariantCulture)).ToArray(), Text: m.Groups["text"].Value)).ToList();
        var from = words.FindIndex(w => w.Text is "Pressupost" or "Presupuesto" && words[words.IndexOf(w) + 1].Text == "total:");
        var line = words[from..(words.FindIndex(from, w => w.Text == "euros") + 1)].Select(w => w.Box).ToList();
        return (double.Parse(Page.Match(xml).Groups["width"].Value, CultureInfo.InvariantCulture), [line.Min(b => b[0]), line.Min(b => b[1]), line.Max(b => b[2]), line.Max(b => b[3])]);
    }

    [GeneratedRegex("<page width=\"(?<width>[0-9.]+)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Page { get; }

    [GeneratedRegex("<word xMin=\"(?<left>[0-9.]+)\" yMin=\"(?<top>[0-9.]+)\" xMax=\"(?<right>[0-9.]+)\" yMax=\"(?<bottom>[0-9.]+)\">(?<text>[^<]*)</word>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word { get; }

    private static async Task SignInAsync(IPage page, StaffRole role)
    {
        await page.GotoAsync("/panel/entrar");
        await page.FillAsync("#nombre", "núria@example.org");
        await page.SelectOptionAsync("#papel", role.ToString());
        await page.Locator("form.hoja button").ClickThroughAsync();
        await page.WaitForURLAsync("**/panel");
    }

    private static byte[] Read(Stream content)
    {
        using var memory = new MemoryStream();
        using (content)
            content.CopyTo(memory);
        return memory.ToArray();
    }
}
