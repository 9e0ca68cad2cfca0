using System.CommandLine;
using IntakePipeline.Benchmarks.Intake;
using IntakePipeline.Benchmarks.Rules;
using IntakePipeline.Benchmarks.Signatures;

var count = new Option<int>("--count") { Description = "Submissions to file.", DefaultValueFactory = _ => 500 };
var concurrency = new Option<int>("--concurrency") { Description = "Submissions in flight at once.", DefaultValueFactory = _ => 8 };
var bytes = new Option<int>("--bytes") { Description = "Size of each memoria.", DefaultValueFactory = _ => 1024 * 1024 };

var intake = new Command("intake", "Files submissions through HTTP against the emulator, beside the floor: the same storage calls, bare.") { count, concurrency, bytes };
intake.SetAction((result, cancellationToken) =>
    IntakeBenchmark.RunAsync(result.GetValue(count), result.GetValue(concurrency), result.GetValue(bytes), cancellationToken));

var validations = new Option<int>("--count") { Description = "Validations in each round.", DefaultValueFactory = _ => 20_000 };
var rules = new Command("rules", "Validates a form with every rule, beside the floor: the same loop without the rules; and checks a folder.") { validations };
rules.SetAction((result, cancellationToken) => RulesBenchmark.RunAsync(result.GetValue(validations), cancellationToken));

return await new RootCommand("Figures of the intake pipeline, each with its floor in the same run.") { intake, rules, SignatureBenchmark.Fuzz, SignatureBenchmark.Cost }.Parse(args).InvokeAsync();
