using System.Net;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Local.Filing;
using IntakePipeline.Receipts;
using IntakePipeline.Storage;

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
            if (point.Step == Ordered && await Officer.AskAsync(host.Address, ReceiptOf(sender, filings[0])!.Expediente, cancellationToken) is { } status)
                return [$"the host answered {status} instead of dying"];
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

        if (point.Step == Ordered && await Officer.AskAsync(survivor.Address, ReceiptOf(sender, filings[0])!.Expediente, cancellationToken) != HttpStatusCode.SeeOther)
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
