using System.Globalization;
using IntakePipeline.Local.Filing;
using IntakePipeline.Receipts;
using NodaTime;

namespace IntakePipeline.Local.Commands;

/// <summary>Tells the person at the terminal what came of a filing, and saves the receipt.</summary>
internal static class FilingReport
{
    /// <summary>Prints the receipt's essence or the reasons of the refusal.</summary>
    /// <param name="terminal">Where it is printed.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="fetchPdf">Fetches the receipt's document.</param>
    /// <param name="folder">The folder that was filed.</param>
    /// <param name="output">Where the receipt goes; null for beside the folder.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The program's exit code.</returns>
    public static async Task<int> ShowAsync(
        TextWriter terminal, FilingOutcome outcome, Func<VerificationCode, CancellationToken, Task<byte[]>> fetchPdf, string folder, string? output, CancellationToken cancellationToken)
    {
        switch (outcome)
        {
            case FilingOutcome.Registered registered:
                var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
                var files = new ReceiptFiles(output ?? Path.GetDirectoryName(path) ?? path, Path.GetFileName(path));
                Show(terminal, registered.Receipt);
                await files.SaveAsync(registered, cancellationToken);
                Line(terminal, "receipt", await SavePdfAsync(files, registered.Receipt.Csv, fetchPdf, cancellationToken));
                return ExitCode.Done;

            case FilingOutcome.Refused refused:
                Show(terminal, refused);
                return ExitCode.Refused;

            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Where the document was saved. Without it the submission is registered all the same, so that is no trouble.</summary>
    private static async Task<string> SavePdfAsync(
        ReceiptFiles files, VerificationCode code, Func<VerificationCode, CancellationToken, Task<byte[]>> fetchPdf, CancellationToken cancellationToken)
    {
        try
        {
            await files.SaveAsync(await fetchPdf(code, cancellationToken), cancellationToken);
            return files.Pdf;
        }
        catch (FilingException e)
        {
            return $"{files.Json} (file it again for the PDF. {e.Message})";
        }
    }

    private static void Show(TextWriter terminal, Receipt receipt)
    {
        terminal.WriteLine($"Registered {receipt.Number}, expediente {receipt.Expediente}{(receipt.Simulated ? "   SIMULACIÓ / SIMULACIÓN" : "")}");
        Line(terminal, "presentacion", receipt.Key.Value);
        Line(terminal, "applicant", $"{receipt.Applicant.Name} ({receipt.Applicant.TaxId})");
        Line(terminal, "project", receipt.ProjectTitle);
        Line(terminal, "programme", $"{receipt.Programme} of {receipt.Call}, {(receipt.Phase is { } phase ? $"phase {phase} until {Day(receipt.PhaseCloses!.Value)}" : "out of time")}");
        Line(terminal, "filed", $"{receipt.FiledAtLocal.ToString("uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} Europe/Madrid, counts for {Day(receipt.Effective.Date)}");
        foreach (var document in receipt.Documents)
            Line(terminal, document.Kind, string.Create(CultureInfo.InvariantCulture, $"{document.Name}, {document.Bytes:#,0} bytes, SHA-256 {document.Digest.Hex[..16]}…"));
        Line(terminal, "CSV", receipt.Csv.ToString());
    }

    private static void Show(TextWriter terminal, FilingOutcome.Refused refused)
    {
        terminal.WriteLine("NOT registered. La presentació no s'ha registrat / La presentación no se ha registrado:");
        foreach (var fault in refused.Faults)
        {
            terminal.WriteLine($"  [{fault.Code}]");
            terminal.WriteLine($"    va  {fault.Reason.Va} {fault.Remedy.Va}");
            terminal.WriteLine($"    es  {fault.Reason.Es} {fault.Remedy.Es}");
        }

        if (refused.Rejection is { } id)
            Line(terminal, "rejection", id);
    }

    private static string Day(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static void Line(TextWriter terminal, string label, string value) => terminal.WriteLine($"  {label,-20} {value}");
}
