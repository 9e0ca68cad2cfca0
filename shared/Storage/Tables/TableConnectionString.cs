namespace IntakePipeline.Storage.Tables;

/// <summary>What a storage connection string says about tables: where, and one of an account key and a shared access signature.</summary>
internal sealed record TableConnectionString(Uri Endpoint, string? Account, byte[]? Key, string? SharedAccessSignature)
{
    // The emulator's published account: a constant of the tool, no secret.
    private const string Development =
        "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + "TableEndpoint=http://127.0.0.1:10002/devstoreaccount1";

    /// <summary>Reads a connection string.</summary>
    /// <exception cref="FormatException">It is none. The message never repeats it: it holds secrets.</exception>
    public static TableConnectionString Parse(string connectionString)
    {
        var settings = Settings(connectionString);
        if (settings.TryGetValue("UseDevelopmentStorage", out var development) && development.Equals("true", StringComparison.OrdinalIgnoreCase))
            settings = Settings(Development);

        var account = settings.GetValueOrDefault("AccountName");
        var endpoint = settings.GetValueOrDefault("TableEndpoint");
        if (endpoint is null && account is not null)
        {
            var protocol = settings.GetValueOrDefault("DefaultEndpointsProtocol", "https");
            endpoint = $"{protocol}://{account}.table.{settings.GetValueOrDefault("EndpointSuffix", "core.windows.net")}";
        }

        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw Invalid("has no usable TableEndpoint or AccountName");

        if (settings.TryGetValue("SharedAccessSignature", out var signature))
            return new(uri, null, null, signature);
        if (account is null || !settings.TryGetValue("AccountKey", out var key))
            throw Invalid("has neither SharedAccessSignature nor AccountName with AccountKey");
        try
        {
            return new(uri, account, Convert.FromBase64String(key), null);
        }
        catch (FormatException)
        {
            throw Invalid("has an AccountKey that is not base64");
        }
    }

    /// <summary>Without the secrets.</summary>
    public override string ToString() => Endpoint.GetLeftPart(UriPartial.Path);

    private static Dictionary<string, string> Settings(string connectionString)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Keys and signatures hold '=' themselves: only the first one separates.
            var separator = setting.IndexOf('=', StringComparison.Ordinal);
            if (separator <= 0 || !settings.TryAdd(setting[..separator].TrimEnd(), setting[(separator + 1)..].TrimStart()))
                throw Invalid("is not a list of different name=value pairs");
        }

        return settings;
    }

    private static FormatException Invalid(string why) => new($"The storage connection string {why}.");
}
