using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using IntakePipeline.Submissions;

namespace IntakePipeline.Signatures.Certificates;

/// <summary>Who a certificate says its holder is.</summary>
/// <param name="Person">NIF of the natural person; null when it names none.</param>
/// <param name="PersonName">The person's name as written.</param>
/// <param name="Company">NIF of the entity that the person represents, or that holds the certificate; null when it names none.</param>
/// <param name="CompanyName">The entity's name as written.</param>
public sealed partial record SignerIdentity(TaxId? Person, string? PersonName, TaxId? Company, string? CompanyName)
{
    private const string CommonName = "2.5.4.3";
    private const string Surname = "2.5.4.4";
    private const string SerialNumber = "2.5.4.5";
    private const string Organization = "2.5.4.10";
    private const string GivenName = "2.5.4.42";
    private const string OrganizationIdentifier = "2.5.4.97";
    private const string AlternativeName = "2.5.29.17";

    // ACCV: userid in the alternative name is the person's NIF, in a citizen's certificate and in an entity's (whose serialNumber is the entity's NIF).
    private const string UserId = "0.9.2342.19200300.100.1.1";

    // FNMT-RCM's own attributes of the alternative name.
    private const string FnmtGivenName = "1.3.6.1.4.1.5734.1.1";
    private const string FnmtSurname = "1.3.6.1.4.1.5734.1.2";
    private const string FnmtSecondSurname = "1.3.6.1.4.1.5734.1.3";
    private const string FnmtPerson = "1.3.6.1.4.1.5734.1.4";
    private const string FnmtCompanyName = "1.3.6.1.4.1.5734.1.6";
    private const string FnmtCompany = "1.3.6.1.4.1.5734.1.7";

    /// <summary>Whether it names anybody.</summary>
    public bool NamesSomebody => Person is not null || Company is not null;

    /// <summary>
    /// Reads the forms in use, the most definite first: semantic identifiers <c>IDCES-…</c> and <c>VATES-…</c> (ETSI EN 319 412-1), bare NIFs in
    /// <c>serialNumber</c>, ACCV's and FNMT's attributes of the alternative name, and what FNMT and ACCV write into the common name.
    /// </summary>
    public static SignerIdentity Of(X509Certificate2 certificate)
    {
        var subject = Attributes(certificate.SubjectName.RawData);
        var alternative = AlternativeNames(certificate);
        var all = subject.Concat(alternative).ToList();
        var commonName = Find(subject, CommonName);

        TaxId? person = null, company = null;
        foreach (var (oid, value) in all)
        {
            if (oid is not (SerialNumber or OrganizationIdentifier or UserId or FnmtPerson or FnmtCompany) || !TaxId.TryParse(Prefix.Replace(value, ""), out var id))
                continue;
            // An entity's seal bears the entity's NIF where a person's certificate bears the person's.
            if (id.Kind == TaxIdKind.Entity || oid is OrganizationIdentifier or FnmtCompany)
                company ??= id;
            else
                person ??= id;
        }

        person ??= InText(commonName, PersonInText, id => id.Kind != TaxIdKind.Entity);
        company ??= InText(commonName, CompanyInText, id => id.Kind == TaxIdKind.Entity);
        return new SignerIdentity(
            person, person is null ? null : PersonNameIn(subject) ?? FnmtName(alternative) ?? commonName, company,
            company is null ? null : Find(subject, Organization) ?? Find(alternative, FnmtCompanyName));
    }

    private static string? PersonNameIn(IReadOnlyList<(string, string)> subject) =>
        Find(subject, GivenName) is { } given ? $"{given} {Find(subject, Surname)}".TrimEnd() : null;

    private static string? FnmtName(IReadOnlyList<(string, string)> names) => Find(names, FnmtGivenName) is { } given
        ? string.Join(' ', new[] { given, Find(names, FnmtSurname), Find(names, FnmtSecondSurname) }.Where(part => part is not null))
        : null;

    private static string? Find(IReadOnlyList<(string Oid, string Value)> attributes, string oid) => attributes.FirstOrDefault(a => a.Oid == oid).Value;

    private static TaxId? InText(string? text, Regex pattern, Func<TaxId, bool> fits)
    {
        foreach (Match match in pattern.Matches(text ?? ""))
        {
            if (TaxId.TryParse(match.Groups["nif"].Value, out var id) && fits(id))
                return id;
        }

        return null;
    }

    private static IReadOnlyList<(string Oid, string Value)> AlternativeNames(X509Certificate2 certificate)
    {
        if (certificate.Extensions[AlternativeName] is not { } extension)
            return [];
        try
        {
            var names = new AsnReader(extension.RawData, AsnEncodingRules.BER).ReadSequence();
            while (names.HasData)
            {
                // directoryName [4] EXPLICIT Name
                if (names.PeekTag() is { TagClass: TagClass.ContextSpecific, TagValue: 4 } tag)
                    return DirectoryName.Read(names.ReadSequence(tag).ReadEncodedValue());
                names.ReadEncodedValue();
            }
        }
        catch (AsnContentException)
        {
            // Written by somebody the registry trusts, and still unreadable: it names nobody.
        }

        return [];
    }

    private static IReadOnlyList<(string Oid, string Value)> Attributes(byte[] name)
    {
        try
        {
            return DirectoryName.Read(name);
        }
        catch (AsnContentException)
        {
            return [];
        }
    }

    [GeneratedRegex("^(IDC|TIN|PNO|PAS|VAT|NTR)ES-", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Prefix { get; }

    // «NÚRIA PERIS - NIF 12345678Z», «… NIF:12345678Z», «12345678Z NÚRIA PERIS (R: B12345674)»
    [GeneratedRegex(@"(\b(NIF|NIE|DNI)[: ]+|^)(?<nif>[0-9A-Z]{9})\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PersonInText { get; }

    // «ENTIDAD MOSTRA SL - CIF B12345674 - NOMBRE …», «… (R: B12345674)»
    [GeneratedRegex(@"(\b(CIF|NIF)[: ]+|\(R: *)(?<nif>[0-9A-Z]{9})\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CompanyInText { get; }
}
