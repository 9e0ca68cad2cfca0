using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>As much of the real start-up API as <c>Program.cs</c> uses.</summary>
internal static class FunctionsApplication
{
    /// <summary>A builder with the host's settings.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(Host.CreateApplicationBuilder(args));
}

/// <summary>Builds the app.</summary>
internal sealed class FunctionsApplicationBuilder(HostApplicationBuilder inner)
{
    /// <summary>The functions' services.</summary>
    public IServiceCollection Services => inner.Services;

    /// <summary>The app's settings.</summary>
    public IConfigurationManager Configuration => inner.Configuration;

    /// <summary>The app.</summary>
    public IHost Build() => inner.Build();
}

/// <summary>ASP.NET Core integration.</summary>
internal static class FunctionsApplicationBuilderExtensions
{
    /// <summary>Answers requests by ASP.NET Core.</summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder) => builder;
}
