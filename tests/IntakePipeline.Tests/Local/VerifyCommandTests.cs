using System.CommandLine;
using IntakePipeline.Local.Commands;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Registry.Digests;
using IntakePipeline.Signatures.Seals;
using IntakePipeline.Tests.Receipts;
using NodaTime;

namespace IntakePipeline.Tests.Local;

public sealed class VerifyCommandTests : IDisposable
{
    private static readonly IRegistrySeal Seal = ReceiptSamples.Seal;
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task It_says_in_words_what_holds_and_its_exit_code_stays()
    {
        var (entry, _) = LedgerHead.Empty.Append(ReceiptSamples.Draft, ReceiptSamples.Entry.Csv);
        var receipt = Receipt.From(entry, ReceiptSamples.Emprendimiento, ReceiptSamples.Base);
        var head = new DigestHead(2012, new LocalDate(2012, 6, 20), 1, 1, entry.PreviousHash, entry.Hash, null, false);
        byte[] digest = [.. DigestJson.Opening(head), .. System.Text.Encoding.ASCII.GetBytes(DigestJson.Item(entry.Hash, first: true)), .. DigestJson.Closing];
        await File.WriteAllBytesAsync(folder["r.pdf"], ReceiptPdf.Render(receipt, Seal));
        await File.WriteAllBytesAsync(folder["r.json"], ReceiptJson.Write(receipt));
        await File.WriteAllTextAsync(folder["r.json.jws"], JwsSigning.Sign(Seal, ReceiptJson.Write(receipt)));
        await File.WriteAllBytesAsync(folder["2012-06-20.json"], digest);
        await File.WriteAllTextAsync(folder["2012-06-20.jws"], JwsSigning.Sign(Seal, digest));
        await File.WriteAllTextAsync(folder["seal.pem"], Seal.Certificate.ExportCertificatePem());
        await File.WriteAllBytesAsync(folder["altered.pdf"], [.. ReceiptPdf.Render(receipt, Seal), 32]);

        foreach (var file in new[] { "r.pdf", "r.json" })
        {
            var (code, output, _) = await RunAsync("verify", folder[file], "--digest", folder["2012-06-20.json"], "--seal", folder["seal.pem"], "--language", "es");
            Assert.Equal(0, code);
            Assert.Contains("2012/000001 EBT/2012/1", output, StringComparison.Ordinal);
            Assert.Contains("[+] El asiento está en el libro tal como quedó el 20/06/2012.", output, StringComparison.Ordinal);
            Assert.Contains("sin validez", output, StringComparison.Ordinal);
            Assert.DoesNotContain("[-]", output, StringComparison.Ordinal);
            Assert.DoesNotContain("[?]", output, StringComparison.Ordinal);
        }

        var alone = await RunAsync("verify", folder["r.pdf"]);
        Assert.Equal((0, true), (alone.Code, alone.Output.Contains("[?] Sense el resum del dia", StringComparison.Ordinal)));
        var changed = await RunAsync("verify", folder["altered.pdf"]);
        Assert.Equal((2, true), (changed.Code, changed.Output.Contains("[-]", StringComparison.Ordinal)));
        Assert.Equal(2, (await RunAsync("verify", folder["seal.pem"])).Code);
        Assert.Equal(1, (await RunAsync("verify", folder["missing.pdf"])).Code);
        Assert.Equal(1, (await RunAsync("verify", folder["r.pdf"], "--seal", folder["r.json"])).Code);
    }

    [Fact]
    public void A_data_folder_makes_its_development_seal_once()
    {
        var settings = new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build();
        var made = IntakePipeline.Local.DataFolder.At(folder.Location).Sealing(settings);
        Assert.Equal(made.Seal.Certificate.RawData, IntakePipeline.Local.DataFolder.At(folder.Location).Sealing(settings).Seal.Certificate.RawData);
        Assert.True(made.Seal.Certificate.IsDevelopmentSeal());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["seal.p12"]));
    }

    public void Dispose() => folder.Dispose();

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
