using IntakePipeline.Calls;

namespace IntakePipeline.Evaluation;

/// <summary>The departments' queues, <c>evaluacion-{department}</c>.</summary>
public interface IEvaluationQueue
{
    /// <summary>Puts <paramref name="item"/> on the department's queue, where it stays until somebody takes it. Sending it twice does no harm.</summary>
    Task SendAsync(DepartmentId department, EvaluationItem item, CancellationToken cancellationToken);
}
