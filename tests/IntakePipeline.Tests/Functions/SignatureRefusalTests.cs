using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using IntakePipeline.Local;
using IntakePipeline.Local.Commands;
using IntakePipeline.Local.Filing;
using IntakePipeline.Signatures;
using IntakePipeline.Signatures.Checking;
using IntakePipeline.Storage;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Local;
using IntakePipeline.Tests.Registry;
using IntakePipeline.Tests.Signatures;
using IntakePipeline.Tests.Submissions;

namespace IntakePipeline.Tests.Functions;

/// <summary>Every refusal a signature gives, through the running host and by both doors: recorded, nothing in the book, and cured by a right one.</summary>
public sealed class SignatureRefusalTests : IDisposable
{
    private const string Subject = "CN=Prova, SERIALNUMBER=IDCES-12345678Z, O=Prova, OID.2.5.4.97=VATES-B12345674";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly AzuriteFixture azurite;
    private readonly TemporaryFolder folder = new();
    private readonly X509Certificate2 revoked = Pki.Make(Pki.Intermediate, Subject);
    private readonly X509Certificate2 unlisted = Pki.Make(null, "CN=Arrel sense llista", authority: true);
    private readonly Dictionary<string, Func<byte[], byte[]?>> spoilt;

    public SignatureRefusalTests(AzuriteFixture azurite)
    {
        this.azurite = azurite;
        spoilt = new(StringComparer.Ordinal)
        {
            ["firma-ausente"] = _ => null,
            ["firma-demasiado-grande"] = _ => new byte[SubmissionLimits.SignatureBytes + 1],
            [Code(SignatureFlaw.Malformed)] = form => [.. Sign(form), 0],
            [Code(SignatureFlaw.NotDetached)] = form => Pki.Sign(form, [Pki.Signer], detached: false),
            [Code(SignatureFlaw.NoSigner)] = SignedByNobody,
            [Code(SignatureFlaw.CertificateMissing)] = form => Pki.Sign(form, [Pki.Signer], include: X509IncludeOption.None),
            [Code(SignatureFlaw.WeakAlgorithm)] = form => Pki.Sign(form, [Pki.Signer], digest: Pki.Sha1, bound: Pki.BoundBySha1),
            [Code(SignatureFlaw.Altered)] = form => Sign([.. form, (byte)' ']),
            [Code(SignatureFlaw.Incorrect)] = form => Sign(form) is var signature ? [.. signature[..^3], (byte)(signature[^3] ^ 1), .. signature[^2..]] : null,
            [Code(SignatureFlaw.NotCades)] = form => Pki.Sign(form, [Pki.Signer], bound: _ => null),
            [Code(SignatureFlaw.OtherCertificate)] = form => Pki.Sign(form, [Pki.Signer], bound: _ => Pki.Bound(Pki.Root)),
            [Code(SignatureFlaw.UnknownIssuer)] = form => SignAs(form, null, Subject),
            [Code(SignatureFlaw.BrokenChain)] = form =>
            {
                using var impostor = Pki.Make(null, Pki.Intermediate.Subject, authority: true);
                return SignAs(form, impostor, Subject);
            },
            [Code(SignatureFlaw.NotYetValid)] = form => SignAs(form, Pki.Intermediate, Subject, from: 2013),
            [Code(SignatureFlaw.Expired)] = form => SignAs(form, Pki.Intermediate, Subject, to: 2012),
            [Code(SignatureFlaw.WrongUsage)] = form => SignAs(form, Pki.Intermediate, Subject, X509KeyUsageFlags.KeyEncipherment),
            [Code(SignatureFlaw.Revoked)] = form => Pki.Sign(form, [revoked]),
            [Code(SignatureFlaw.RevocationUnknown)] = form => SignAs(form, unlisted, Subject),
            [Code(SignatureFlaw.NobodyNamed)] = form => SignAs(form, Pki.Intermediate, "CN=Algú"),
            [Code(SignatureFlaw.WrongPerson)] = form => SignAs(form, Pki.Intermediate, "CN=Altra, SERIALNUMBER=IDCES-00000000T"),
        };
    }

    [Fact]
    public async Task By_either_door_it_is_recorded_with_its_code_and_a_right_signature_cures_it()
    {
        // Whoever adds a flaw adds a case.
        Assert.All(Enum.GetValues<SignatureFlaw>().Where(f => f != SignatureFlaw.NoAnchors), f => Assert.Contains(Code(f), spoilt.Keys));
        var account = await azurite.NewAccountAsync();
        await using var host = await RunningHost.StartAsync(azurite, account, signatures: Trusting());
        var number = 0;
        foreach (var (code, sign) in spoilt)
        {
            number++;
            await ByHttpAsync(host, account, Spoil($"RT-{number}", sign), code);
            await CureAsync(host, Spoil($"RT-{number}", Sign));
        }

        await Task.WhenAll(spoilt.Select((spoil, i) => ByBlobsAsync(account, $"RB-{i + 1}", spoil.Value, spoil.Key)));
    }

    [Fact]
    public async Task Without_anchors_nothing_signed_is_taken_the_host_says_so_at_start_and_with_them_the_same_is()
    {
        var account = await azurite.NewAccountAsync();
        await using (var host = await RunningHost.StartAsync(azurite, account, signatures: new SignatureSettings()))
        {
            await ByHttpAsync(host, account, Spoil("RT-1", Sign), Code(SignatureFlaw.NoAnchors));
            await RefusedByBlobsAsync(account, Spoil("RB-1", Sign), Code(SignatureFlaw.NoAnchors));
            using var said = new StringWriter();
            Banner.Show(said, host.Host, DataFolder.At(folder.Location), RunningHost.Key, ownsStorage: false);
            Assert.Single(said.ToString().Split('\n'), line => line.Contains("NO TRUST ANCHORS", StringComparison.Ordinal));
        }

        await using var trusting = await RunningHost.StartAsync(azurite, account, signatures: Trusting());
        await CureAsync(trusting, Spoil("RT-1", Sign));
        Assert.IsType<FilingOutcome.Registered>(await DropAsync(account, Spoil("RB-1", Sign)));
    }

