using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using IntakePipeline.Registry.Digests;
using IntakePipeline.Signatures.Seals;
using IntakePipeline.Submissions;

namespace IntakePipeline.Receipts.Verification;

/// <summary>What a receipt is checked with, when the register is not asked.</summary>
/// <param name="File">The receipt: document or data.</param>
/// <param name="FileSeal">The detached seal over it, when it is data; null when it is not at hand.</param>
/// <param name="Digest">The published digest of a day; null when it is not at hand.</param>
/// <param name="DigestSeal">The detached seal over it; null when it is not at hand.</param>
/// <param name="Seal">The registry's certificate, got from somebody trusted; null when it is not at hand.</param>
public sealed record OfflineEvidence(ReadOnlyMemory<byte> File, string? FileSeal, ReadOnlyMemory<byte>? Digest, string? DigestSeal, X509Certificate2? Seal);

/// <summary>
/// Checks a receipt without asking the register: the seal, whether it says what its entry says, and whether that entry was in the book at the end of the
/// day. Needs the receipt and the day's digest, and the registry's certificate to know whose seals they are.
/// </summary>
/// <param name="time">Bounds the reading of a hostile file.</param>
public sealed class OfflineCheck(TimeProvider time)
{
    /// <summary>Checks everything that can be checked with what is at hand.</summary>
    public OfflineVerdict Check(OfflineEvidence evidence)
    {
        var file = PresentedFile.Read(evidence.File, time);
        if (file.Receipt is not { } receipt)
            return new OfflineVerdict([OfflineStep.NoReceipt], null);

        var seal = file.Form == ReceiptForm.Json && evidence.FileSeal is { } jws ? JwsReader.Read(jws, evidence.File.Span) : file.Seal;
        var steps = new List<OfflineStep> { OfflineStep.OfReceiptSeal(seal, expected: file.Form == ReceiptForm.Pdf || evidence.FileSeal is not null) };
        var hash = receipt.ToEntry().Hash;
        steps.Add(OfflineStep.OfEntry(hash == receipt.EntryHash));

        SealReading? digestSeal = null;
        if (evidence.Digest is { } digest)
        {
            digestSeal = evidence.DigestSeal is { } signature ? JwsReader.Read(signature, digest.Span) : new SealReading.Absent();
            steps.Add(OfflineStep.OfDigestSeal(digestSeal, expected: evidence.DigestSeal is not null));
            steps.Add(Listed(digest, receipt, hash));
        }
        else
        {
            steps.Add(OfflineStep.NoDigest);
        }

        steps.Add(OfflineStep.OfHolder([.. Certificates(seal, digestSeal)], evidence.Seal));
        return new OfflineVerdict(steps, receipt);
    }

    private static OfflineStep Listed(ReadOnlyMemory<byte> digest, Receipt receipt, Sha256Digest hash)
    {
        try
        {
            var (head, hashes) = DigestJson.Read(digest);
            var place = receipt.Number.Sequence - head.First;
            if (head.Book != receipt.Number.Year || place < 0 || place >= hashes.Count)
                return OfflineStep.NotInDigest(head);
            // Each hash contains the one before it: the receipt's own link has to fit there as well.
            var before = place == 0 ? head.HashBefore : hashes[place - 1];
            return OfflineStep.OfPlace(hashes[place] == hash && before == receipt.PreviousHash, head);
        }
        catch (FormatException)
        {
            return OfflineStep.BrokenDigest;
        }
    }

    private static IEnumerable<X509Certificate2> Certificates(params SealReading?[] seals) => seals.OfType<SealReading.Intact>().Select(s => s.Certificate);
}

/// <summary>What came of a check.</summary>
/// <param name="Steps">Each thing looked at.</param>
/// <param name="Receipt">The receipt; null when the file is none.</param>
public sealed record OfflineVerdict(IReadOnlyList<OfflineStep> Steps, Receipt? Receipt)
{
    /// <summary>True when nothing contradicts the receipt. Whether everything was looked at, the steps say.</summary>
    public bool Holds => Steps.All(s => s.Holds != false);

    /// <summary>True when everything was looked at and holds: the receipt is proven.</summary>
    public bool IsProven => Steps.All(s => s.Holds == true);
}

/// <summary>One thing looked at.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Holds">Whether it holds; null when it could not be told.</param>
/// <param name="Text">What was found, in words.</param>
public sealed record OfflineStep(string Code, bool? Holds, LocalizedText Text)
{
    internal static OfflineStep NoReceipt { get; } = new("resguardo-ilegible", false, new(
        "El fitxer no és cap resguard d'este registre.", "El fichero no es ningún resguardo de este registro."));

