using System.CommandLine;
using IntakePipeline.Benchmarks.Faults;
using IntakePipeline.Benchmarks.Intake;
using IntakePipeline.Benchmarks.Memorias;
using IntakePipeline.Benchmarks.Panel;
using IntakePipeline.Benchmarks.Registry;
using IntakePipeline.Benchmarks.Rules;
using IntakePipeline.Benchmarks.Seals;
using IntakePipeline.Benchmarks.Signatures;

var count = new Option<int>("--count") { Description = "Submissions to file.", DefaultValueFactory = _ => 500 };
var concurrency = new Option<int>("--concurrency") { Description = "Submissions in flight at once.", DefaultValueFactory = _ => 8 };
var bytes = new Option<int>("--bytes") { Description = "Size of each memoria.", DefaultValueFactory = _ => 1024 * 1024 };
var published = new Option<string?>("--host") { Description = "A folder that infra/local was published to; without it the host as built with the benchmarks." };

var intake = new Command("intake", "Files submissions through HTTP against the emulator, beside the floor: the same storage calls, bare.") { count, concurrency, bytes, published };
intake.SetAction((result, cancellationToken) =>
    IntakeBenchmark.RunAsync(new IntakeLoad(result.GetValue(count), result.GetValue(concurrency), result.GetValue(bytes), result.GetValue(published)), cancellationToken));

var rate = new Option<double>("--rate") { Description = "Arrivals a second while it is quiet.", DefaultValueFactory = _ => 1.0 };
var seconds = new Option<int>("--seconds") { Description = "Length of the quiet stretch, and of the rush after it.", DefaultValueFactory = _ => 60 };
var day = new Command("deadline-day", "A quiet stretch, then ten times the rate with memorias of 8 Mb among the others; open arrivals.") { rate, seconds, bytes };
day.SetAction((result, cancellationToken) =>
    DeadlineDayBenchmark.RunAsync(result.GetValue(rate), result.GetValue(seconds), result.GetValue(bytes), cancellationToken));

var starts = new Option<int>("--rounds") { Description = "Starts to measure.", DefaultValueFactory = _ => 5 };
var start = new Command("start", "From the start of the host's process to the first receipt.") { starts, published };
start.SetAction((result, cancellationToken) => StartBenchmark.RunAsync(result.GetValue(starts), result.GetValue(published), cancellationToken));

var appends = new Option<int>("--count") { Description = "Appends in each round.", DefaultValueFactory = _ => 4000 };
var writers = new Option<int>("--concurrency") { Description = "Appends in flight at once.", DefaultValueFactory = _ => 64 };
var ledger = new Command("ledger", "Group commit beside one transaction for each entry, and beside bare rows.") { appends, writers };
ledger.SetAction((result, cancellationToken) => LedgerBenchmark.RunAsync(result.GetValue(appends), result.GetValue(writers), cancellationToken));

var sizes = new Option<int[]>("--sizes") { Description = "Entries at which to measure, ascending.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1_000, 10_000, 100_000] };
var growth = new Command("growth", "What the book costs while it grows.") { sizes };
growth.SetAction((result, cancellationToken) => GrowthBenchmark.RunAsync(result.GetValue(sizes)!, cancellationToken));

var validations = new Option<int>("--count") { Description = "Validations in each round.", DefaultValueFactory = _ => 20_000 };
var rules = new Command("rules", "Validates a form with every rule, beside the floor: the same loop without the rules; and checks a folder.") { validations };
rules.SetAction((result, cancellationToken) => RulesBenchmark.RunAsync(result.GetValue(validations), cancellationToken));

var expedientes = new Option<int>("--count") { Description = "Expedientes to write.", DefaultValueFactory = _ => 100_000 };
var panel = new Command("panel", "Writes very many expedientes and reads the panel's pages, beside the floor: one row by its key.") { expedientes };
panel.SetAction((result, cancellationToken) => PanelBenchmark.RunAsync(result.GetValue(expedientes), cancellationToken));

var runs = new Option<int>("--runs") { Description = "Runs with faults, each with a seed of its own.", DefaultValueFactory = _ => 500 };
var seed = new Option<int>("--seed") { Description = "The first run's seed.", DefaultValueFactory = _ => 1001 };
var crashes = new Option<int>("--crashes") { Description = "How often to kill a host at each crash point.", DefaultValueFactory = _ => 1 };
var atOnce = new Option<int>("--at-once") { Description = "Runs at once.", DefaultValueFactory = _ => 2 };
var faults = new Command("faults", "Files submissions while storage keeps failing, and kills hosts at every point of their way; then audits.") { runs, seed, crashes, atOnce };
faults.SetAction((result, cancellationToken) =>
    FaultBenchmark.RunAsync(result.GetValue(runs), result.GetValue(seed), result.GetValue(crashes), result.GetValue(atOnce), cancellationToken));

var receipts = new Option<int>("--count") { Description = "Receipts in each round.", DefaultValueFactory = _ => 300 };
var seal = new Command("seal", "Makes and seals receipts, beside the floor: the same without signatures.") { receipts };
seal.SetAction(result => SealBenchmark.Run(result.GetValue(receipts)));

var root = new RootCommand("Figures of the intake pipeline, each with its floor in the same run.") { intake, day, start, ledger, growth, rules, seal, SignatureBenchmark.Fuzz, SignatureBenchmark.Cost, faults, panel };
foreach (var command in MemoriaCommands.All())
    root.Subcommands.Add(command);
return await root.Parse(args).InvokeAsync();
