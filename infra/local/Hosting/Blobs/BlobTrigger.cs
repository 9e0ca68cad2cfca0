using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using IntakePipeline.Local.Hosting.Invocation;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Local.Hosting.Blobs;

/// <summary>One version of a blob that a function is called for.</summary>
/// <param name="Container">Where it is.</param>
/// <param name="Name">The blob's name.</param>
/// <param name="Properties">As they were when the call began.</param>
internal sealed record TriggeredBlob(BlobContainerClient Container, string Name, BlobProperties Properties)
{
    public BlobRequestConditions SameVersion => new() { IfMatch = Properties.ETag };
}

/// <summary>A function is called for each version of each blob of a path. The payload is a <see cref="TriggeredBlob"/>.</summary>
/// <param name="Pattern">Container and names.</param>
/// <param name="ConnectionString">Their storage.</param>
internal sealed record BlobTrigger(BlobPattern Pattern, string ConnectionString) : FunctionTrigger
{
    // Bytes in memory are for small things; a stream or a client has no limit.
    private const long LargestInMemory = 64L * 1024 * 1024;

    public override IReadOnlyCollection<string> Names { get; } = [.. Pattern.Captures, "BlobTrigger", "Uri", "Properties", "Metadata"];

    public override string ParameterTypes => "BlobClient, BlockBlobClient, AppendBlobClient, BlobBaseClient, BlobContainerClient, Stream, string, byte[], or a class or record read from JSON";

    /// <summary>Reads the attribute. Its source is not looked at: this host always scans, which finds what events would have told, and more.</summary>
    /// <exception cref="HostStartException">The path cannot be, or a setting is missing.</exception>
    public static BlobTrigger From(BlobTriggerAttribute attribute, AppSettings settings) =>
        new(BlobPattern.Parse(settings.Resolve(attribute.BlobPath)), settings.ConnectionString(attribute.Connection));

    public override ArgumentSource? SourceFor(Type type)
    {
        if (type == typeof(BlobClient))
            return static call => new(Blob(call).Container.GetBlobClient(Blob(call).Name));
        if (type == typeof(BlockBlobClient))
            return static call => new(Blob(call).Container.GetBlockBlobClient(Blob(call).Name));
        if (type == typeof(AppendBlobClient))
            return static call => new(Blob(call).Container.GetAppendBlobClient(Blob(call).Name));
        if (type == typeof(BlobBaseClient))
            return static call => new(Blob(call).Container.GetBlobBaseClient(Blob(call).Name));
        if (type == typeof(BlobContainerClient))
            return static call => new(Blob(call).Container);
        if (type == typeof(Stream))
            return static async call => await OpenAsync(call);
        if (type == typeof(string))
            return static async call => await TextAsync(call);
        if (type == typeof(byte[]))
            return static async call => (await ContentAsync(call)).ToArray();
        // The real worker reads BinaryData as JSON, which surprises everybody.
        return type != typeof(BinaryData) && IsJsonTarget(type) ? async call => ReadJson(await ContentAsync(call), type) : null;
    }

    /// <summary>Why a function is called.</summary>
    public TriggerEvent EventOf(TriggeredBlob blob, IReadOnlyDictionary<string, string> captured, long attempt)
    {
        var data = TriggerEvent.NewData();
        data["BlobTrigger"] = $"{Pattern.Container}/{blob.Name}";
        data["Uri"] = blob.Container.GetBlobClient(blob.Name).Uri;
        data["Properties"] = blob.Properties;
        data["Metadata"] = blob.Properties.Metadata;
        foreach (var (name, value) in captured)
            data[name] = value;
        return new TriggerEvent(blob, data, $"blob version {blob.Properties.ETag:G} in container {Pattern.Container}, attempt {attempt}");
    }

    private static TriggeredBlob Blob(FunctionCall call) => (TriggeredBlob)call.Payload;

    private static Task<Stream> OpenAsync(FunctionCall call) => Blob(call).Container.GetBlobClient(Blob(call).Name)
        .OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { Conditions = Blob(call).SameVersion }, call.CancellationToken);

    private static async Task<string> TextAsync(FunctionCall call)
    {
        using var reader = new StreamReader((await ContentAsync(call)).ToStream());
        return await reader.ReadToEndAsync(call.CancellationToken);
    }

    private static async Task<BinaryData> ContentAsync(FunctionCall call)
    {
        var (container, name, properties) = Blob(call);
        if (properties.ContentLength > LargestInMemory)
            throw new InvalidOperationException("The blob is too large to be held in memory: bind a Stream or a BlobClient.");
        var options = new BlobDownloadOptions { Conditions = Blob(call).SameVersion };
        return (await container.GetBlobClient(name).DownloadContentAsync(options, call.CancellationToken)).Value.Content;
    }
}
