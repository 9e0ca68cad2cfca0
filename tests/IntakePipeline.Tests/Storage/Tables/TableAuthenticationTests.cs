using System.Net;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Core;
using IntakePipeline.Storage.Tables;
using IntakePipeline.Tests.Azurite;

namespace IntakePipeline.Tests.Storage.Tables;

/// <summary>Account key, shared access signature and token.</summary>
public sealed class TableAuthenticationTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        var connection = TableConnectionString.Parse(await azurite.ConnectionStringAsync());
        var service = new TableServiceClient($"AccountName={connection.Account};AccountKey=AAEC;TableEndpoint={connection.Endpoint}");
        var table = service.GetTableClient(TestTables.NewName());

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.CreateIfNotExistsAsync());

        Assert.Equal((403, "AuthorizationFailure"), (refusal.Status, refusal.ErrorCode));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_shared_access_signature_opens_all_it_allows(bool inConnectionString)
    {
        var (endpoint, signature) = await SignAsync("rwdlacu");
        var service = inConnectionString
            ? new TableServiceClient($"TableEndpoint={endpoint};SharedAccessSignature={signature}")
            : new TableServiceClient(new Uri($"{endpoint}?{signature}"));
        var table = service.GetTableClient(TestTables.NewName());

        await table.CreateIfNotExistsAsync();
        var version = await table.AddEntityAsync(new TableEntity("p", "O'Brien"));
        await table.UpdateEntityAsync(new TableEntity("p", "O'Brien") { ["N"] = 2 }, version);
        await table.SubmitTransactionAsync([.. Enumerable.Range(0, 3).Select(n => TestTables.Add("p", $"{n}"))]);
        await table.DeleteEntityAsync("p", "1");

        Assert.Equal(["0", "2", "O'Brien"], (await table.QueryAsync("PartitionKey eq 'p'", maxPerPage: 1).ToListAsync()).Select(r => r.RowKey));
        Assert.DoesNotContain("sig", service.Uri.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_to_read_does_not_write()
    {
        var owned = await azurite.NewTableAsync();
        await owned.AddEntityAsync(new TableEntity("p", "1"));
        var (endpoint, signature) = await SignAsync("r");
        var table = new TableServiceClient(new Uri($"{endpoint}?{signature}")).GetTableClient(owned.Name);

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "2")));

        Assert.Equal((403, "AuthorizationPermissionMismatch"), (refusal.Status, refusal.ErrorCode));
        Assert.DoesNotContain(signature, refusal.ToString(), StringComparison.Ordinal);
        Assert.NotNull(await table.GetEntityIfExistsAsync("p", "1"));
    }

    [Fact]
    public void An_address_without_signature_is_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => new TableServiceClient(new Uri("https://account.table.core.windows.net?sv=2020-12-06")));

    [Fact]
    public async Task A_token_is_asked_for_storage_and_sent_with_each_request()
    {
        var seen = new List<HttpRequestMessage>();
        var credential = new FixedCredential();
        var service = new TableServiceClient(new Uri("https://account.table.core.windows.net/"), credential, Wire.Answering(request =>
        {
            seen.Add(request);
            return new HttpResponseMessage(HttpStatusCode.NoContent) { Headers = { { "ETag", "W/\"x\"" } } };
        }));

        await service.GetTableClient("tabla").AddEntityAsync(new TableEntity("p", "1"));
        await service.GetTableClient("tabla").UpsertEntityAsync(new TableEntity("p", "1"));

        Assert.All(seen, request => Assert.Equal("Bearer token", request.Headers.Authorization!.ToString()));
        Assert.Equal(["/tabla", "/tabla(PartitionKey='p',RowKey='1')"], seen.Select(r => r.RequestUri!.PathAndQuery));
        Assert.Equal(["https://storage.azure.com/.default"], credential.Asked);
    }

    [Fact]
    public async Task A_token_is_never_sent_in_clear()
    {
        var sent = 0;
        var service = new TableServiceClient(new Uri("http://account.table.example/"), new FixedCredential(), Wire.Answering(_ =>
        {
            sent++;
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        }));

        await Assert.ThrowsAsync<InvalidOperationException>(() => service.GetTableClient("tabla").AddEntityAsync(new TableEntity("p", "1")));

        Assert.Equal(0, sent);
    }

    [Fact]
    public async Task Every_request_names_its_versions_and_formats()
    {
        HttpRequestMessage? seen = null;
        var service = new TableServiceClient(new Uri("https://account.table.example?sig=x"), Wire.Answering(request =>
        {
            seen = request;
            return new HttpResponseMessage(HttpStatusCode.NoContent) { Headers = { { "ETag", "W/\"x\"" } } };
        }));

        await service.GetTableClient("tabla").AddEntityAsync(new TableEntity("p", "1"));

        string Header(string name) => string.Join(',', seen!.Headers.GetValues(name));
        Assert.Equal(("2020-12-06", "3.0"), (Header("x-ms-version"), Header("DataServiceVersion")));
        Assert.Equal(("application/json; odata=minimalmetadata", "return-no-content"), (Header("Accept"), Header("Prefer")));
        Assert.Equal("application/json", seen!.Content!.Headers.ContentType!.ToString());
    }

    /// <summary>An account signature for tables, as the service's documentation builds it.</summary>
    private async Task<(Uri Endpoint, string Signature)> SignAsync(string permissions)
    {
        var connection = TableConnectionString.Parse(await azurite.ConnectionStringAsync());
        var (version, expiry) = ("2020-02-10", "2999-01-01T00:00:00Z");
        var text = $"{connection.Account}\n{permissions}\nt\nsco\n\n{expiry}\n\n\n{version}\n";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(connection.Key!, Encoding.UTF8.GetBytes(text)));
        return (connection.Endpoint, $"sv={version}&ss=t&srt=sco&sp={permissions}&se={Uri.EscapeDataString(expiry)}&sig={Uri.EscapeDataString(signature)}");
    }

    private sealed class FixedCredential : TokenCredential
    {
        public List<string> Asked { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Asked.AddRange(requestContext.Scopes);
            return new AccessToken("token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
