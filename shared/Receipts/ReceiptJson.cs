using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntakePipeline.Receipts;

/// <summary>The receipt as JSON: the answer to a filing, and the receipt's form for machines. <see cref="ReceiptDto"/> is its shape.</summary>
public static class ReceiptJson
{
    // Only what JSON itself demands is escaped: a receipt is kept for years and read by people too. Whoever puts it into an HTML page escapes it there.
    private static readonly ReceiptJsonContext Context = new(new JsonSerializerOptions(ReceiptJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Writes <paramref name="receipt"/> as UTF-8 JSON: the same receipt gives the same bytes.</summary>
    public static byte[] Write(Receipt receipt) => JsonSerializer.SerializeToUtf8Bytes(ReceiptDto.Of(receipt), Context.ReceiptDto);

    /// <summary>Reads what <see cref="Write"/> wrote, strictly.</summary>
    /// <exception cref="JsonException">
    /// Not JSON, or not a receipt: a property is missing, unknown, repeated or null, a value is not what its name promises, or two disagree.
    /// </exception>
    public static Receipt Read(ReadOnlySpan<byte> utf8) =>
        (JsonSerializer.Deserialize(utf8, Context.ReceiptDto) ?? throw new JsonException("A receipt is an object.")).ToReceipt();
}

[JsonSourceGenerationOptions(
    AllowDuplicateProperties = false,
    MaxDepth = 8,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ReceiptDto))]
internal sealed partial class ReceiptJsonContext : JsonSerializerContext;
