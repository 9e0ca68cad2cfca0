using IntakePipeline.Evaluation;
using IntakePipeline.Registry;

namespace IntakePipeline.Corrections;

/// <summary>The correction requests of an expediente, round by round, and what their answers made of the application.</summary>
/// <param name="requests">The requests.</param>
/// <param name="ledger">The book.</param>
public sealed class CorrectionRounds(ICorrectionRequestStore requests, ILedgerStore ledger)
{
    /// <summary>The requests of an expediente, the first one first; rounds leave no gaps.</summary>
    public async Task<IReadOnlyList<CorrectionRequest>> ListAsync(ExpedienteKey key, CancellationToken cancellationToken)
    {
        var rounds = new List<CorrectionRequest>();
        while (await requests.FindAsync(key, new CorrectionRequestNumber(key.Number, rounds.Count + 1), cancellationToken) is { } request)
            rounds.Add(request);
        return rounds;
    }

    /// <summary>The answers that the application is made of as it stands after these rounds, as they were filed.</summary>
    /// <exception cref="InvalidOperationException">The book lacks one.</exception>
    public async Task<IReadOnlyList<RegistryEntry>> AnswersAsync(IEnumerable<CorrectionRequest> rounds, CancellationToken cancellationToken)
    {
        var entries = new List<RegistryEntry>();
        foreach (var request in rounds)
        {
            foreach (var answer in await requests.AnswersAsync(request, cancellationToken))
            {
                if (request.State.Includes(answer))
                    entries.Add(await ledger.FindAsync(answer.Entry, cancellationToken) ?? throw new InvalidOperationException($"There is no entry {answer.Entry}."));
            }
        }

        return entries;
    }

    /// <summary>The answers to the rounds before a request.</summary>
    public async Task<IReadOnlyList<RegistryEntry>> AnswersBeforeAsync(CorrectionRequest request, CancellationToken cancellationToken) => request.Number.Round == 1
        ? []
        : await AnswersAsync((await ListAsync(request.Expediente, cancellationToken)).Where(r => r.Number.Round < request.Number.Round), cancellationToken);
}
