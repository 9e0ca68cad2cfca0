using System.Security.Cryptography.X509Certificates;

namespace IntakePipeline.Signatures.Seals;

/// <summary>What a seal's certificate says of it.</summary>
public static class SealCertificate
{
    /// <summary>In the subject of every seal that proves nothing, so that whoever looks at a signature sees it.</summary>
    public const string DevelopmentMark = "SENSE VALIDESA - SIN VALIDEZ";

    /// <summary>Whether it is a development seal, which proves nothing.</summary>
    public static bool IsDevelopmentSeal(this X509Certificate2 certificate) =>
        certificate.SubjectName.Name.Contains(DevelopmentMark, StringComparison.Ordinal);

    /// <summary>The holder's name, as certificates give it.</summary>
    public static string HolderName(this X509Certificate2 certificate) => certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
}
