using Azure.Core;
using Azure.Core.Pipeline;

namespace IntakePipeline.Storage.Tables;

/// <summary>
/// A storage account's tables. Small on purpose and shaped like Azure.Data.Tables, so that changing over is this folder. Safe for concurrent use; make one
/// and keep it.
/// </summary>
public sealed class TableServiceClient
{
    private const string Scope = "https://storage.azure.com/.default";

    private readonly TablePipeline pipeline;

    /// <summary>Connects with a storage connection string: account key, shared access signature or <c>UseDevelopmentStorage=true</c>.</summary>
    /// <param name="connectionString">The account's or the emulator's; <c>TableEndpoint</c> wins over the account's name.</param>
    /// <param name="options">Null for Azure.Core's defaults.</param>
    /// <exception cref="FormatException">It is no storage connection string.</exception>
    public TableServiceClient(string connectionString, TableClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        var (endpoint, account, key, signature) = TableConnectionString.Parse(connectionString);
        // Signing is between two machines' real clocks, also when the official time is shifted.
        var authentication = key is null ? null : new SharedKeyPolicy(account!, key, TimeProvider.System);
        pipeline = new TablePipeline(endpoint, signature, authentication, options ?? new());
    }

    /// <summary>Connects as an identity of Entra ID.</summary>
    /// <param name="endpoint">E.g. <c>https://account.table.core.windows.net</c>; tokens are sent over https only.</param>
    /// <param name="credential">Who asks.</param>
    /// <param name="options">Null for Azure.Core's defaults.</param>
    public TableServiceClient(Uri endpoint, TokenCredential credential, TableClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        pipeline = new TablePipeline(endpoint, null, new BearerTokenAuthenticationPolicy(credential, Scope), options ?? new());
    }

    /// <summary>Connects with a shared access signature.</summary>
    /// <param name="endpointWithSas">The service's address with the signature as its query.</param>
    /// <param name="options">Null for Azure.Core's defaults.</param>
    /// <exception cref="ArgumentException">There is no signature.</exception>
    public TableServiceClient(Uri endpointWithSas, TableClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpointWithSas);
        if (!endpointWithSas.Query.Contains("sig=", StringComparison.Ordinal))
            throw new ArgumentException("The address has no shared access signature.", nameof(endpointWithSas));
        pipeline = new TablePipeline(endpointWithSas, endpointWithSas.Query, null, options ?? new());
    }

    /// <summary>The table service's address, without any signature.</summary>
    public Uri Uri => pipeline.Endpoint;

    /// <summary>A client of one table, which need not exist yet.</summary>
    /// <param name="tableName">3 to 63 letters and digits, a letter first.</param>
    public TableClient GetTableClient(string tableName) => new(tableName, pipeline);
}
