using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Receipts;
using IntakePipeline.Receipts.Verification;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Public;

/// <summary><c>/verificar</c>: what the register holds under a receipt's code, and whether it holds exactly a file: a receipt, or a document that was filed. The code is posted, never in an address.</summary>
public sealed class Verificar(PageDoor door, ReceiptDesk receipts, RegisterCheck check, Attempts attempts)
{
    /// <summary>Asks for a code.</summary>
    [Function("pagina-verificar")]
    public Task<IResult> Ask([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "verificar")] HttpRequest request) =>
        door.ShowAsync(request, v => Task.FromResult<IResult>(VerificarPage.Ask(v, "", [])));

    /// <summary>Shows what the register holds, and says of each file whether it is held. Without a code there must be a file: a receipt brings its own.</summary>
    [Function("verificar-en-pagina")]
    public Task<IResult> Verify([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "verificar")] HttpRequest request, CancellationToken cancellationToken) =>
        door.LookAsync(request, async (v, uploads) =>
        {
            if (attempts.AreOver(request))
                return Notice.TooMany(v);
            var text = uploads.Fields.GetValueOrDefault("codigo", "");
            if (uploads.TooMuch)
                return VerificarPage.Ask(v, text, [new("fichero", v.Say("El fitxer passa de 10 Mb.", "El fichero pasa de 10 Mb.", "The file is larger than 10 Mb."))]);
            if (text.Length == 0 && uploads.Files.Count == 0)
                return VerificarPage.Ask(v, text, [new("codigo", v.Say("Escriviu el codi o trieu un fitxer.", "Escriba el código o elija un fichero.", "Type the code or choose a file."))]);
            VerificationCode? code = VerificationCode.TryParse(text, out var typed) ? typed : null;
            if (code is null && text.Length > 0)
                return VerificarPage.Ask(v, text, [new("codigo", v.Say("El codi té 28 lletres i xifres, en set grups de quatre.", "El código tiene 28 letras y cifras, en siete grupos de cuatro.", "The code has 28 letters and digits, in seven groups of four."))]);
            Receipt? receipt = null;
            if (code is { } named)
            {
                if (await receipts.FindAsync(named, ReceiptForm.Json, cancellationToken) is not { } json)
                {
                    attempts.Failed(request);
                    return VerificarPage.Ask(v, text, [new("codigo", VerificarPage.NoReceipt(v))]);
                }

                receipt = ReceiptJson.Read(json.Span);
            }

            var copies = new List<ComparedCopy>();
            foreach (var file in uploads.Files)
            {
                using var content = new MemoryStream(file.Content, writable: false);
                var result = await check.CheckAsync(content, code, cancellationToken);
                copies.Add(new(file.Name, result));
                receipt ??= (result.Outcome as CheckOutcome.ExactReceipt)?.Receipt;
            }

            return VerificarPage.Show(v, receipt, copies);
        }, cancellationToken);

    /// <summary>The receipt's document, for whoever has its code.</summary>
    [Function("descargar-resguardo-verificado")]
    public Task<IResult> Document([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "verificar/resguardo.pdf")] HttpRequest request, CancellationToken cancellationToken) =>
        door.TakeAsync(request, async (v, form) =>
        {
            if (attempts.AreOver(request))
                return Notice.TooMany(v);
            if (!VerificationCode.TryParse(form["codigo"], out var code))
                return Notice.NotFound(v, VerificarPage.NoReceipt(v));
            if (await receipts.FindAsync(code, ReceiptForm.Pdf, cancellationToken) is { } pdf)
                return new PrivateFile(pdf, "application/pdf", "resguardo.pdf");
            attempts.Failed(request);
            return Notice.NotFound(v, VerificarPage.NoReceipt(v));
        }, cancellationToken);
}

/// <summary>A copy beside what the register holds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Result">What the register says of it.</param>
internal sealed record ComparedCopy(string Name, CheckResult Result);