    public void Dispose()
    {
        folder.Dispose();
        revoked.Dispose();
        unlisted.Dispose();
    }

    private static string Code(SignatureFlaw flaw) => SignatureFaults.Of(flaw).Code;

    private static Posting Spoil(string key, Func<byte[], byte[]?> sign) => Posting.Clean(key) is var clean ? clean with { Signature = sign(clean.Envelope) } : clean;

    private static byte[] Sign(byte[] form) => Pki.Sign(form, [Pki.Signer]);

    private static byte[] SignAs(byte[] form, X509Certificate2? issuer, string subject, X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature, int from = 2011, int to = 2030)
    {
        using var certificate = Pki.Make(issuer, subject, from: new(from, 1, 1, 0, 0, 0, TimeSpan.Zero), to: new(to, 1, 1, 0, 0, 0, TimeSpan.Zero), usage: usage);
        return Pki.Sign(form, [certificate]);
    }

    private static byte[] SignedByNobody(byte[] form)
    {
        var cms = new SignedCms(new(form), detached: true);
        cms.ComputeSignature(new CmsSigner(Pki.Signer) { IncludeOption = X509IncludeOption.EndCertOnly }, silent: true);
        cms.RemoveSignature(0);
        return cms.Encode();
    }

    private static async Task ByHttpAsync(RunningHost host, string account, Posting posting, string code)
    {
        using var response = await host.PostAsync(posting);
        Assert.True(response.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.RequestEntityTooLarge, $"{code}: {response.StatusCode}");
        await AssertRecordedAsync(account, posting, code);
    }

    private static async Task CureAsync(RunningHost host, Posting posting)
    {
        using var response = await host.PostAsync(posting);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    private static async Task ByBlobsAsync(string account, string key, Func<byte[], byte[]?> sign, string code)
    {
        await RefusedByBlobsAsync(account, Spoil(key, sign), code);
        Assert.IsType<FilingOutcome.Registered>(await DropAsync(account, Spoil(key, Sign)));
    }

    private static async Task RefusedByBlobsAsync(string account, Posting posting, string code)
    {
        Assert.IsType<FilingOutcome.Refused>(await DropAsync(account, posting));
        await AssertRecordedAsync(account, posting, code);
    }

    private static Task<FilingOutcome> DropAsync(string account, Posting posting) => new BlobDoor(new StorageConnection(account)).FileAsync(
        Drafts.Key(posting.Key), new SubmissionFolder(posting.Envelope, posting.Signature, [.. posting.Files.Select(f => new SubmissionFile(f.Name, () => new MemoryStream(f.Content)))]), Patience, default);

    /// <summary>A record with the code and its words in both languages, for machines and for people; and nothing in the book.</summary>
    private static async Task AssertRecordedAsync(string account, Posting posting, string code)
    {
        var (storage, key) = (new StorageConnection(account), Drafts.Key(posting.Key));
        var rejection = await new RejectionBlobs(storage.Blobs).FindLastAsync(key, default);
        var fault = Assert.Single(rejection!.Faults);
        Assert.Equal(code, fault.Code);
        var text = (await storage.Blobs.GetBlobContainerClient("rechazos").GetBlobClient($"{key}/{rejection.Id}.txt").DownloadContentAsync()).Value.Content.ToString();
        Assert.All(new[] { $"[{code}]", fault.Reason.Va, fault.Reason.Es, fault.Remedy.Va, fault.Remedy.Es }, words => Assert.Contains(words, text, StringComparison.Ordinal));
        Assert.Null(await new LedgerTable(storage.Tables.GetTableClient("registro")).FindAsync(key, default));
    }

    /// <summary>Trusts the roots of tests, one of which publishes no list, and insists on knowing who is revoked.</summary>
    private SignatureSettings Trusting()
    {
        var (anchors, lists) = (Directory.CreateDirectory(folder["anchors"]).FullName, Directory.CreateDirectory(folder["lists"]).FullName);
        File.WriteAllText(Path.Combine(anchors, "roots.pem"), Pki.Root.ExportCertificatePem() + "\n" + unlisted.ExportCertificatePem());
        WriteList("root", Pki.Root, null);
        WriteList("intermediate", Pki.Intermediate, revoked);
        return new SignatureSettings { TrustAnchors = anchors, RevocationLists = lists, RevocationRequired = true };

        void WriteList(string name, X509Certificate2 issuer, X509Certificate2? entry)
        {
            var builder = new CertificateRevocationListBuilder();
            if (entry is not null)
                builder.AddEntry(entry, new DateTimeOffset(2012, 6, 1, 0, 0, 0, TimeSpan.Zero));
            using var key = issuer.GetECDsaPrivateKey()!;
            File.WriteAllBytes(Path.Combine(lists, name + ".crl"), builder.Build(
                issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(key), 1, new DateTimeOffset(2013, 1, 1, 0, 0, 0, TimeSpan.Zero), HashAlgorithmName.SHA256,
                X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier([1, 2, 3]), thisUpdate: new DateTimeOffset(2012, 6, 1, 0, 0, 0, TimeSpan.Zero)));
        }
    }
}
