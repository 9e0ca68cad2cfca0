using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Staff;

/// <summary>The small JSON bodies that staff send: read strictly, at most 16 KiB.</summary>
internal static class StaffBody
{
    private const int MaxBytes = 16 * 1024;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        MaxDepth = 4,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The body; null when it is none of that shape.</summary>
    public static async Task<T?> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        var buffer = new byte[MaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        try
        {
            return length > MaxBytes ? null : JsonSerializer.Deserialize<T>(buffer.AsSpan(0, length), Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a text says something and not too much, on one line.</summary>
    public static bool IsPlain(string text, int max) => text.Trim().Length > 0 && text.Length <= max && !text.Any(char.IsControl);
}
