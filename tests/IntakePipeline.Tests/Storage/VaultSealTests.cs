using System.Net;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using IntakePipeline.Signatures.Seals;
using IntakePipeline.Storage;

namespace IntakePipeline.Tests.Storage;

/// <summary>What a vault answers is written here by its documentation: there is none to be asked.</summary>
public sealed class VaultSealTests
{
    private static readonly byte[] Container = DevelopmentSeal.Create();

    [Fact]
    public void The_secret_behind_a_certificate_is_the_seal()
    {
        var seal = Read(HttpStatusCode.OK, $$"""{"value":"{{Convert.ToBase64String(Container)}}","contentType":"application/x-pkcs12","id":"https://boveda.vault.azure.net/secrets/sello/1"}""", out var asked);
        Assert.Equal(Pkcs12Seal.Open(Container, null).Certificate.RawData, seal.Certificate.RawData);
        Assert.Equal("/secrets/sello", asked!.AbsolutePath.TrimEnd('/'));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "{\"error\":{\"code\":\"SecretNotFound\",\"message\":\"no\"}}")]
    [InlineData(HttpStatusCode.OK, "{\"value\":\"%%\",\"id\":\"https://boveda.vault.azure.net/secrets/sello/1\"}")]
    [InlineData(HttpStatusCode.OK, "{\"value\":\"AAAA\",\"id\":\"https://boveda.vault.azure.net/secrets/sello/1\"}")]
    public void Anything_else_stops_the_start_with_its_reason(HttpStatusCode status, string body) =>
        Assert.Contains("seal cannot be", Assert.Throws<InvalidOperationException>(() => Read(status, body, out _)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_address_that_names_no_secret_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => VaultSeal.Read(new Uri("https://boveda.vault.azure.net/"), new Nobody()));

    private static IRegistrySeal Read(HttpStatusCode status, string body, out Uri? asked)
    {
        var vault = new Vault(status, body);
        try
        {
            var options = new SecretClientOptions { Transport = new HttpClientTransport(vault), Retry = { MaxRetries = 0 } };
            return VaultSeal.Read(new Uri("https://boveda.vault.azure.net/secrets/sello"), new Nobody(), options);
        }
        finally
        {
            asked = vault.Asked;
        }
    }

    private sealed class Vault(HttpStatusCode status, string body) : HttpMessageHandler
    {
        public Uri? Asked { get; private set; }

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked = request.RequestUri;
            return new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(Send(request, cancellationToken));
    }

    private sealed class Nobody : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("x", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
