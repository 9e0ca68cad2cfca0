using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Memorias;
using IntakePipeline.Signatures;
using IntakePipeline.Signatures.Checking;
using IntakePipeline.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace IntakePipeline.Local.Commands;

/// <summary><c>check DIR</c>: judges a folder as the pipeline would, before it is filed; needs no host and no storage.</summary>
internal static class CheckCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = FilingArguments.Folder();
        var filed = CalendarArguments.Filed("Official time at which it is to be filed, Europe/Madrid unless it has an offset [default: now]");
        var json = CalendarArguments.Json();
        var language = CalendarArguments.Language("the application's own");
        var timing = new Option<bool>("--timing") { Description = "Say on standard error how long it took to read the calls and the calendar, and then to check" };
        var command = new Command("check", "Judge a folder without filing it: why it would be refused, what would have to be cured, what the department would look at")
        {
            folder, filed, json, language, timing, CommandLine.Data,
        };
        command.Does(async (parsed, cancellationToken) =>
        {
            var started = Stopwatch.GetTimestamp();
            var calendar = WorkingCalendar.Load();
            var reader = new EnvelopeReader(CallCatalogue.Load(calendar));
            var loaded = Stopwatch.GetElapsedTime(started);

            var submission = FilingArguments.Read(parsed.GetValue(folder)!, parsed.InvocationConfiguration.Error);
            using var signatures = SignatureServices.Build(LocalTrust.Of(DataFolder.At(parsed.GetValue(CommandLine.Data))));
            var check = new FolderCheck(reader, calendar, signatures.GetRequiredService<ApplicantSignatures>(), new MemoriaInspector(TimeProvider.System));
            var verdict = await check.JudgeAsync(
                submission.Envelope, submission.Signature, submission.Files, parsed.GetValue(filed) ?? OfficialClock.ToLocal(new OfficialClock(TimeProvider.System).Now), cancellationToken);
            var took = Stopwatch.GetElapsedTime(started);

            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
                await output.WriteLineAsync(CheckReport.ToJson(verdict));
            else
                CheckReport.Show(verdict, parsed.GetValue(language) ?? verdict.Language, output);
            if (parsed.GetValue(timing))
                await parsed.InvocationConfiguration.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"started in {loaded.TotalMilliseconds:0} ms, checked in {(took - loaded).TotalMilliseconds:0} ms"));
            return verdict.IsRefused || verdict.HasDefects ? ExitCode.Refused : ExitCode.Done;
        });
        return command;
    }
}
