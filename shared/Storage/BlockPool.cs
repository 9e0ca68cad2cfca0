using System.Collections.Concurrent;

namespace IntakePipeline.Storage;

/// <summary>
/// Buffers of one size for many uploads at once. The pool of the process rounds sizes up to powers of two and keeps a buffer for every thread that ever
/// returned one: with many threads that is more memory than all uploads together.
/// </summary>
/// <param name="bytes">Length of each.</param>
/// <param name="kept">How many are kept; others are left to the collector.</param>
internal sealed class BlockPool(int bytes, int kept)
{
    private readonly ConcurrentQueue<byte[]> free = [];

    /// <summary>A buffer, with what was in it before.</summary>
    public byte[] Rent() => free.TryDequeue(out var buffer) ? buffer : GC.AllocateUninitializedArray<byte>(bytes);

    /// <summary>Takes one back. A few more than wanted may be kept when many come back at once.</summary>
    public void Return(byte[] buffer)
    {
        if (free.Count < kept)
            free.Enqueue(buffer);
    }
}
