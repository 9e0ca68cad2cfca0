using System.Diagnostics.CodeAnalysis;
using System.Text;
using IntakePipeline.Local.Hosting.Settings;

namespace IntakePipeline.Local.Hosting.Queues;

/// <summary>How message bodies travel, as <c>host.json</c> says.</summary>
internal static class MessageCodec
{
    public static string Encode(this MessageEncoding encoding, string body) =>
        encoding == MessageEncoding.None ? body : Convert.ToBase64String(Encoding.UTF8.GetBytes(body));

    /// <returns>False if the text is not of that encoding.</returns>
    public static bool TryDecode(this MessageEncoding encoding, string text, [NotNullWhen(true)] out BinaryData? body)
    {
        body = null;
        if (encoding == MessageEncoding.None)
        {
            body = BinaryData.FromString(text);
            return true;
        }

        var bytes = new byte[(text.Length / 4 * 3) + 3];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
            return false;
        body = BinaryData.FromBytes(bytes.AsMemory(0, length));
        return true;
    }
}
