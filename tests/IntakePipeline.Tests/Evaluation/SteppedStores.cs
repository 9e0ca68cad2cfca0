using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using NodaTime;

namespace IntakePipeline.Tests.Evaluation;

/// <summary>What a test does around every step that reaches storage.</summary>
internal interface IStepObserver
{
    Task BeforeAsync(string step);

    Task AfterAsync(string step);
}

/// <summary>The real stores, with somebody watching each step.</summary>
internal sealed class SteppedStores(
    IExpedienteStore expedientes, ICorrectionRequestStore requests, IEvaluationQueue queue, IStepObserver observer)
    : IExpedienteStore, ICorrectionRequestStore, IEvaluationQueue
{
    public Task<Expediente> OpenAsync(Expediente opened, HistoryEvent because, CancellationToken cancellationToken) =>
        StepAsync("open", () => expedientes.OpenAsync(opened, because, cancellationToken));

    public Task<Expediente?> FindAsync(ExpedienteKey key, CancellationToken cancellationToken) =>
        StepAsync("find", () => expedientes.FindAsync(key, cancellationToken));

    public Task<Expediente?> TryChangeAsync(Expediente changed, HistoryEvent? because, CancellationToken cancellationToken) =>
        StepAsync("change", () => expedientes.TryChangeAsync(changed, because, cancellationToken));

    public Task<IReadOnlyList<ProjectVersion>> VersionsAsync(ProjectKey project, CancellationToken cancellationToken) =>
        StepAsync("versions", () => expedientes.VersionsAsync(project, cancellationToken));

    public Task<IReadOnlyList<HistoryEvent>> HistoryAsync(ExpedienteKey key, CancellationToken cancellationToken) =>
        StepAsync("history", () => expedientes.HistoryAsync(key, cancellationToken));

    public Task AddAsync(CorrectionRequest request, CancellationToken cancellationToken) =>
        StepAsync("add request", () => Done(requests.AddAsync(request, cancellationToken)));

    public Task CloseAsSupersededAsync(CorrectionRequest request, Instant at, CancellationToken cancellationToken) =>
        StepAsync("close request", () => Done(requests.CloseAsSupersededAsync(request, at, cancellationToken)));

    public Task<CorrectionRequest?> FindAsync(ExpedienteKey expediente, CorrectionRequestNumber number, CancellationToken cancellationToken) =>
        StepAsync("find request", () => requests.FindAsync(expediente, number, cancellationToken));

    public Task<CorrectionRequest?> TryChangeAsync(CorrectionRequest changed, HistoryEvent because, CancellationToken cancellationToken) =>
        StepAsync("change request", () => requests.TryChangeAsync(changed, because, cancellationToken));

    public Task<IReadOnlyList<HistoryEvent>> HistoryAsync(CorrectionRequest request, CancellationToken cancellationToken) =>
        StepAsync("request history", () => requests.HistoryAsync(request, cancellationToken));

    public Task AddAnswerAsync(CorrectionRequest request, Answer answer, CancellationToken cancellationToken) =>
        StepAsync("add answer", () => Done(requests.AddAnswerAsync(request, answer, cancellationToken)));

    public Task<IReadOnlyList<Answer>> AnswersAsync(CorrectionRequest request, CancellationToken cancellationToken) =>
        StepAsync("answers", () => requests.AnswersAsync(request, cancellationToken));

    public Task ScheduleAsync(DueRequest due, CancellationToken cancellationToken) =>
        StepAsync("schedule", () => Done(requests.ScheduleAsync(due, cancellationToken)));

    public IAsyncEnumerable<DueRequest> ListDueAsync(LocalDate today, CancellationToken cancellationToken) => requests.ListDueAsync(today, cancellationToken);

    public Task UnscheduleAsync(DueRequest due, CancellationToken cancellationToken) =>
        StepAsync("unschedule", () => Done(requests.UnscheduleAsync(due, cancellationToken)));

    public Task SendAsync(DepartmentId department, EvaluationItem item, CancellationToken cancellationToken) =>
        StepAsync("send", () => Done(queue.SendAsync(department, item, cancellationToken)));

    private async Task<T> StepAsync<T>(string step, Func<Task<T>> real)
    {
        await observer.BeforeAsync(step);
        var result = await real();
        await observer.AfterAsync(step);
        return result;
    }

    private static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }
}
