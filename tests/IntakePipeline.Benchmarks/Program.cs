using System.CommandLine;
using IntakePipeline.Benchmarks.Faults;
using IntakePipeline.Benchmarks.Intake;
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

var runs = new Option<int>("--runs") { Description = "Runs with faults, each with a seed of its own.", DefaultValueFactory = _ => 500 };
var seed = new Option<int>("--seed") { Description = "The first run's seed.", DefaultValueFactory = _ => 1001 };
var crashes = new Option<int>("--crashes") { Description = "How often to kill a host at each crash point.", DefaultValueFactory = _ => 1 };
var atOnce = new Option<int>("--at-once") { Description = "Runs at once.", DefaultValueFactory = _ => 2 };
var faults = new Command("faults", "Files submissions while storage keeps failing, and kills hosts at every point of their way; then audits.") { runs, seed, crashes, atOnce };
faults.SetAction((result, cancellationToken) =>
    FaultBenchmark.RunAsync(result.GetValue(runs), result.GetValue(seed), result.GetValue(crashes), result.GetValue(atOnce), cancellationToken));

return await new RootCommand("Figures of the intake pipeline, each with its floor in the same run.") { intake, rules, faults }.Parse(args).InvokeAsync();
