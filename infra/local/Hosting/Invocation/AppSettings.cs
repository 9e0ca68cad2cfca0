using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace IntakePipeline.Local.Hosting.Invocation;

/// <summary>The app's settings as attributes use them: <c>%setting%</c> in texts, and connections by name.</summary>
internal sealed partial class AppSettings(IConfiguration configuration, string hostStorage)
{
    /// <summary>A text with each <c>%setting%</c> put in.</summary>
    /// <exception cref="HostStartException">There is no such setting.</exception>
    public string Resolve(string text) => Reference.Replace(text, match =>
        configuration[match.Groups["setting"].Value] ?? throw new HostStartException($"'{text}' needs the setting '{match.Groups["setting"].Value}', which is not there."));

    /// <summary>The connection string under a name: setting <c>AzureWebJobs{name}</c>, else <c>{name}</c>; without a name, the host's own.</summary>
    /// <exception cref="HostStartException">There is no such setting, or it is made for a managed identity.</exception>
    public string ConnectionString(string? name)
    {
        if (string.IsNullOrEmpty(name) || name is "Storage" or "AzureWebJobsStorage")
            return hostStorage;
        foreach (var key in new[] { "AzureWebJobs" + name, name })
        {
            if (configuration[key] is { Length: > 0 } connection)
                return connection;
            if (configuration.GetSection(key).GetChildren().Any())
                throw new HostStartException($"connection '{name}' is made for a managed identity; the local host takes connection strings only.");
        }

        throw new HostStartException($"connection '{name}' has no setting: neither AzureWebJobs{name} nor {name}.");
    }

    [GeneratedRegex("%(?<setting>[^%]+)%", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference { get; }
}
