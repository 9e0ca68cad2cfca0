using IntakePipeline.Tests.Functions;
using IntakePipeline.Tests.Receipts;
using Microsoft.Playwright;

namespace IntakePipeline.Tests.Pages;

public sealed partial class BrowserTests
{
    [Fact]
    public async Task Whoever_scans_a_receipt_sees_what_the_register_says_and_no_address_has_the_code()
    {
        await using var office = await Office.OpenAsync(azurite);
        await using var context = await browsers.NewAsync(office.Address, phone: true);
        var page = await context.NewPageAsync();
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        var code = office.Code.Replace("-", "", StringComparison.Ordinal);

        // The address the QR code holds, as the receipt's data has it.
        using var receipt = await office.Host.GetAsync($"api/resguardos/{code}", "application/json");
        var address = new Uri((await RunningHost.JsonAsync(receipt)).GetProperty("verificacion").GetString()!);
        await page.GotoAsync(address.PathAndQuery + address.Fragment);

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Consta en el registre");
        await Assertions.Expect(page.GetByText("EBT/2012/1").First).ToBeVisibleAsync();
        Assert.DoesNotContain(code, page.Url, StringComparison.Ordinal);
        Assert.All(asked, url => Assert.DoesNotContain(code, url.Split('#')[0], StringComparison.Ordinal));

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Descarregar el resguard" }).ClickAsync());
        var file = await File.ReadAllBytesAsync((await download.PathAsync())!);
        Assert.Equal("%PDF-"u8.ToArray(), file[..5]);
    }

