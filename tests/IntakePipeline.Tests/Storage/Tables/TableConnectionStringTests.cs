using IntakePipeline.Storage.Tables;

namespace IntakePipeline.Tests.Storage.Tables;

public sealed class TableConnectionStringTests
{
    [Theory]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=acc;AccountKey=AAEC;EndpointSuffix=core.windows.net", "https://acc.table.core.windows.net/")]
    [InlineData("accountname=acc;accountkey=AAEC;", "https://acc.table.core.windows.net/")]
    [InlineData("AccountName=acc;AccountKey=AAEC;DefaultEndpointsProtocol=http;EndpointSuffix=example.org", "http://acc.table.example.org/")]
    [InlineData("AccountName=acc;AccountKey=AAEC;TableEndpoint=http://127.0.0.1:7/acc;", "http://127.0.0.1:7/acc")]
    public void An_account_key_is_read_with_its_endpoint(string text, string endpoint)
    {
        var connection = TableConnectionString.Parse(text);

        Assert.Equal((endpoint, "acc", null), (connection.Endpoint.AbsoluteUri, connection.Account, connection.SharedAccessSignature));
        Assert.Equal([0, 1, 2], connection.Key!);
    }

    [Fact]
    public void A_shared_access_signature_keeps_its_equals_signs()
    {
        var connection = TableConnectionString.Parse("TableEndpoint=https://acc.table.core.windows.net/;SharedAccessSignature=sv=2020-12-06&sig=a%3D");

        Assert.Equal(("sv=2020-12-06&sig=a%3D", null), (connection.SharedAccessSignature, connection.Key));
    }

    [Fact]
    public void Development_storage_is_the_emulator() =>
        Assert.Equal("http://127.0.0.1:10002/devstoreaccount1", TableConnectionString.Parse("UseDevelopmentStorage=true").Endpoint.AbsoluteUri);

    [Theory]
    [InlineData("")]
    [InlineData("secreto")]
    [InlineData("=secreto")]
    [InlineData("AccountName=secreto")]
    [InlineData("AccountKey=secreto")]
    [InlineData("AccountName=acc;AccountKey=secreto!")]
    [InlineData("AccountName=acc;AccountName=secreto;AccountKey=AAEC")]
    [InlineData("AccountName=acc;AccountKey=AAEC;TableEndpoint=secreto")]
    [InlineData("AccountName=acc;AccountKey=AAEC;TableEndpoint=file:///secreto")]
    [InlineData("TableEndpoint=https://secreto/")]
    public void What_is_no_connection_string_is_refused_without_being_repeated(string text)
    {
        var refusal = Assert.Throws<FormatException>(() => new TableServiceClient(text));

        Assert.DoesNotContain("secreto", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_are_not_shown() =>
        Assert.DoesNotContain("AAEC", TableConnectionString.Parse("AccountName=acc;AccountKey=AAEC").ToString(), StringComparison.Ordinal);
}
