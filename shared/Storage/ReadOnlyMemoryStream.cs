using System.Runtime.InteropServices;

namespace IntakePipeline.Storage;

/// <summary>A seekable view of memory for clients that want a stream: nothing is copied, and a retry can start over.</summary>
internal sealed class ReadOnlyMemoryStream(ReadOnlyMemory<byte> memory) : MemoryStream(Segment(memory).Array!, Segment(memory).Offset, memory.Length, writable: false)
{
    private static ArraySegment<byte> Segment(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) ? segment : memory.ToArray();
}
