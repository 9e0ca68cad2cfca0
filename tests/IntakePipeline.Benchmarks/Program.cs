using System.CommandLine;
using IntakePipeline.Benchmarks.Intake;
using IntakePipeline.Benchmarks.Panel;
using IntakePipeline.Benchmarks.Rules;

var count = new Option<int>("--count") { Description = "Submissions to file.", DefaultValueFactory = _ => 500 };
var concurrency = new Option<int>("--concurrency") { Description = "Submissions in flight at once.", DefaultValueFactory = _ => 8 };
var bytes = new Option<int>("--bytes") { Description = "Size of each memoria.", DefaultValueFactory = _ => 1024 * 1024 };

var intake = new Command("intake", "Files submissions through HTTP against the emulator, beside the floor: the same storage calls, bare.") { count, concurrency, bytes };
intake.SetAction((result, cancellationToken) =>
    IntakeBenchmark.RunAsync(result.GetValue(count), result.GetValue(concurrency), result.GetValue(bytes), cancellationToken));

var validations = new Option<int>("--count") { Description = "Validations in each round.", DefaultValueFactory = _ => 20_000 };
var rules = new Command("rules", "Validates a form with every rule, beside the floor: the same loop without the rules; and checks a folder.") { validations };
rules.SetAction((result, cancellationToken) => RulesBenchmark.RunAsync(result.GetValue(validations), cancellationToken));

var expedientes = new Option<int>("--count") { Description = "Expedientes to write.", DefaultValueFactory = _ => 100_000 };
var panel = new Command("panel", "Writes very many expedientes and reads the panel's pages, beside the floor: one row by its key.") { expedientes };
panel.SetAction((result, cancellationToken) => PanelBenchmark.RunAsync(result.GetValue(expedientes), cancellationToken));

return await new RootCommand("Figures of the intake pipeline, each with its floor in the same run.") { intake, rules, panel }.Parse(args).InvokeAsync();
