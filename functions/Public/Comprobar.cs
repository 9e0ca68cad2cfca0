using IntakePipeline.Calendar;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Memorias;
using IntakePipeline.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Public;

/// <summary><c>/comprobar</c>: what would be found in a memoria, or in a whole submission, before it is filed. Nothing is kept.</summary>
public sealed class Comprobar(PageDoor door, EnvelopeReader reader, FolderCheck check, MemoriaInspector inspector, OfficialClock clock)
{
    private const int MaxMemorias = 5;

    /// <summary>Asks for files.</summary>
    [Function("pagina-comprobar")]
    public Task<IResult> Ask([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "comprobar")] HttpRequest request) =>
        door.ShowAsync(request, v => Task.FromResult<IResult>(ComprobarPage.Ask(v, [])));

    /// <summary>Looks at them.</summary>
    [Function("comprobar")]
    public Task<IResult> Look([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "comprobar")] HttpRequest request, CancellationToken cancellationToken) =>
        door.LookAsync(request, async (v, uploads) =>
        {
            if (uploads.TooMuch)
                return ComprobarPage.Ask(v, [new("fichero", v.Say("Massa gran: 10 Mb per fitxer i 40 Mb en total com a màxim. La memòria, 8 Mb.", "Demasiado grande: 10 Mb por fichero y 40 Mb en total como máximo. La memoria, 8 Mb.", "Too large: 10 Mb a file and 40 Mb in all at most. The memoria, 8 Mb."))]);
            if (uploads.Files.FirstOrDefault(f => f.Name == FileName.Envelope.Value) is { } envelope)
                return await JudgeAsync(v, envelope.Content, uploads.Files, cancellationToken);
            var memorias = uploads.Files.Where(f => f.Name.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase)).Take(MaxMemorias).ToList();
            return memorias.Count == 0
                ? ComprobarPage.Ask(v, [new("fichero", v.Say("Trieu la memòria en PDF, o solicitud.json amb els seus fitxers.", "Elija la memoria en PDF, o solicitud.json con sus ficheros.", "Choose the memoria as PDF, or solicitud.json with its files."))])
                : ComprobarPage.Memorias(v, [.. memorias.Select(m => (m.Name, inspector.Inspect(m.Content)))]);
        }, cancellationToken);

    private async Task<IResult> JudgeAsync(Visit v, byte[] envelope, IReadOnlyList<UploadedFile> files, CancellationToken cancellationToken)
    {
        if (reader.Read(envelope) is not (EnvelopeReading.Refused or EnvelopeReading.Readable))
            return ComprobarPage.Ask(v, [new("fichero", v.Say("Ací es comproven sol·licituds, no contestes a requeriments.", "Aquí se comprueban solicitudes, no contestaciones a requerimientos.", "Applications are checked here, not answers to requests."))]);
        var verdict = await check.JudgeAsync(
            envelope, files.FirstOrDefault(f => f.Name == FileName.Signature.Value)?.Content,
            [.. files.Where(f => f.Name != FileName.Envelope.Value && f.Name != FileName.Signature.Value).Select(f => new SubmissionFile(f.Name, () => new MemoryStream(f.Content, writable: false)))],
            OfficialClock.ToLocal(clock.Now), cancellationToken);
        return ComprobarPage.Verdict(v, verdict);
    }
}
