using Azure.Storage.Blobs;
using IntakePipeline.Local.Hosting;
using IntakePipeline.Local.Hosting.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace IntakePipeline.Tests.Hosting;

public sealed class FunctionFinderTests
{
    private static readonly Dictionary<string, string?> Configuration = new(StringComparer.OrdinalIgnoreCase)
    {
        ["cola"] = "tramitacion",
        ["AzureWebJobsOther"] = "prefixed",
        ["Other"] = "bare",
        ["Plain"] = "plain",
        ["Identity:accountName"] = "account",
    };

    private static readonly AppSettings Settings = new(new ConfigurationBuilder().AddInMemoryCollection(Configuration).Build(), "host's own");

    [Theory]
    [InlineData(typeof(Twice), "Function ONE is there twice")]
    [InlineData(typeof(Hidden), "Function one: the method and its class must be public")]
    [InlineData(typeof(NoTrigger), "Function one: one parameter must have a trigger attribute, 0 have")]
    [InlineData(typeof(TwoTriggers), "Function one: one parameter must have a trigger attribute, 2 have")]
    [InlineData(typeof(BadQueue), "Function one: parameter body: 'Cola_1' is no name for a queue")]
    [InlineData(typeof(NoSetting), "Function one: parameter body: '%nope%' needs the setting 'nope'")]
    [InlineData(typeof(NoConnection), "Function one: parameter body: connection 'Nope' has no setting")]
    [InlineData(typeof(IdentityConnection), "Function one: parameter body: connection 'Identity' is made for a managed identity")]
    [InlineData(typeof(UnknownName), "Function one: parameter surname: nothing of that name comes with the trigger; there is name, BlobTrigger, Uri, Properties, Metadata")]
    [InlineData(typeof(Service), "Function one: parameter journal: nothing of that name comes with the trigger")]
    [InlineData(typeof(BlobAsBinary), "Function one: parameter blob: type BinaryData cannot be bound; it may be BlobClient")]
    [InlineData(typeof(BadSchedule), "Function one: parameter timer: '0 0 25 * * *' is no schedule")]
    [InlineData(typeof(RetriedQueue), "Function one: a retry attribute works on timers only")]
    [InlineData(typeof(BadRetry), "Function one: parameter timer: a retry needs a count")]
    [InlineData(typeof(Output), "Function one: the local host does not support output bindings")]
    [InlineData(typeof(Input), "Function one: parameter input: the local host does not support BlobInput")]
    [InlineData(typeof(AsyncVoid), "Function one: async void cannot be awaited")]
    [InlineData(typeof(Generic), "Function one: a generic method or class cannot be called")]
    [InlineData(typeof(BadRoute), "Function one: parameter request: 'a/{b' is no route")]
    [InlineData(typeof(BadResult), "Function one: an HTTP function returns IResult, IActionResult or nothing, not String")]
    [InlineData(typeof(BadName), "Function a b: a name has letters, digits, hyphens and underscores only")]
    public void What_cannot_run_is_refused_by_name(Type functions, string message) =>
        Assert.StartsWith(message, Assert.Throws<HostStartException>(() => new FunctionFinder(Settings).Find([functions])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(null, "host's own")]
    [InlineData("AzureWebJobsStorage", "host's own")]
    [InlineData("Other", "prefixed")]
    [InlineData("Plain", "plain")]
    public void A_connection_is_looked_for_with_the_prefix_first(string? name, string connection) => Assert.Equal(connection, Settings.ConnectionString(name));

    [Fact]
    public void Settings_are_put_into_names() => Assert.Equal("tramitacion-poison", Settings.Resolve("%cola%-poison"));

    [Fact]
    public async Task Exceptions_come_out_as_they_were_thrown()
    {
        var function = Assert.Single(new FunctionFinder(Settings).Find([typeof(Throwing)]));
        await Assert.ThrowsAsync<FormatException>(async () => await function.Invoke(null, ["body"]));
    }

    [Fact]
    public void The_classes_of_an_assembly_that_have_functions_are_found()
    {
        var classes = LocalHostOptions.FunctionClassesOf(typeof(FunctionFinderTests).Assembly);

        Assert.Contains(typeof(Throwing), classes);
        Assert.Contains(typeof(Hidden), classes);
        Assert.DoesNotContain(typeof(FunctionFinderTests), classes);
    }

    public static class Twice
    {
        [Function("one")]
        public static void A([QueueTrigger("cola")] string body) => Assert.NotNull(body);

        [Function("ONE")]
        public static void B([QueueTrigger("cola")] string body) => Assert.NotNull(body);
    }

    public static class Hidden
    {
        [Function("one")]
        internal static void A([QueueTrigger("cola")] string body) => Assert.NotNull(body);
    }

    public static class NoTrigger
    {
        [Function("one")]
        public static void A(string body) => Assert.NotNull(body);
    }

    public static class TwoTriggers
    {
        [Function("one")]
        public static void A([QueueTrigger("cola")] string body, [TimerTrigger("* * * * *")] TimerInfo timer) => Assert.NotSame(body, timer);
    }

    public static class BadQueue
    {
        [Function("one")]
        public static void A([QueueTrigger("Cola_1")] string body) => Assert.NotNull(body);
    }

    public static class NoSetting
    {
        [Function("one")]
        public static void A([QueueTrigger("%nope%")] string body) => Assert.NotNull(body);
    }

    public static class NoConnection
    {
        [Function("one")]
        public static void A([QueueTrigger("cola", Connection = "Nope")] string body) => Assert.NotNull(body);
    }

    public static class IdentityConnection
    {
        [Function("one")]
        public static void A([QueueTrigger("cola", Connection = "Identity")] string body) => Assert.NotNull(body);
    }

    public static class UnknownName
    {
        [Function("one")]
        public static void A([BlobTrigger("entrada/{name}")] BlobClient blob, string name, string surname) => Assert.NotSame(blob, name + surname);
    }

    public static class Service
    {
        [Function("one")]
        public static void A([TimerTrigger("* * * * *")] TimerInfo timer, Journal journal) => Assert.NotSame(timer, journal);
    }

    public static class BlobAsBinary
    {
        [Function("one")]
        public static void A([BlobTrigger("entrada/{name}")] BinaryData blob) => Assert.NotNull(blob);
    }

    public static class BadSchedule
    {
        [Function("one")]
        public static void A([TimerTrigger("0 0 25 * * *")] TimerInfo timer) => Assert.NotNull(timer);
    }

    public static class RetriedQueue
    {
        [Function("one")]
        [FixedDelayRetry(2, "00:00:05")]
        public static void A([QueueTrigger("cola")] string body) => Assert.NotNull(body);
    }

    public static class BadRetry
    {
        [Function("one")]
        [ExponentialBackoffRetry(2, "00:00:05", "00:00:01")]
        public static void A([TimerTrigger("* * * * *")] TimerInfo timer) => Assert.NotNull(timer);
    }

    public static class Output
    {
        [Function("one")]
        [QueueOutput("otra")]
        public static string A([QueueTrigger("cola")] string body) => body;
    }

    public static class Input
    {
        [Function("one")]
        public static void A([QueueTrigger("cola")] string body, [BlobInput("entrada/a")] string input) => Assert.NotSame(body, input);
    }

    public static class AsyncVoid
    {
        [Function("one")]
#pragma warning disable MA0155, AsyncFixer03, VSTHRD100 // The very thing that must be refused.
        public static async void A([QueueTrigger("cola")] string body) => await Task.FromResult(body);
#pragma warning restore MA0155, AsyncFixer03, VSTHRD100
    }

    public static class Generic
    {
        [Function("one")]
        public static void A<T>([QueueTrigger("cola")] string body) => Assert.NotSame(body, typeof(T));
    }

    public static class BadRoute
    {
        [Function("one")]
        public static IResult A([HttpTrigger(Route = "a/{b")] HttpRequest request) => TypedResults.Text(request.Path);
    }

    public static class BadResult
    {
        [Function("one")]
        public static Task<string> A([HttpTrigger] HttpRequest request) => Task.FromResult(request.Method);
    }

    public static class BadName
    {
        [Function("a b")]
        public static void A([QueueTrigger("cola")] string body) => Assert.NotNull(body);
    }

    public static class Throwing
    {
        [Function("throwing")]
        public static void A([QueueTrigger("cola")] string body) => throw new FormatException(body);
    }
}
