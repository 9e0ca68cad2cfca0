using System.Text.Json;
using IntakePipeline.Submissions;

namespace IntakePipeline.Registry.Digests;

/// <summary>
/// A digest as published: its head, then <c>huellas</c>, the hash of each entry in order. So that it can be written and read piece by piece, the bytes
/// are fixed: head, list, nothing after.
/// </summary>
public static class DigestJson
{
    private const int Version = 1;

    private static ReadOnlySpan<byte> List => ",\"huellas\":["u8;

    /// <summary>What comes before the hashes.</summary>
    public static byte[] Opening(DigestHead head) => [.. WriteHead(head).AsSpan()[..^1], .. List];

    /// <summary>One hash.</summary>
    public static string Item(Sha256Digest hash, bool first) => first ? $"\"{hash}\"" : $",\"{hash}\"";

    /// <summary>What comes after the hashes.</summary>
    public static ReadOnlySpan<byte> Closing => "]}"u8;

    /// <summary>Reads the head from a digest's first bytes.</summary>
    /// <exception cref="FormatException">They are none.</exception>
    public static DigestHead ReadHead(ReadOnlySpan<byte> opening)
    {
        var end = opening.IndexOf(List);
        byte[] head = end < 0 ? [] : [.. opening[..end], (byte)'}'];
        return end >= 0 ? Read(head, Head) : throw new FormatException("Not a digest of the register.");
    }

    /// <summary>Reads a whole digest.</summary>
    /// <returns>Its head and its hashes, as many as the head says, the last one that which the head says.</returns>
    /// <exception cref="FormatException">It is none, or does not agree with itself.</exception>
    public static (DigestHead Head, IReadOnlyList<Sha256Digest> Hashes) Read(ReadOnlyMemory<byte> utf8) => Read<(DigestHead, IReadOnlyList<Sha256Digest>)>(utf8, root =>
    {
        var head = Head(root);
        var hashes = root.GetProperty("huellas").EnumerateArray().Select(h => JsonText.ParseDigest(h.GetString())).ToList();
        if (hashes.Count != head.Count || (hashes.Count == 0 ? head.HashBefore : hashes[^1]) != head.LastHash)
            throw new FormatException("The digest does not agree with itself.");
        return (head, hashes);
    });

    private static byte[] WriteHead(DigestHead head) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteNumber("libro", head.Book);
        json.WriteString("fecha", JsonText.Iso(head.Date));
        json.WriteNumber("primero", head.First);
        json.WriteNumber("ultimo", head.Last);
        json.WriteNumber("asientos", head.Count);
        json.WriteString("huellaAnterior", head.HashBefore.Hex);
        json.WriteString("huellaFinal", head.LastHash.Hex);
        if (head.Previous is { } previous)
        {
            json.WriteStartObject("resumenAnterior");
            json.WriteString("fecha", JsonText.Iso(previous.Date));
            json.WriteString("sha256", previous.File.Hex);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("resumenAnterior");
        }

        json.WriteBoolean("simulacion", head.Simulated);
        json.WriteEndObject();
    });

    private static DigestHead Head(JsonElement root)
    {
        var previous = root.GetProperty("resumenAnterior");
        var head = new DigestHead(
            root.GetProperty("libro").GetInt32(), JsonText.ParseDate(root.GetProperty("fecha").GetString()!), root.GetProperty("primero").GetInt32(),
            root.GetProperty("ultimo").GetInt32(), JsonText.ParseDigest(root.GetOptional("huellaAnterior")), JsonText.ParseDigest(root.GetOptional("huellaFinal")),
            previous.ValueKind == JsonValueKind.Null
                ? null
                : new DigestLink(JsonText.ParseDate(previous.GetProperty("fecha").GetString()!), JsonText.ParseDigest(previous.GetOptional("sha256"))),
            root.GetProperty("simulacion").GetBoolean());
        return root.GetProperty("version").GetInt32() == Version && root.GetProperty("asientos").GetInt32() == head.Count && head is { Count: >= 0, First: > 0 }
            ? head
            : throw new FormatException("Not a digest of the register, or of a newer version.");
    }

    private static T Read<T>(ReadOnlyMemory<byte> utf8, Func<JsonElement, T> read)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 3, AllowDuplicateProperties = false });
            return read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or NodaTime.Text.UnparsableValueException)
        {
            throw new FormatException("Not a digest of the register.", e);
        }
    }
}
