using System.CommandLine;

namespace IntakePipeline.Benchmarks.Memorias;

/// <summary>The commands that measure the reading of memorias.</summary>
internal static class MemoriaCommands
{
    public static IEnumerable<Command> All() => [Memoria(), AtOnce(), Fuzz(), Agreement(), Fields()];

    private static Command Memoria()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "More PDFs to measure.", Arity = ArgumentArity.ZeroOrMore };
        var memoria = new Command("memoria", "Time and memory of looking into memorias, beside SHA-256 and poppler.") { files };
        memoria.SetAction(result => MemoriaBenchmark.Run(result.GetValue(files) ?? []));
        return memoria;
    }

    private static Command AtOnce()
    {
        var file = new Argument<FileInfo>("FILE");
        var command = new Command("at-once", "Inspects a PDF sixteen times at once; run by «memoria».") { file };
        command.Hidden = true;
        command.SetAction(result => MemoriaBenchmark.RunAtOnce(result.GetValue(file)!));
        return command;
    }

    private static Command Fuzz()
    {
        var seed = new Option<int>("--seed") { Description = "First seed." };
        var count = new Option<int>("--count") { Description = "Cases.", DefaultValueFactory = _ => 10_000 };
        var fuzz = new Command("fuzz", "Inspects damaged files: none may end in an exception or take over 2 s.") { seed, count };
        fuzz.SetAction(result => FuzzRun.Run(result.GetValue(seed), result.GetValue(count)));
        return fuzz;
    }

    private static Command Agreement()
    {
        var folders = new Argument<DirectoryInfo[]>("FOLDER") { Description = "Folders with PDFs, searched through.", Arity = ArgumentArity.OneOrMore };
        var verbose = new Option<bool>("--verbose") { Description = "Names every file that differs." };
        var agreement = new Command("agreement", "Compares pages, images and words with poppler's.") { folders, verbose };
        agreement.SetAction(result => AgreementRun.Run(result.GetValue(folders) ?? [], result.GetValue(verbose)));
        return agreement;
    }

    private static Command Fields()
    {
        var count = new Option<int>("--count") { Description = "Memorias to generate.", DefaultValueFactory = _ => 70 };
        var verbose = new Option<bool>("--verbose") { Description = "Names every value read wrongly or not at all." };
        var fields = new Command("fields", "Recall and precision of the fields read from generated memorias.") { count, verbose };
        fields.SetAction(result => FieldsRun.Run(result.GetValue(count), result.GetValue(verbose)));
        return fields;
    }
}
