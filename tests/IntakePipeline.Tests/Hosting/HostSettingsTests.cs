using IntakePipeline.Local.Hosting;
using IntakePipeline.Local.Hosting.Settings;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Tests.Hosting;

public sealed class HostSettingsTests
{
    [Fact]
    public void What_is_not_said_is_as_documented()
    {
        var settings = HostSettings.Parse("{}");

        Assert.Equal("api", settings.Http.RoutePrefix);
        Assert.Equal(new QueueSettings(16, 8 * Environment.ProcessorCount, 5, TimeSpan.Zero, TimeSpan.FromMinutes(1), MessageEncoding.Base64), settings.Queues);
        Assert.Equal(new BlobSettings(8 * Environment.ProcessorCount, 5), settings.Blobs);
        Assert.Empty(settings.LogLevels);
    }

    [Fact]
    public void What_is_said_is_read_and_the_unknown_is_ignored()
    {
        var settings = HostSettings.Parse("""
            {
              "version": "2.0", // as always
              "functionTimeout": "00:10:00",
              "logging": { "logLevel": { "default": "Warning", "Function.names": "debug" }, "applicationInsights": { } },
              "extensions": {
                "http": { "routePrefix": "/v1/", "hsts": { "isEnabled": true } },
                "queues": { "batchSize": 32, "newBatchThreshold": 0, "maxDequeueCount": 1, "visibilityTimeout": "00:00:30", "maxPollingInterval": "00:00:02", "messageEncoding": "None" },
                "blobs": { "maxDegreeOfParallelism": 1, "poisonBlobThreshold": 2, },
                "durableTask": [ 1 ],
              },
            }
            """);

        Assert.Equal("v1", settings.Http.RoutePrefix);
        Assert.Equal(new QueueSettings(32, 0, 1, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(2), MessageEncoding.None), settings.Queues);
        Assert.Equal(new BlobSettings(1, 2), settings.Blobs);
        Assert.Equal((LogLevel.Warning, LogLevel.Debug), (settings.LogLevels["Default"], settings.LogLevels["Function.names"]));
    }

    [Theory]
    [InlineData("""{ "extensions": { "queues": { "batchSize": 33 } } }""", "host.json: extensions.queues.batchSize must be a whole number from 1 to 32, but is 33.")]
    [InlineData("""{ "extensions": { "queues": { "batchSize": "16" } } }""", "host.json: extensions.queues.batchSize must be a whole number from 1 to 32, but is \"16\".")]
    [InlineData("""{ "extensions": { "queues": { "batchSize": 1.5 } } }""", "host.json: extensions.queues.batchSize must be a whole number")]
    [InlineData("""{ "extensions": { "queues": { "visibilityTimeout": "30" } } }""", "host.json: extensions.queues.visibilityTimeout must be a duration hh:mm:ss from 00:00:00 to 7.00:00:00, but is \"30\".")]
    [InlineData("""{ "extensions": { "queues": { "maxPollingInterval": "00:00:00" } } }""", "host.json: extensions.queues.maxPollingInterval must be a duration")]
    [InlineData("""{ "extensions": { "queues": { "messageEncoding": "utf8" } } }""", "host.json: extensions.queues.messageEncoding must be one of base64, none, but is \"utf8\".")]
    [InlineData("""{ "extensions": { "queues": [] } }""", "host.json: extensions.queues must be an object.")]
    [InlineData("""{ "extensions": { "http": { "routePrefix": 1 } } }""", "host.json: extensions.http.routePrefix must be a text, but is 1.")]
    [InlineData("""{ "logging": { "logLevel": { "default": "Loud" } } }""", "host.json: logging.logLevel.default must be one of Trace, Debug")]
    [InlineData("""{ "version": "3.0" }""", "host.json: version must be one of 2.0, but is \"3.0\".")]
    [InlineData("[]", "host.json: the root must be an object.")]
    [InlineData("{", "host.json is no JSON")]
    public void A_bad_value_is_refused_by_its_path(string json, string message) =>
        Assert.StartsWith(message, Assert.Throws<HostStartException>(() => HostSettings.Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_told() =>
        Assert.Contains("cannot be read", Assert.Throws<HostStartException>(() => HostSettings.Read("/nowhere/host.json")).Message, StringComparison.Ordinal);
}
