using System.Globalization;
using System.Text;
using IntakePipeline.Registry.Digests;
using IntakePipeline.Signatures.Seals;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using NodaTime.Text;

namespace IntakePipeline.Functions.Public;

/// <summary><c>/api/libros</c>: what anybody needs to check a receipt without asking the register again. Hashes only: no entry can be read from them.</summary>
public sealed class Libros(IDigestStore digests, Sealing sealing, ILogger<Libros> logger)
{
    /// <summary>The digest of a day, or with <c>?sello</c> the seal over it.</summary>
    [Function("consultar-libro")]
    public Task<IResult> Digest(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/libros/{libro}/{fecha}")] HttpRequest request, string libro, string fecha, CancellationToken cancellationToken) =>
        StorageOutage.GuardAsync(logger, async () =>
        {
            var form = request.Query.ContainsKey("sello") ? DigestForm.Seal : DigestForm.Data;
            return int.TryParse(libro, NumberStyles.None, CultureInfo.InvariantCulture, out var book) && LocalDatePattern.Iso.Parse(fecha).TryGetValue(default, out var date)
                && await digests.OpenAsync(book, date, form, cancellationToken) is { } content
                ? Results.Stream(content, form == DigestForm.Seal ? "application/jose" : "application/json")
                : Problem.NotFound(new("No hi ha resum d'eixe dia.", "No hay resumen de ese día."));
        });

    /// <summary>The certificate of the registry's present seal, PEM.</summary>
    [Function("consultar-certificado")]
    public IResult Certificate([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/sello")] HttpRequest request) =>
        Results.Bytes(Encoding.ASCII.GetBytes(sealing.Seal.Certificate.ExportCertificatePem() + "\n"), "application/x-pem-file");
}
