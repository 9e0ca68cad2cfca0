using System.Runtime.CompilerServices;
using IntakePipeline.Calls;

namespace IntakePipeline.Evaluation;

/// <summary>One application a department has to evaluate.</summary>
/// <param name="Place">Its place in the order.</param>
/// <param name="Expediente">The expediente as it stands.</param>
public sealed record WorklistLine(Place Place, Expediente Expediente);

/// <summary>A page of a worklist.</summary>
/// <param name="Lines">In strict order of effective entry.</param>
/// <param name="Next">Where the next page goes on; null after the last.</param>
public sealed record WorklistPage(IReadOnlyList<WorklistLine> Lines, Place? Next);

/// <summary>
/// What a department has to evaluate in a phase, in the strict order of effective entry over all its programmes of the call. Superseded and withdrawn
/// applications are not in it, nor those moved elsewhere; those moved here keep the place their own entry gives them.
/// </summary>
/// <param name="calls">Which programmes a department has.</param>
/// <param name="order">The order.</param>
/// <param name="expedientes">The expedientes.</param>
public sealed class Worklist(CallCatalogue calls, IExpedienteOrder order, IExpedienteStore expedientes)
{
    /// <summary>Most lines of a page.</summary>
    public const int MaxLines = 100;

    /// <summary>Reads a page.</summary>
    /// <param name="department">The department.</param>
    /// <param name="call">The call.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="lines">Lines wanted, 1 to <see cref="MaxLines"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The page; null when the department evaluates nothing in that phase of that call.</returns>
    public async Task<WorklistPage?> ReadAsync(
        DepartmentId department, CallId call, PhaseId phase, Place? after, int lines, CancellationToken cancellationToken)
    {
        if (lines is < 1 or > MaxLines)
            throw new ArgumentOutOfRangeException(nameof(lines), lines, "A page has 1 to 100 lines.");
        var phases = calls.Find(call)?.Programmes
            .Where(p => p.Department.Id == department && p.Windows.Any(w => w.Phase == phase))
            .Select(p => new ProgrammePhase(call, p.Id, phase)).ToList() ?? [];
        if (phases.Count == 0)
            return null;

        var sources = phases.SelectMany(p => new[]
        {
            LinesAsync(p, order.InEvaluationAsync(p, after, cancellationToken), movedTo: null, cancellationToken),
            LinesAsync(p, order.MovedInAsync(p, after, cancellationToken), new Move(call, p.Programme), cancellationToken),
        });
        var page = new List<WorklistLine>(lines);
        await foreach (var line in InOrder.MergeAsync([.. sources], cancellationToken))
        {
            // One more tells that there is a next page.
            if (page.Count == lines)
                return new WorklistPage(page, page[^1].Place);
            page.Add(line);
        }

        return new WorklistPage(page, null);
    }

    // The expediente's own state decides: it may have changed since, and what was moved here may have been moved on.
    private async IAsyncEnumerable<WorklistLine> LinesAsync(
        ProgrammePhase phase, IAsyncEnumerable<Placed> all, Move? movedTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var placed in all.WithCancellation(cancellationToken))
        {
            if (await expedientes.FindAsync(placed.Expediente, cancellationToken) is { State: ExpedienteState.InEvaluation state } expediente
                && expediente.MovedTo == movedTo && state.Phase == phase.Phase)
                yield return new WorklistLine(placed.Place, expediente);
        }
    }
}

/// <summary>Merges what is in order.</summary>
internal static class InOrder
{
    /// <summary>All of <paramref name="sources"/>, each in order, as one in order; reads one ahead of each and no more.</summary>
    public static async IAsyncEnumerable<WorklistLine> MergeAsync(
        IReadOnlyList<IAsyncEnumerable<WorklistLine>> sources, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var heads = new PriorityQueue<IAsyncEnumerator<WorklistLine>, Place>();
        var opened = new List<IAsyncEnumerator<WorklistLine>>(sources.Count);
        try
        {
            foreach (var source in sources)
            {
                var next = source.GetAsyncEnumerator(cancellationToken);
                opened.Add(next);
                if (await next.MoveNextAsync())
                    heads.Enqueue(next, next.Current.Place);
            }

            while (heads.TryDequeue(out var first, out _))
            {
                yield return first.Current;
                if (await first.MoveNextAsync())
                    heads.Enqueue(first, first.Current.Place);
            }
        }
        finally
        {
            foreach (var source in opened)
                await source.DisposeAsync();
        }
    }
}
