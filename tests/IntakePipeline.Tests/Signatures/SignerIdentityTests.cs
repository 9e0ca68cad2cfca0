using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using IntakePipeline.Signatures.Certificates;
using IntakePipeline.Signatures.Checking;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Validation;

namespace IntakePipeline.Tests.Signatures;

public sealed class SignerIdentityTests
{
    [Theory]
    [InlineData("CN=12345678Z NÚRIA PERIS (R: B12345674), SERIALNUMBER=IDCES-12345678Z, OID.2.5.4.42=Núria, OID.2.5.4.4=Peris, O=\"Força, SL\", OID.2.5.4.97=VATES-B12345674", "12345678Z", "Núria Peris", "B12345674", "Força, SL")]
    [InlineData("CN=12345678Z NÚRIA PERIS (R: B12345674), C=ES", "12345678Z", "12345678Z NÚRIA PERIS (R: B12345674)", "B12345674", null)]
    [InlineData("CN=ENTIDAD FORÇA SL - CIF B12345674 - NOMBRE NÚRIA PERIS - NIF 12345678Z", "12345678Z", "ENTIDAD FORÇA SL - CIF B12345674 - NOMBRE NÚRIA PERIS - NIF 12345678Z", "B12345674", null)]
    [InlineData("CN=NÚRIA PERIS - NIF:12345678Z, SERIALNUMBER=12345678Z, OID.2.5.4.42=NÚRIA, OID.2.5.4.4=PERIS, OU=Ciudadanos, O=ACCV", "12345678Z", "NÚRIA PERIS", null, null)]
    [InlineData("CN=Segell, SERIALNUMBER=B12345674, O=Força", null, null, "B12345674", "Força")]
    [InlineData("CN=X, SERIALNUMBER=IDCES-X1234567L", "X1234567L", "X", null, null)]
    [InlineData("CN=12345678A PERSONA INVENTADA, SERIALNUMBER=IDCDE-12345678Z", null, null, null, null)]
    public void The_forms_in_use_are_read(string subject, string? person, string? name, string? company, string? companyName)
    {
        using var certificate = Pki.Make(Pki.Intermediate, subject);
        var identity = SignerIdentity.Of(certificate);
        Assert.Equal((person, name, company, companyName), (identity.Person?.Value, identity.PersonName, identity.Company?.Value, identity.CompanyName));
    }

    [Fact]
    public void Names_in_the_alternative_name_are_read()
    {
        using var certificate = Pki.Make(Pki.Intermediate, "CN=Representant", change: request => request.CertificateExtensions.Add(new X509Extension("2.5.29.17", Alternative(
            ("1.3.6.1.4.1.5734.1.1", "NÚRIA"), ("1.3.6.1.4.1.5734.1.2", "PERIS"), ("1.3.6.1.4.1.5734.1.4", "12345678Z"), ("1.3.6.1.4.1.5734.1.6", "FORÇA SL"), ("1.3.6.1.4.1.5734.1.7", "B12345674")), false)));
        var identity = SignerIdentity.Of(certificate);
        Assert.Equal(("12345678Z", "NÚRIA PERIS", "B12345674", "FORÇA SL"), (identity.Person?.Value, identity.PersonName, identity.Company?.Value, identity.CompanyName));
    }

    [Theory]
    // ACCV, citizen: userid in the alternative name is the NIF. Entity: serialNumber is the entity's NIF, userid its agent's.
    [InlineData("CN=NÚRIA PERIS - NIF:12345678Z, OU=Ciudadanos, O=ACCV", "12345678Z", null)]
    [InlineData("CN=Persona, OU=Ciudadanos, O=ACCV", "12345678Z", null)]
    [InlineData("CN=\"Força, SL\", SERIALNUMBER=B12345674, OID.2.5.4.42=Núria, O=\"Força, SL\"", "12345678Z", "B12345674")]
    public void Accvs_userid_is_the_persons_tax_identifier(string subject, string? person, string? company)
    {
        using var certificate = Pki.Make(Pki.Intermediate, subject, change: request => request.CertificateExtensions.Add(new X509Extension("2.5.29.17", Alternative(
            ("0.9.2342.19200300.100.1.1", "12345678Z"), ("2.5.4.3", "NÚRIA|PERIS|SOLER")), false)));
        var identity = SignerIdentity.Of(certificate);
        Assert.Equal((person, company), (identity.Person?.Value, identity.Company?.Value));
    }

    [Fact]
    public void Accvs_representative_has_the_entity_in_its_own_attribute()
    {
        using var certificate = Pki.Make(Pki.Intermediate, "CN=NÚRIA PERIS, SERIALNUMBER=12345678Z, OID.2.5.4.42=Núria, O=\"Força, SL\", OID.2.5.4.97=VATES-B12345674, OID.2.5.4.13=R:Registre/1/2/3/4/5/01-01-2016/1");
        var identity = SignerIdentity.Of(certificate);
        Assert.Equal(("12345678Z", "B12345674", "Força, SL"), (identity.Person?.Value, identity.Company?.Value, identity.CompanyName));
    }

    [Theory]
    [InlineData(null, "B12345674", "12345678Z", true)]
    [InlineData("00000000T", "B12345674", "12345678Z", true)]
    [InlineData("12345678Z", null, "12345678z ", true)]
    [InlineData("00000000T", null, "12345678Z", false)]
    [InlineData("00000000T", "A58818501", "12345678Z", false)]
    [InlineData("00000000T", null, null, false)]
    // What cannot be compared proves nothing; who represents the company by certificate may file, and the form is cured later.
    [InlineData("00000000T", null, "12345678A", false)]
    [InlineData("00000000T", "A58818501", "12345678A", false)]
    [InlineData("00000000T", "B12345674", "12345678A", true)]
    public void The_applicant_or_its_representative_may_file(string? person, string? company, string? representative, bool may)
    {
        var clean = Given.Ebt.Application;
        Assert.True(TaxId.TryParse("B12345674", out var applicant));
        var application = clean with
        {
            Applicant = clean.Applicant with { TaxId = applicant },
            Representative = representative is null ? null : new Representative(representative, "Núria Peris"),
        };
        var signer = new SignerIdentity(Id(person), null, Id(company), null);
        Assert.Equal(may, Signatories.MayFile([signer], application));
        // Of several, one is enough.
        Assert.True(Signatories.MayFile([signer, new SignerIdentity(null, null, applicant, null)], application));
    }

    private static TaxId? Id(string? text) => TaxId.TryParse(text, out var id) ? id : null;

    private static byte[] Alternative(params (string Oid, string Value)[] attributes)
    {
        var asn = new AsnWriter(AsnEncodingRules.DER);
        using (asn.PushSequence())
        using (asn.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
        using (asn.PushSequence())
        {
            foreach (var (oid, value) in attributes)
            {
                using (asn.PushSetOf())
                using (asn.PushSequence())
                {
                    asn.WriteObjectIdentifier(oid);
                    asn.WriteCharacterString(UniversalTagNumber.UTF8String, value);
                }
            }
        }

        return asn.Encode();
    }
}
