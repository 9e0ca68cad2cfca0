using IntakePipeline.Signatures.Certificates;
using IntakePipeline.Signatures.Checking;
using IntakePipeline.Signatures.Revocation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Signatures;

/// <summary>The services that check applicants' signatures.</summary>
public static class SignatureServices
{
    /// <summary>Adds them. A host that trusts anybody adds its <see cref="SignatureSettings"/> first.</summary>
    public static IServiceCollection AddSignatureChecks(this IServiceCollection services)
    {
        services.TryAddSingleton(new SignatureSettings());
        services.AddSingleton(p => CertificateFolder.Load(p.GetRequiredService<SignatureSettings>().TrustAnchors));
        services.AddSingleton(p => new RevocationCheck([.. Sources(p)], p.GetRequiredService<SignatureSettings>().RevocationRequired));
        return services.AddSingleton<SignatureVerifier>().AddSingleton<ApplicantSignatures>();
    }

    /// <summary>Without a host: the same check by the same settings.</summary>
    public static ServiceProvider Build(SignatureSettings settings) =>
        new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton(settings).AddSignatureChecks().BuildServiceProvider();

    private static IEnumerable<IRevocationSource> Sources(IServiceProvider services)
    {
        var settings = services.GetRequiredService<SignatureSettings>();
        var time = services.GetRequiredService<TimeProvider>();
        if (settings.RevocationLists is { } folder)
            yield return new RevocationFolder(folder, time, services.GetRequiredService<ILogger<RevocationFolder>>());
        if (settings.Ocsp is { } responder)
        {
            // Whoever a certificate names is asked, and nobody that one sends us on to.
            var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }, disposeHandler: true);
            yield return new OcspClient(http, responder, TimeSpan.FromSeconds(settings.OcspSeconds), time, services.GetRequiredService<ILogger<OcspClient>>());
        }
    }
}
