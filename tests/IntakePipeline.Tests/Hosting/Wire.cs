using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace IntakePipeline.Tests.Hosting;

/// <summary>A connection to the storage emulator that a test can cut and mend.</summary>
public sealed partial class Wire : IAsyncDisposable
{
    private readonly List<TcpListener> listeners = [];
    private readonly CancellationTokenSource end = new();
    private readonly Lock gate = new();
    private CancellationTokenSource mended = new();
    private bool isCut;

    public Wire(string connectionString) => ConnectionString = Endpoint.Replace(connectionString, match => $"127.0.0.1:{Forward(int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture))}");

    /// <summary>Leads to the same storage, through this wire.</summary>
    public string ConnectionString { get; }

    /// <summary>Breaks what is open and refuses what is new.</summary>
    public void Cut()
    {
        lock (gate)
        {
            isCut = true;
            mended.Cancel();
        }
    }

    public void Mend()
    {
        lock (gate)
        {
            mended = new CancellationTokenSource();
            isCut = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        await end.CancelAsync();
        listeners.ForEach(listener => listener.Dispose());
    }

    private int Forward(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        listeners.Add(listener);
        _ = AcceptAsync(listener, port);
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task AcceptAsync(TcpListener listener, int port)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                _ = PassAsync(await listener.AcceptTcpClientAsync(end.Token), port);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task PassAsync(TcpClient near, int port)
    {
        using (near)
        {
            CancellationToken cut;
            lock (gate)
            {
                if (isCut)
                    return;
                cut = mended.Token;
            }

            try
            {
                using var far = new TcpClient();
                await far.ConnectAsync(IPAddress.Loopback, port, cut);
                await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), cut), far.GetStream().CopyToAsync(near.GetStream(), cut));
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
                // Cut.
            }
        }
    }

    [GeneratedRegex(@"127\.0\.0\.1:(?<port>[0-9]+)", RegexOptions.None, 1000)]
    private static partial Regex Endpoint { get; }
}
