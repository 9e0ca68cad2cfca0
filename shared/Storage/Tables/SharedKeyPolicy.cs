using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace IntakePipeline.Storage.Tables;

/// <summary>
/// Signs a request with the account's key, the table service's way: verb, Content-MD5, Content-Type, date and the resource. It stands after the retry
/// policy, so that every try has its own date: the service refuses one older than 15 minutes.
/// </summary>
internal sealed class SharedKeyPolicy(string account, byte[] key, TimeProvider time) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        var date = time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(StringToSign(request, date)));
        request.Headers.SetValue("x-ms-date", date);
        request.Headers.SetValue("Authorization", $"SharedKey {account}:{Convert.ToBase64String(signature)}");
    }

    private string StringToSign(Request request, string date)
    {
        request.Headers.TryGetValue("Content-MD5", out var md5);
        request.Headers.TryGetValue("Content-Type", out var type);
        // The path as it is sent, escapes and all. The emulator's begins with the account, which then stands there twice. Of a query only "comp" would
        // count, and no request of this client has one.
        return $"{request.Method}\n{md5}\n{type}\n{date}\n/{account}{request.Uri.ToUri().AbsolutePath}";
    }
}
