namespace IntakePipeline.Tests.Evaluation;

/// <summary>
/// Lets several hosts move one storage step at a time, in an order that a seed alone decides: what a race does once in a thousand runs is found and
/// found again. A host may also be made to die at its step.
/// </summary>
internal sealed class Interleaving(int seed, int hosts, Func<string, Task> afterStep)
{
    private readonly Random random = new(seed);
    private readonly SortedDictionary<int, TaskCompletionSource> waiting = [];
    private readonly Lock gate = new();
    private int running = hosts;

    /// <summary>What a host's stores are watched with.</summary>
    /// <param name="host">The host's number.</param>
    /// <param name="deaths">How often it dies, 0–1, at a step.</param>
    public IStepObserver Host(int host, double deaths) => new Turns(this, host, deaths, afterStep);

    /// <summary>A host has nothing more to do.</summary>
    public void Leave()
    {
        lock (gate)
        {
            running--;
            Next();
        }
    }

    private Task TurnAsync(int host)
    {
        // Continuations elsewhere: the one who gives the turn holds the lock.
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting.Add(host, turn);
            Next();
        }

        return turn.Task;
    }

    private void Next()
    {
        // Only when everybody waits: so exactly one moves at a time.
        if (running == 0 || waiting.Count < running)
            return;
        var (host, turn) = waiting.ElementAt(random.Next(waiting.Count));
        waiting.Remove(host);
        turn.SetResult();
    }

    private sealed class Turns(Interleaving all, int host, double deaths, Func<string, Task> afterStep) : IStepObserver
    {
        public async Task BeforeAsync(string step)
        {
            await all.TurnAsync(host);
            DieOrLive();
        }

        public async Task AfterAsync(string step)
        {
            await afterStep(step);
            DieOrLive();
        }

        private void DieOrLive()
        {
            if (all.random.NextDouble() < deaths)
                throw new HostDiedException();
        }
    }
}
