using IntakePipeline.Local.Hosting;
using IntakePipeline.Local.Samples;
using IntakePipeline.Signatures;
using Microsoft.Extensions.Configuration;

namespace IntakePipeline.Local;

/// <summary>Whom a local host trusts to certify signers: whom the environment names, else the demo authority of its own data folder.</summary>
internal static class LocalTrust
{
    /// <summary>The settings of a host or a check on <paramref name="folder"/>; makes its demo authority on first use.</summary>
    /// <exception cref="HostStartException">A setting is wrong; the message says which.</exception>
    public static SignatureSettings Of(DataFolder folder)
    {
        SignatureSettings settings;
        try
        {
            settings = SignatureSettings.From(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        }
        catch (InvalidOperationException e)
        {
            throw new HostStartException(e.Message, e);
        }

        if (settings.TrustAnchors is not null)
            return settings;
        using var authority = DemoAuthority.At(folder.AuthorityLocation);
        return settings with { TrustAnchors = authority.Anchors };
    }
}