    internal static OfflineStep NoDigest { get; } = new("resumen", null, new(
        "Sense el resum del dia no es pot dir si l'assentament és al llibre.", "Sin el resumen del día no puede decirse si el asiento está en el libro."));

    internal static OfflineStep BrokenDigest { get; } = new("resumen", false, new(
        "El resum del llibre és il·legible o es contradiu.", "El resumen del libro es ilegible o se contradice."));

    internal static OfflineStep OfReceiptSeal(SealReading seal, bool expected) => new("sello-resguardo", HoldsOf(seal, expected), seal switch
    {
        SealReading.Intact => new("El segell del resguard és íntegre: no s'ha canviat res.", "El sello del resguardo está íntegro: no se ha cambiado nada."),
        SealReading.Altered => new("El segell del resguard no correspon al contingut: s'ha canviat.", "El sello del resguardo no corresponde al contenido: se ha cambiado."),
        _ => expected
            ? new("El resguard no porta cap segell que es puga llegir.", "El resguardo no lleva ningún sello que pueda leerse.")
            : new("Falta el segell de les dades (fitxer .jws).", "Falta el sello de los datos (fichero .jws)."),
    });

    internal static OfflineStep OfEntry(bool holds) => new("huella-asiento", holds, holds
        ? new("L'empremta de l'assentament es dedueix del que diu el resguard.", "La huella del asiento se deduce de lo que dice el resguardo.")
        : new("El que diu el resguard no dona l'empremta de l'assentament.", "Lo que dice el resguardo no da la huella del asiento."));

    internal static OfflineStep OfDigestSeal(SealReading seal, bool expected) => new("sello-resumen", HoldsOf(seal, expected), seal switch
    {
        SealReading.Intact => new("El segell del resum del llibre és íntegre.", "El sello del resumen del libro está íntegro."),
        SealReading.Altered => new("El segell del resum no correspon al contingut: s'ha canviat.", "El sello del resumen no corresponde al contenido: se ha cambiado."),
        _ => expected
            ? new("El segell del resum és il·legible.", "El sello del resumen es ilegible.")
            : new("Falta el segell del resum (fitxer .jws).", "Falta el sello del resumen (fichero .jws)."),
    });

    internal static OfflineStep NotInDigest(DigestHead head) => new("resumen", false, new(
        $"El resum del {Day(head)} no inclou este número de registre; l'assentament pot ser en el d'un altre dia.",
        $"El resumen del {Day(head)} no incluye este número de registro; el asiento puede estar en el de otro día."));

    internal static OfflineStep OfPlace(bool holds, DigestHead head) => new("resumen", holds, holds
        ? new($"L'assentament és al llibre tal com va quedar el {Day(head)}.", $"El asiento está en el libro tal como quedó el {Day(head)}.")
        : new($"El llibre, tal com va quedar el {Day(head)}, té un altre assentament amb este número.", $"El libro, tal como quedó el {Day(head)}, tiene otro asiento con este número."));

    internal static OfflineStep OfHolder(IReadOnlyList<X509Certificate2> holders, X509Certificate2? known)
    {
        if (holders.Count == 0)
            return new("titular", null, new("Cap segell no diu de qui és.", "Ningún sello dice de quién es."));
        if (known is not null)
        {
            return holders.All(h => h.RawDataMemory.Span.SequenceEqual(known.RawDataMemory.Span))
                ? Warned(true, holders[0], new("Els segells són del certificat indicat", "Los sellos son del certificado indicado"))
                : new("titular", false, new("Algun segell és d'un altre certificat.", "Algún sello es de otro certificado."));
        }

        var one = holders.All(h => h.RawDataMemory.Span.SequenceEqual(holders[0].RawDataMemory.Span));
        var print = holders[0].GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256);
        return Warned(one ? null : false, holders[0], one
            ? new($"Comproveu que el certificat és el del registre (empremta {print})", $"Compruebe que el certificado es el del registro (huella {print})")
            : new("El resguard i el resum porten segells distints", "El resguardo y el resumen llevan sellos distintos"));
    }

    // A seal for development is sound and proves nothing.
    private static OfflineStep Warned(bool? holds, X509Certificate2 holder, LocalizedText text) => holder.IsDevelopmentSeal()
        ? new("titular", holds, new($"{text.Va}: {holder.HolderName()}. És un segell de desenvolupament, sense validesa.", $"{text.Es}: {holder.HolderName()}. Es un sello de desarrollo, sin validez."))
        : new("titular", holds, new($"{text.Va}: {holder.HolderName()}.", $"{text.Es}: {holder.HolderName()}."));

    private static bool? HoldsOf(SealReading seal, bool expected) => seal is SealReading.Intact ? true : expected ? false : null;

    private static string Day(DigestHead head) => head.Date.ToString("dd/MM/uuuu", CultureInfo.InvariantCulture);
}
