using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace IntakePipeline.Local.Hosting.Blobs;

/// <summary>
/// What a scan need not look at again: receipts completed, candidates queued. Holds a digest of each name and is bounded: what was not asked for
/// while half the room filled up is forgotten, which costs a needless candidate but never loses one.
/// </summary>
internal sealed class ScanMemory(int capacity)
{
    private HashSet<UInt128> recent = [];
    private HashSet<UInt128> older = [];

    public bool Knows(string receiptName)
    {
        var digest = Digest(receiptName);
        if (recent.Contains(digest))
            return true;
        if (!older.Contains(digest))
            return false;
        Add(digest);
        return true;
    }

    public void Add(string receiptName) => Add(Digest(receiptName));

    private void Add(UInt128 digest)
    {
        if (recent.Count >= capacity / 2)
            (older, recent) = (recent, []);
        recent.Add(digest);
    }

    private static UInt128 Digest(string name) => BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
