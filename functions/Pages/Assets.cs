using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Pages;

/// <summary>
/// What pages load: style, scripts, the PDF viewer. Embedded in this assembly, so that both hosts have them wherever they run, and served under the digest
/// of all of them: an address never changes its content, so browsers keep it for good, and modules find each other by relative names.
/// </summary>
public static class Assets
{
    private const string Prefix = "Assets.";

    private static readonly FrozenDictionary<string, byte[]> Files = Load();

    private static readonly string Digest = DigestOf(Files);

    /// <summary>The path of an asset.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static string Path(string name) =>
        Files.ContainsKey(name) ? $"/recursos/{Digest}/{name}" : throw new ArgumentException($"There is no asset '{name}'.", nameof(name));

    /// <summary>An asset. Under another digest than ours (a page of the version before) it is the one of today, and is not kept.</summary>
    [Function("servir-recurso")]
    public static IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "recursos/{huella}/{nombre}")] HttpRequest request, string huella, string nombre) =>
        Files.TryGetValue(nombre, out var content) ? new Answer(content, TypeOf(nombre), huella == Digest) : Results.NotFound();

    private static FrozenDictionary<string, byte[]> Load()
    {
        var assembly = typeof(Assets).Assembly;
        return assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).ToFrozenDictionary(n => n[Prefix.Length..], n =>
        {
            using var stream = assembly.GetManifestResourceStream(n)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return content;
        });
    }

    private static string DigestOf(FrozenDictionary<string, byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(SHA256.HashData(content));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static string TypeOf(string name) => System.IO.Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" or ".mjs" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".wasm" => "application/wasm",
        _ => "application/octet-stream",
    };

    private sealed class Answer(byte[] content, string type, bool keep) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.ContentType = type;
            response.ContentLength = content.Length;
            SecureHeaders.Apply(response, keep: true);
            response.Headers.CacheControl = keep ? "public, max-age=31536000, immutable" : "no-cache";
            await response.Body.WriteAsync(content, httpContext.RequestAborted);
        }
    }
}
