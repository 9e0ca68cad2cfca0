using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Receipts;
using IntakePipeline.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Public;

/// <summary><c>/verificar</c>: what the register holds under a receipt's code, and whether a copy agrees with it. The code is posted, never in an address.</summary>
public sealed class Verificar(PageDoor door, ReceiptDesk receipts, Attempts attempts)
{
    /// <summary>Asks for a code.</summary>
    [Function("pagina-verificar")]
    public Task<IResult> Ask([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "verificar")] HttpRequest request) =>
        door.ShowAsync(request, v => Task.FromResult<IResult>(VerificarPage.Ask(v, "", [])));

    /// <summary>Shows what the register holds, and compares the copy if there is one.</summary>
    [Function("verificar-en-pagina")]
    public Task<IResult> Verify([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "verificar")] HttpRequest request, CancellationToken cancellationToken) =>
        door.LookAsync(request, async (v, uploads) =>
        {
            if (attempts.AreOver(request))
                return Notice.TooMany(v);
            var text = uploads.Fields.GetValueOrDefault("codigo", "");
            if (uploads.TooMuch)
                return VerificarPage.Ask(v, text, [new("fichero", v.Say("El fitxer passa de 10 Mb.", "El fichero pasa de 10 Mb.", "The file is larger than 10 Mb."))]);
            if (!VerificationCode.TryParse(text, out var code))
                return VerificarPage.Ask(v, text, [new("codigo", v.Say("El codi té 28 lletres i xifres, en set grups de quatre.", "El código tiene 28 letras y cifras, en siete grupos de cuatro.", "The code has 28 letters and digits, in seven groups of four."))]);
            if (await receipts.FindAsync(code, ReceiptForm.Json, cancellationToken) is not { } json || await receipts.FindAsync(code, ReceiptForm.Pdf, cancellationToken) is not { } pdf)
            {
                attempts.Failed(request);
                return VerificarPage.Ask(v, text, [new("codigo", v.Say("Cap resguard té este codi.", "Ningún resguardo tiene este código.", "No receipt has this code."))]);
            }

            var receipt = ReceiptJson.Read(json.Span);
            return VerificarPage.Show(v, receipt, [.. uploads.Files.Select(f => Compare(f, receipt, pdf))]);
        }, cancellationToken);

    private static ComparedCopy Compare(UploadedFile file, Receipt receipt, ReadOnlyMemory<byte> pdf)
    {
        var digest = Sha256Digest.Of(file.Content);
        return new(file.Name, digest, digest == Sha256Digest.Of(pdf.Span), receipt.Documents.FirstOrDefault(d => d.Digest == digest)?.Name.Value);
    }
}

/// <summary>A copy beside what the register holds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Digest">Its digest.</param>
/// <param name="IsReceipt">It is the receipt, byte by byte.</param>
/// <param name="Document">The registered file it is, byte by byte; null when it is none.</param>
internal sealed record ComparedCopy(string Name, Sha256Digest Digest, bool IsReceipt, string? Document);
