namespace IntakePipeline.Panel;

/// <summary>
/// Where a writer that knows no waiting leaves its bytes until they are carried on. It cannot be sought, so that nothing is written that would have to be
/// written again.
/// </summary>
internal sealed class Spool : Stream
{
    private readonly MemoryStream left = new();

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Carries on what was left so far, if it is worth the way.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="least">Fewer bytes wait.</param>
    /// <param name="cancellationToken">Stops half-way.</param>
    public async Task DrainAsync(Stream to, int least, CancellationToken cancellationToken)
    {
        if (left.Length < least)
            return;
        await to.WriteAsync(left.GetBuffer().AsMemory(0, (int)left.Length), cancellationToken);
        left.SetLength(0);
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => left.Write(buffer, offset, count);

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => left.Write(buffer);

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
