using System.Net;
using System.Net.Sockets;
using IntakePipeline.Signatures.Revocation;
using Microsoft.Extensions.Logging.Abstractions;
using static IntakePipeline.Tests.Signatures.Pki;

namespace IntakePipeline.Tests.Signatures;

/// <summary>Responders that answer too late, too much, or nonsense: the check goes on without them, and nothing is kept.</summary>
public sealed class OcspBoundsTests
{
    private enum Then
    {
        HangsUp,
        Waits,
        GoesOn,
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")]
    public async Task One_that_does_not_finish_is_given_up(string answer) => await UnknownAsync(answer, Then.Waits, patience: 1);

    [Fact]
    public async Task One_that_never_stops_is_cut_off() => await UnknownAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n", Then.GoesOn, patience: 60);

    [Theory]
    [InlineData("HTTP/1.1 500 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\n0\u0003\n\u0001\u0006")]
    [InlineData("nonsense\r\n\r\n")]
    public async Task One_that_answers_nonsense_has_said_nothing(string answer) => await UnknownAsync(answer, Then.HangsUp, patience: 60);

    private static async Task UnknownAsync(string answer, Then then, double patience)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = new CancellationTokenSource();
        var serving = ServeAsync(listener, answer, then, stop.Token);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        var client = new OcspClient(http, $"http://{listener.LocalEndpoint}/", TimeSpan.FromSeconds(patience), TimeProvider.System, NullLogger<OcspClient>.Instance);

        Assert.IsType<RevocationStatus.Unknown>(await client.AskAsync(Signer, Intermediate, Filed, TestContext.Current.CancellationToken));
        // Not knowing is not remembered: the next one is asked again.
        Assert.IsType<RevocationStatus.Unknown>(await client.AskAsync(Signer, Intermediate, Filed, TestContext.Current.CancellationToken));
        await stop.CancelAsync();
        Assert.True(await serving >= 2);
    }

    /// <returns>How many came.</returns>
    private static async Task<int> ServeAsync(TcpListener listener, string answer, Then then, CancellationToken stop)
    {
        var (came, open) = (0, new List<TcpClient>());
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop);
                open.Add(client);
                came++;
                var stream = client.GetStream();
                if (await stream.ReadAsync(new byte[4096], stop) == 0)
                    continue;
                await stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(answer), stop);
                try
                {
                    if (then == Then.HangsUp)
                        client.Dispose();
                    while (then == Then.GoesOn)
                        await stream.WriteAsync(new byte[64 * 1024], stop);
                }
                catch (IOException)
                {
                    // Cut off, as it should be.
                }
            }
        }
        catch (OperationCanceledException)
        {
            open.ForEach(c => c.Dispose());
            return came;
        }
    }
}
