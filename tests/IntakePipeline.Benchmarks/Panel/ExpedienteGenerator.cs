using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using IntakePipeline.Storage;
using IntakePipeline.Storage.Tables;
using IntakePipeline.Submissions;
using IntakePipeline.Validation;
using NodaTime;

namespace IntakePipeline.Benchmarks.Panel;

/// <summary>Very many expedientes with all their rows, spread over every programme of every call: what years of filing would leave.</summary>
internal static class ExpedienteGenerator
{
    // Three rows each and four for those with a phase: this many fill a transaction.
    private const int PerTransaction = 25;

    private static readonly string[] Words = ["Sensors", "Plataforma", "Aplicació", "Làser", "Diagnosi", "Envàs", "Motor", "Biomaterial", "Calçat", "Ceràmica"];

    private static readonly Finding Low = new(
        FindingCode, Severity.CurableDefect, ["documentos"], "200 ppp", "150 ppp", "R4 8.3", new LocalizedText("Resolució baixa.", "Resolución baja."));

    /// <summary>NIF of the n-th applicant.</summary>
    public static string TaxId(int n) => $"B{n:D8}";

    /// <summary>Whom every seventh is assigned to, in turn.</summary>
    public static string Assignee(int n) => $"persona{n % 12}@example.org";

    /// <summary>Code of a finding that every fiftieth has.</summary>
    public const string FindingCode = "memoria-escaneo-resolucion-baja";

    /// <summary>Writes them.</summary>
    /// <returns>Their keys, in the panel's order.</returns>
    public static async Task<IReadOnlyList<ExpedienteKey>> FillAsync(StorageConnection storage, CallCatalogue calls, int count, CancellationToken cancellationToken)
    {
        var table = storage.Tables.GetTableClient(Pipeline.Tables.Expedientes);
        var programmes = calls.All.SelectMany(c => c.Programmes.Select(p => (Call: c, Programme: p))).ToList();
        var made = new List<ExpedienteKey>(count);
        var number = 0;
        foreach (var (index, (call, programme)) in programmes.Index())
        {
            var here = (count / programmes.Count) + (index < count % programmes.Count ? 1 : 0);
            foreach (var chunk in Enumerable.Range(1, here).Chunk(PerTransaction))
            {
                var actions = new List<TableTransactionAction>(PerTransaction * 4);
                foreach (var sequence in chunk)
                {
                    var expediente = Make(call, programme, sequence, number++);
                    made.Add(expediente.Key);
                    actions.AddRange(RowsOf(expediente).Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)));
                }

                await table.SubmitTransactionAsync(actions, cancellationToken);
            }
        }

        return made;
    }

    private static IEnumerable<TableEntity> RowsOf(Expediente e)
    {
        yield return ExpedienteTableRows.State(e);
        yield return ExpedienteTableRows.History(e, HistoryEvent.Registered(e));
        yield return ExpedienteTableRows.Version(e);
        if (OrderRows.Of(e) is { } placed)
            yield return placed;
    }

    private static Expediente Make(Call call, Programme programme, int sequence, int n)
    {
        var window = programme.Windows[n % programme.Windows.Count];
        var filed = (window.Opens.AtMidnight() + Period.FromSeconds(n % 80_000)).InUtc().ToInstant();
        var key = new ExpedienteKey(call.Id, new ExpedienteNumber(programme.Id, call.Year, sequence));
        var request = new CorrectionRequestNumber(key.Number, 1);
        ExpedienteState state = (n % 10) switch
        {
            0 or 1 => new ExpedienteState.AwaitingCorrection(request),
            2 => new ExpedienteState.Withdrawn(request),
            3 => new ExpedienteState.Registered(),
            _ => new ExpedienteState.InEvaluation(programme.Department.Id, window.Phase, filed),
        };
        return new Expediente(
            key, new RegistryNumber(call.Year, n + 1), SubmissionKey.TryParse($"RT-{call.Year}-{n:D7}", out var submission) ? submission : throw new InvalidOperationException("No key."),
            window.Phase, programme.Department.Id, Language.Valencian, new Party(TaxId(n), $"Empresa {n} de {Words[n % Words.Length]}, SL"), $"P-{n}",
            $"{Words[n % Words.Length]} i {Words[n / Words.Length % Words.Length].ToLowerInvariant()} per a la indústria {n}", filed,
            new EffectiveDate(window.Opens, new LocalizedText("Dia hàbil.", "Día hábil.")), state, filed, n % 50 == 0 ? [Low] : [], new Revision(1, ""))
        {
            AssignedTo = n % 7 == 0 ? new Actor(Assignee(n)) : null,
        };
    }
}
