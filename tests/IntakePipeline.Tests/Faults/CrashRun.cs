using System.Net;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Access;
using IntakePipeline.Local.Filing;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Storage;
using IntakePipeline.Tests.Functions;
using IntakePipeline.Tests.Pages;

namespace IntakePipeline.Tests.Faults;

/// <summary>A host dies at one point of its way, by SIGKILL; another comes up on the same storage, and the sender sends again what nobody acknowledged.</summary>
internal static class CrashRun
{
    // The one step that nobody takes but a person at the panel.
    private const string Ordered = "requerimiento-ordenado";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs it on a storage of its own.</summary>
    /// <returns>What is not as it must be; empty when all is well.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(string storage, CrashPoint point, CancellationToken cancellationToken)
    {
        using var sender = new Sender();
        SubmissionFolder[] filings = [sender.Clean("RT-1", 1), sender.Defective("RT-2", 2), sender.Damaged("RT-3", 3)];
        SubmissionFolder? answer = null;
        await using (var host = await ChildHost.StartAsync(storage, point, cancellationToken))
        {
            foreach (var filing in filings)
                await sender.SendAsync(host.Address, filing, cancellationToken);
            answer = await AnswerAsync(storage, sender, filings[1], host, cancellationToken);
            if (answer is not null)
                await sender.SendAsync(host.Address, answer, cancellationToken);
            if (point.Step == Ordered)
                await Assert.ThrowsAsync<HttpRequestException>(() => OrderAsync(host.Address, ReceiptOf(sender, filings[0])!.Expediente));
            if (!await host.EndsAsync(Patience, cancellationToken))
                return [$"the host never came to {point.Name}: {host.Said}"];
            if (!OperatingSystem.IsWindows() && host.ExitCode != 137)
                return [$"the host was not killed but ended with {host.ExitCode}: {host.Said}"];
        }

        await using var survivor = await Survivor.StartAsync(storage);
        await survivor.SettleAsync(cancellationToken);
        // Twice: what was acknowledged is given the same receipt, what was not one result for both.
        for (var time = 0; time < 2; time++)
        {
            foreach (var filing in answer is null ? filings : [.. filings, answer])
            {
                if (await sender.SendUntilAnsweredAsync(() => survivor.Address, filing, attempts: 5, cancellationToken) == 0)
                    return [$"{filing.Key} was not answered after the crash"];
            }
        }

        if (point.Step == Ordered && await OrderAsync(survivor.Address, ReceiptOf(sender, filings[0])!.Expediente) != HttpStatusCode.SeeOther)
            return ["the correction could not be asked for after the crash"];
        await survivor.SettleAsync(cancellationToken);
        var found = await survivor.ViolationsAsync(sender, cancellationToken);
        var expected = answer is null ? 2 : 3;
        return sender.Receipts.Count == expected && sender.Refusals.Keys.Single() == "RT-3"
            ? found
            : [.. found, $"{sender.Receipts.Count} of {expected} were registered, refused: {string.Join(", ", sender.Refusals)}"];
    }

    private static Receipt? ReceiptOf(Sender sender, SubmissionFolder filed) =>
        sender.Receipts.TryGetValue(filed.Key!.Value.Value, out var receipts) ? ReceiptJson.Read(Convert.FromBase64String(receipts.First())) : null;

    /// <summary>A person of the department asks for a correction as soon as the application is in evaluation; again after a crash.</summary>
    private static async Task<HttpStatusCode> OrderAsync(Uri address, ExpedienteNumber expediente)
    {
        using var officer = await Caller.SignInAsync(address, StaffRole.Act, "núria@example.org");
        await RunningHost.EventuallyAsync(async () =>
        {
            using var page = await officer.GetAsync($"/panel/expedientes/{expediente}");
            return (await page.Content.ReadAsStringAsync()) is var html && (html.Contains("/requerir", StringComparison.Ordinal) || html.Contains("-R1", StringComparison.Ordinal)) ? true : (bool?)null;
        });
        using var done = await officer.PostAsync(
            $"/panel/expedientes/{expediente}/requerir", ("paso", "emitir"), ("ronda", "1"), ("defecto", "memoria-incompleta.1"),
            ("va.memoria-incompleta.1", "Falta l'annex."), ("es.memoria-incompleta.1", "Falta el anexo."), ("motivo", "annex"));
        return done.StatusCode;
    }

    /// <summary>The answer to the defective application, as soon as its correction is requested; null when the host dies before.</summary>
    private static async Task<SubmissionFolder?> AnswerAsync(
        string storage, Sender sender, SubmissionFolder filed, ChildHost host, CancellationToken cancellationToken)
    {
        if (ReceiptOf(sender, filed) is not { } receipt)
            return null;
        var requests = new CorrectionRequestTable(new StorageConnection(storage).Tables);
        var number = CorrectionRequestNumber.First(receipt.Expediente);
        while (!host.HasEnded)
        {
            if (await requests.FindAsync(new ExpedienteKey(new CallId(receipt.Call.Value), receipt.Expediente), number, cancellationToken) is not null)
                return sender.Answer("RS-2", filed, 2, number);
            await Task.Delay(50, cancellationToken);
        }

        return null;
    }
}
