using System.Security.Cryptography;
using IntakePipeline.Signatures.Seals;

namespace IntakePipeline.Registry.Audit;

/// <summary>What an audit says of a seal.</summary>
internal static class SealFinding
{
    /// <summary>Tells a seal that is missing or broken. One of another certificate is no fault: seals lapse and are renewed. Whoever audits must know it.</summary>
    public static void Tell(AuditReport report, string place, string what, SealReading reading, IRegistrySeal seal)
    {
        switch (reading)
        {
            case SealReading.Absent:
                report.Fault(AuditCodes.SealMissing, place, $"{what} bears no seal that can be read");
                break;
            case SealReading.Altered:
                report.Fault(AuditCodes.SealBroken, place, $"{what} was changed after it was sealed");
                break;
            case SealReading.Intact { Certificate: var certificate } when !certificate.RawDataMemory.Span.SequenceEqual(seal.Certificate.RawDataMemory.Span):
                report.Note(AuditCodes.SealOther, place, $"{what} is sealed with the certificate {certificate.GetCertHashString(HashAlgorithmName.SHA256)}, which is not the one configured here");
                break;
        }
    }
}
