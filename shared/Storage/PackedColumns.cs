using System.Globalization;
using System.IO.Compression;
using IntakePipeline.Storage.Tables;

namespace IntakePipeline.Storage;

/// <summary>More than a property of a row can hold (64 KiB): compressed and cut into columns.</summary>
internal static class PackedColumns
{
    private const int PartBytes = 64 * 1024;

    // A row holds 1 MiB in all.
    private const int MaxParts = 13;

    /// <summary>Puts what <paramref name="write"/> writes into columns called after <paramref name="name"/>.</summary>
    /// <exception cref="InvalidOperationException">It does not fit in a row.</exception>
    public static void Write(TableEntity row, string name, Action<Stream> write)
    {
        using var buffer = new MemoryStream();
        using (var brotli = new BrotliStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
            write(brotli);
        var parts = buffer.ToArray().Chunk(PartBytes).ToArray();
        if (parts.Length > MaxParts)
            throw new InvalidOperationException($"{name} of {buffer.Length} bytes do not fit in row {row.PartitionKey} {row.RowKey}.");
        row[Parts(name)] = parts.Length;
        for (var i = 0; i < parts.Length; i++)
            row[Column(name, i)] = parts[i];
    }

    /// <summary>Reads it again. The stream is the caller's.</summary>
    /// <exception cref="InvalidDataException">Columns are missing.</exception>
    public static Stream Read(TableEntity row, string name)
    {
        var parts = row.GetInt32(Parts(name)) ?? throw new InvalidDataException($"{Parts(name)} is missing.");
        return new BrotliStream(new MemoryStream([.. Enumerable.Range(0, parts).SelectMany(i => row.GetBinary(Column(name, i)) ?? [])]), CompressionMode.Decompress);
    }

    /// <summary>The column that says into how many others it was cut.</summary>
    public static string Parts(string name) => name + "Parts";

    private static string Column(string name, int part) => string.Create(CultureInfo.InvariantCulture, $"{name}{part:D2}");
}
