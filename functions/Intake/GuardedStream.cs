using IntakePipeline.Submissions;
using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Intake;

/// <summary>A part's bytes; what the server throws about a malformed, cut or oversized request becomes one exception that the intake knows.</summary>
internal sealed class GuardedStream(Stream inner) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Runs a read and translates its failures.</summary>
    public static async Task<T> ReadAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (BadHttpRequestException e)
        {
            throw new BrokenRequestException(e.StatusCode == StatusCodes.Status413PayloadTooLarge, e);
        }
        catch (Exception e) when (e is (IOException and not BrokenRequestException) or InvalidDataException)
        {
            throw new BrokenRequestException(overCap: false, e);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        await ReadAsync(() => inner.ReadAsync(buffer, cancellationToken).AsTask());

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(() => inner.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask());

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Requests are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
