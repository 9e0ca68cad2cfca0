using System.CommandLine;
using System.Diagnostics;
using IntakePipeline.Memorias;
using IntakePipeline.Memorias.Extraction;
using IntakePipeline.Memorias.Pdf;
using IntakePipeline.Memorias.Recognition;

namespace IntakePipeline.Local.Commands;

/// <summary><c>inspect FILE…</c>: says what each PDF is, page by page, without a storage. A bad file is told like any other.</summary>
internal static class InspectCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "PDFs, or folders of them", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "One JSON object a line, one line a file" };
        var text = new Option<bool>("--text") { Description = "Also the text, pages parted by form feeds" };
        var ocr = new Option<bool>("--ocr") { Description = "Read scans without a text layer by character recognition, as the pipeline does: seconds a page" };
        var language = CalendarArguments.Language("va");
        var command = new Command("inspect", "Say what PDFs are: whether they open, what each page is, how it was scanned, what the memoria says of the application") { files, json, text, ocr, language };
        command.Does(async (parsed, cancellationToken) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var inspector = new MemoriaInspector(TimeProvider.System, PdfLimits.Default, parsed.GetValue(ocr) ? PageRecogniser.Installed(TimeProvider.System) : null);
            var code = ExitCode.Done;
            foreach (var file in parsed.GetValue(files)!.SelectMany(Each))
            {
                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    var inspected = await InspectAsync(inspector, file, parsed.GetValue(ocr), cancellationToken);
                    await output.WriteLineAsync(parsed.GetValue(json)
                        ? inspected.ToJson(parsed.GetValue(text))
                        : inspected.ToText(parsed.GetValue(text), parsed.GetValue(language) ?? Language.Valencian));
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // Not the file is bad but the request: the others are still told.
                    await error.WriteLineAsync(e.Message);
                    code = ExitCode.Trouble;
                }
            }

            return code;
        });
        return command;
    }

    private static IEnumerable<string> Each(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*.pdf", new EnumerationOptions { RecurseSubdirectories = true, MatchCasing = MatchCasing.CaseInsensitive }).Order(StringComparer.Ordinal)
        : [path];

    private static async Task<InspectedFile> InspectAsync(MemoriaInspector inspector, string file, bool ocr, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(file, cancellationToken);
        var (started, allocated) = (Stopwatch.GetTimestamp(), Allocated());
        var report = ocr
            ? await inspector.InspectAsync(bytes.Length, (buffer, _) => Fill(bytes, buffer), FieldLabels.Any, cancellationToken)
            : inspector.Inspect(bytes);
        return new InspectedFile(file, report, Stopwatch.GetElapsedTime(started), Allocated() - allocated);

        // The quick look runs on this very thread; recognition goes on on others.
        long Allocated() => ocr ? GC.GetTotalAllocatedBytes(precise: true) : GC.GetAllocatedBytesForCurrentThread();
    }

    private static Task Fill(byte[] bytes, Memory<byte> buffer)
    {
        bytes.CopyTo(buffer);
        return Task.CompletedTask;
    }
}
