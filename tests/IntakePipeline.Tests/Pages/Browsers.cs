using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(IntakePipeline.Tests.Pages.Browsers))]

namespace IntakePipeline.Tests.Pages;

/// <summary>
/// One Chromium for the whole run, the machine's own. Where there is none the tests that need it are skipped, unless <c>INTAKE_REQUIRE_BROWSER</c> is set:
/// the build server installs one, and a test that it skips would test nothing.
/// </summary>
public sealed class Browsers : IAsyncLifetime
{
    private const string Required = "INTAKE_REQUIRE_BROWSER";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> started = new(StartAsync);

    /// <summary>A browser of its own: no cookies, no cache.</summary>
    /// <param name="address">Where pages are.</param>
    /// <param name="language">What it asks for.</param>
    /// <param name="dark">Whether its system is dark.</param>
    /// <param name="phone">Whether it is as narrow as a phone.</param>
    /// <param name="script">Whether it runs scripts.</param>
    public async Task<IBrowserContext> NewAsync(Uri address, string language = "ca-valencia", bool dark = false, bool phone = false, bool script = true)
    {
        if (Find() is null && Environment.GetEnvironmentVariable(Required) is null)
            Assert.Skip("No Chromium on PATH (Debian: apt-get install chromium).");
        var context = await (await started.Value).Browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            Locale = language,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = phone ? new() { Width = 360, Height = 740 } : new() { Width = 1280, Height = 900 },
            JavaScriptEnabled = script,
        });
        // Generous: a machine that is new and busy is not what is tested.
        context.SetDefaultTimeout(60_000);
        Assertions.SetDefaultExpectTimeout(60_000);
        return context;
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    private static async Task<(IPlaywright, IBrowser)> StartAsync()
    {
        var path = Find() ?? throw new InvalidOperationException($"{Required} is set, and there is no Chromium on PATH.");
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        }));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (!started.IsValueCreated)
            return;
        var (playwright, browser) = await started.Value;
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
