using IntakePipeline.Calendar;

namespace IntakePipeline.Evaluation;

/// <summary>Changes expedientes that others may be changing at the same time, and does what their states ask for.</summary>
/// <param name="expedientes">The expedientes.</param>
/// <param name="evaluation">The departments' queues.</param>
/// <param name="clock">The official time.</param>
public sealed class ExpedienteDesk(IExpedienteStore expedientes, IEvaluationQueue evaluation, OfficialClock clock)
{
    // Every lost race means that somebody else moved the expediente forward, and it has few states: more than a few losses is a fault to be seen.
    private const int Attempts = 10;

    /// <summary>The expediente, which must exist.</summary>
    public async Task<Expediente> ReadAsync(ExpedienteKey key, CancellationToken cancellationToken) =>
        await expedientes.FindAsync(key, cancellationToken) ?? throw new InvalidOperationException($"Expediente {key.Number} of {key.Call} is gone.");

    /// <summary>Stores what <paramref name="step"/> makes of it; made again from a new reading whenever somebody else was faster.</summary>
    /// <param name="expediente">The expediente as it was read.</param>
    /// <param name="step">The change and the event that tells of it; null when there is nothing to change.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    public async Task<Expediente> ChangeAsync(Expediente expediente, Func<Expediente, Task<Change?>> step, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await step(expediente) is not { } change)
                return expediente;
            if (await expedientes.TryChangeAsync(change.Changed, change.Because, cancellationToken) is { } stored)
                return stored;
            expediente = await ReadAsync(expediente.Key, cancellationToken);
        }

        throw new InvalidOperationException($"Expediente {expediente.Key.Number} changed {Attempts} times while it was being changed.");
    }

    /// <summary>Sends an expediente in evaluation to its department, unless that is done: what an interrupted run may have left.</summary>
    public async Task<Expediente> SendOnAsync(Expediente expediente, CancellationToken cancellationToken)
    {
        if (expediente.State is not ExpedienteState.InEvaluation { QueuedAt: null } state)
            return expediente;
        await evaluation.SendAsync(state.Department, EvaluationItem.For(expediente, state), cancellationToken);
        var queuedAt = clock.Now;
        return await ChangeAsync(expediente, e => Task.FromResult(Queued(e, queuedAt)), cancellationToken);
    }

    /// <summary>Adds to the history what it does not tell yet, in order. Telling it again changes nothing.</summary>
    public async Task<Expediente> TellAsync(Expediente expediente, IReadOnlyList<HistoryEvent> happened, CancellationToken cancellationToken)
    {
        foreach (var what in happened)
        {
            // The reading is older than the history looked at: who adds to the history in between makes the change fail, and it is looked at again.
            expediente = await ChangeAsync(
                expediente,
                async e => (await expedientes.HistoryAsync(e.Key, cancellationToken)).Contains(what) ? null : new Change(e, what), cancellationToken);
        }

        return expediente;
    }

    private static Change? Queued(Expediente expediente, NodaTime.Instant at) =>
        expediente.State.Queued(at) is var queued && queued == expediente.State ? null : new Change(expediente with { State = queued }, null);
}

/// <summary>A change of an expediente.</summary>
/// <param name="Changed">The expediente with its changes.</param>
/// <param name="Because">The event that tells of it; null only when the state's code stays the same.</param>
public sealed record Change(Expediente Changed, HistoryEvent? Because);