    [Fact]
    public async Task What_is_wrong_with_a_form_is_told_where_one_is()
    {
        await using var office = await Office.OpenAsync(azurite);
        await using var context = await browsers.NewAsync(office.Address, language: "en");
        var page = await context.NewPageAsync();
        foreach (var (path, fields) in new[] { ("/estado", new[] { "expediente", "codigo" }), ("/verificar", ["codigo"]), ("/comprobar", ["fichero"]) })
        {
            await page.GotoAsync(path);
            await page.Locator("main form button").First.ClickAsync();
            // The summary has the focus, so that it is read out; each of its links leads to a field that says what is wrong with it.
            await Assertions.Expect(page.Locator("#errores")).ToBeFocusedAsync();
            Assert.Equal(fields.Length, await page.Locator("#errores a").CountAsync());
            foreach (var field in fields)
            {
                await page.Locator($"#errores a[href='#{field}']").ClickAsync();
                await Assertions.Expect(page.Locator("#" + field)).ToBeFocusedAsync();
                Assert.Equal("true", await page.GetAttributeAsync("#" + field, "aria-invalid"));
                Assert.Contains($"{field}-error", await page.GetAttributeAsync("#" + field, "aria-describedby") ?? "", StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task The_printed_page_is_a_confirmation_with_every_digest()
    {
        await using var office = await Office.OpenAsync(azurite);
        await using var context = await browsers.NewAsync(office.Address, dark: true);
        var page = await context.NewPageAsync();
        await AskForStateAsync(page, office.Code);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Imprimir" })).ToBeVisibleAsync();
        var pdf = Path.Combine(Path.GetTempPath(), $"impresa-{Guid.NewGuid():N}.pdf");
        await page.PdfAsync(new() { Path = pdf, Format = "A4" });
        try
        {
            var text = await ExternalTool.RunAsync("pdftotext", await File.ReadAllBytesAsync(pdf), "-layout", "{}", "-");
            Assert.Contains("Expedient EBT/2012/1", text, StringComparison.Ordinal);
            Assert.Contains("Què heu de fer", text, StringComparison.Ordinal);
            Assert.Contains("Consultat el", text, StringComparison.Ordinal);
            // What is folded on the screen is on paper, what only helps to move about is not.
            Assert.Contains("Empremta de l'assentament", text, StringComparison.Ordinal);
            Assert.Contains("memoria.pdf", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Castellano", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Acabar la consulta", text, StringComparison.Ordinal);
            if (Environment.GetEnvironmentVariable(Pictures) is { } folder)
                File.Copy(pdf, Path.Combine(folder, "impresa.pdf"), overwrite: true);
        }
        finally
        {
            File.Delete(pdf);
        }
    }

    [Fact]
    public async Task Files_that_are_checked_leave_no_trace_in_storage_or_on_the_disk()
    {
        await using var office = await Office.OpenAsync(azurite);
        await using var context = await browsers.NewAsync(office.Address);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/comprobar");
        var service = office.Host.Host.Storage.Blobs;
        var (blobs, disk) = (await BlobsAsync(), Disk());
        var content = "%PDF-1.4 no és cap memòria"u8.ToArray();
        await page.SetInputFilesAsync("#fichero", new FilePayload { Name = "memoria-de-prova.pdf", MimeType = "application/pdf", Buffer = content });
        await page.Locator("form.soltar button").ClickThroughAsync();
        await Assertions.Expect(page.GetByText("memoria-de-prova.pdf")).ToBeVisibleAsync();

        // Timers and other tests write meanwhile: nothing of that has this file's name or its bytes.
        foreach (var (container, name, _) in (await BlobsAsync()).Except(blobs))
        {
            Assert.DoesNotContain("memoria-de-prova", name, StringComparison.Ordinal);
            var stored = await service.GetBlobContainerClient(container).GetBlobClient(name).DownloadContentAsync();
            Assert.True(stored.Value.Content.ToMemory().Span.IndexOf(content) < 0, name);
        }

        Assert.DoesNotContain(Disk().Except(disk), f => f.Contains("memoria-de-prova", StringComparison.Ordinal) || Has(f, content));

        async Task<List<(string Container, string Name, Azure.ETag? Version)>> BlobsAsync()
        {
            var found = new List<(string, string, Azure.ETag?)>();
            await foreach (var container in service.GetBlobContainersAsync())
            {
                await foreach (var blob in service.GetBlobContainerClient(container.Name).GetBlobsAsync())
                    found.Add((container.Name, blob.Name, blob.Properties.ETag));
            }

            return found;
        }
    }

    [Fact]
    public async Task A_folder_can_be_dropped_whole()
    {
        await using var office = await Office.OpenAsync(azurite);
        await using var context = await browsers.NewAsync(office.Address);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/comprobar");
        var folder = Directory.CreateTempSubdirectory("presentacio-");
        try
        {
            var clean = Submissions.Posting.Clean("RT-carpeta");
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "solicitud.json"), clean.Envelope);
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "solicitud.json.p7s"), clean.Signature!);
            foreach (var (name, content) in clean.Files)
                await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name), content);

            // As the desktop does it: the browser itself is told that a folder was dropped.
            var box = (await page.Locator("form.soltar").BoundingBoxAsync())!;
            var session = await context.NewCDPSessionAsync(page);
            foreach (var type in new[] { "dragEnter", "dragOver", "drop" })
            {
                await session.SendAsync("Input.dispatchDragEvent", new Dictionary<string, object>
                {
                    ["type"] = type,
                    ["x"] = box.X + 20,
                    ["y"] = box.Y + 10,
                    ["data"] = new { items = Array.Empty<object>(), files = new[] { folder.FullName }, dragOperationsMask = 1 },
                });
            }

            await Assertions.Expect(page.Locator("form.soltar li")).ToHaveCountAsync(2 + clean.Files.Count);
            await page.Locator("form.soltar button").ClickThroughAsync();
            await Assertions.Expect(page.GetByText("Si la presentàreu ara")).ToBeVisibleAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static HashSet<string> Disk() => [.. Directory.EnumerateFiles(Path.GetTempPath(), "*", new EnumerationOptions { IgnoreInaccessible = true })];

    private static bool Has(string file, ReadOnlySpan<byte> content)
    {
        try
        {
            return new FileInfo(file).Length < 100_000 && File.ReadAllBytes(file).AsSpan().IndexOf(content) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone again, or somebody else's.
            return false;
        }
    }
}
