using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace IntakePipeline.Local.Hosting.Invocation;

/// <summary>Calls a function's method and awaits it. Exceptions come out as they were thrown.</summary>
/// <param name="instance">The object it is called on; null for a static method.</param>
/// <param name="arguments">One for each parameter.</param>
/// <returns>What it returned; null for nothing.</returns>
internal delegate ValueTask<object?> FunctionInvoker(object? instance, object?[] arguments);

internal static class FunctionInvokers
{
    /// <summary>Compiles the call of a method once, so that no call pays for reflection.</summary>
    /// <exception cref="HostStartException">The method cannot be called or awaited.</exception>
    public static FunctionInvoker Compile(MethodInfo method)
    {
        if (method.ContainsGenericParameters)
            throw new HostStartException("a generic method or class cannot be called.");
        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
            throw new HostStartException("async void cannot be awaited: return Task.");
        var instance = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object?[]));
        var call = Expression.Call(
            method.IsStatic ? null : Expression.Convert(instance, method.DeclaringType!),
            method,
            method.GetParameters().Select((parameter, i) => Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), parameter.ParameterType)));
        return Expression.Lambda<FunctionInvoker>(Awaited(call), instance, arguments).Compile();
    }

    /// <summary>The type a method's caller gets after awaiting; <see cref="void"/> for none.</summary>
    public static Type ResultType(MethodInfo method) => method.ReturnType switch
    {
        { IsGenericType: true } type when type.GetGenericTypeDefinition() is var definition && (definition == typeof(Task<>) || definition == typeof(ValueTask<>))
            => type.GetGenericArguments()[0],
        var type => type == typeof(Task) || type == typeof(ValueTask) ? typeof(void) : type,
    };

    private static Expression Awaited(MethodCallExpression call)
    {
        var type = call.Type;
        if (type == typeof(void))
            return Expression.Block(call, Expression.Default(typeof(ValueTask<object?>)));
        if (type == typeof(Task) || type == typeof(ValueTask))
            return Expression.Call(typeof(FunctionInvokers), type == typeof(Task) ? nameof(OfTask) : nameof(OfValueTask), null, call);
        var result = ResultType(call.Method);
        if (result == type)
            return Expression.Call(typeof(FunctionInvokers), nameof(OfResult), null, Expression.Convert(call, typeof(object)));
        var adapter = type.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(OfTaskWithResult) : nameof(OfValueTaskWithResult);
        return Expression.Call(typeof(FunctionInvokers), adapter, [result], call);
    }

    private static ValueTask<object?> OfResult(object? result) => new(result);

    private static async ValueTask<object?> OfTask(Task task)
    {
        await task;
        return null;
    }

    private static async ValueTask<object?> OfValueTask(ValueTask task)
    {
        await task;
        return null;
    }

    private static async ValueTask<object?> OfTaskWithResult<T>(Task<T> task) => await task;

    private static async ValueTask<object?> OfValueTaskWithResult<T>(ValueTask<T> task) => await task;
}
