using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Local.Hosting.Http;

/// <summary>The key that callers show in the header <c>x-functions-key</c> or as <c>?code=</c>.</summary>
internal sealed class FunctionKey(string key)
{
    private readonly byte[] expected = Digest(key);

    /// <summary>Takes the same time however much of the key is right.</summary>
    public bool IsShownBy(HttpRequest request)
    {
        var shown = request.Headers["x-functions-key"] is [{ Length: > 0 } header] ? header
            : request.Query["code"] is [{ Length: > 0 } code] ? code
            : null;
        return shown is not null && CryptographicOperations.FixedTimeEquals(Digest(shown), expected);
    }

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
