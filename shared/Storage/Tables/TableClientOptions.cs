using Azure.Core;

namespace IntakePipeline.Storage.Tables;

/// <summary>Options of the table clients: transport, policies, diagnostics and the retry policy of Azure.Core, the only one there is.</summary>
public sealed class TableClientOptions : ClientOptions;
