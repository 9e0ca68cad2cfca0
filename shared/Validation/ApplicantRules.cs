using IntakePipeline.Submissions;
using static IntakePipeline.Validation.Figures;

namespace IntakePipeline.Validation;

/// <summary>Whether the form says who applies, who acts and where to write.</summary>
internal static class ApplicantRules
{
    private const int LongestEmail = 254;

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("faltan-datos-solicitante", Severity.CurableDefect, MissingData, (c, _) => c.Correction.Article),
        new("datos-solicitante-negativos", Severity.CurableDefect, NegativeFigures, (c, _) => c.Correction.Article),
        new("fecha-constitucion-imposible", Severity.CurableDefect, ImpossibleFoundation, (c, _) => c.Correction.Article),
        new("provincia-incorrecta", Severity.CurableDefect, WrongProvince, (c, _) => c.Correction.Article),
        new("falta-medio-de-contacto", Severity.CurableDefect, NoContact, (c, _) => c.Notices.Article),
        new("correo-incorrecto", Severity.CurableDefect, WrongEmail, (c, _) => c.Correction.Article),
        new("falta-representante", Severity.CurableDefect, MissingRepresentative, (c, _) => c.Correction.Article),
        new("nif-representante-incorrecto", Severity.CurableDefect, WrongRepresentativeTaxId, (c, _) => c.Correction.Article),
    ];

    private static IEnumerable<Fault> MissingData(ValidationFacts facts)
    {
        var (applicant, eligibility) = (facts.Application.Applicant, facts.Programme.Eligibility);
        var size = eligibility.Size is not null;
        (string Path, string Va, string Es, bool Missing)[] data =
        [
            (Paths.Municipality, "el municipi", "el municipio", string.IsNullOrWhiteSpace(applicant.Municipality)),
            (Paths.Province, "la província", "la provincia", string.IsNullOrWhiteSpace(applicant.Province)),
            (Paths.Founded, "la data de constitució", "la fecha de constitución", eligibility.Age is not null && applicant.Founded is null),
            (Paths.Employees, "el nombre de treballadors", "el número de trabajadores", (size || eligibility.Workers is not null) && applicant.Employees is null),
            (Paths.Turnover, "el volum de negoci", "el volumen de negocio", size && applicant.Turnover is null),
            (Paths.Balance, "el balanç", "el balance", size && applicant.BalanceTotal is null),
        ];
        var missing = data.Where(d => d.Missing).ToList();
        if (missing.Count > 0)
        {
            yield return new(
                facts.Call.Correction.Article, [.. missing.Select(d => d.Path)],
                $"Falten dades de la persona o entitat sol·licitant: {List(missing.Select(d => d.Va))}. Indiqueu-les.",
                $"Faltan datos de la persona o entidad solicitante: {List(missing.Select(d => d.Es))}. Indíquelos.");
        }
    }

    private static IEnumerable<Fault> NegativeFigures(ValidationFacts facts)
    {
        var applicant = facts.Application.Applicant;
        (string Path, bool Negative)[] figures =
            [(Paths.Employees, applicant.Employees < 0), (Paths.Turnover, applicant.Turnover < 0), (Paths.Balance, applicant.BalanceTotal < 0)];
        var negative = figures.Where(f => f.Negative).Select(f => f.Path).ToList();
        if (negative.Count > 0)
        {
            yield return new(
                facts.Call.Correction.Article, negative,
                "El nombre de treballadors, el volum de negoci i el balanç no poden ser negatius. Corregiu-los.",
                "El número de trabajadores, el volumen de negocio y el balance no pueden ser negativos. Corríjalos.");
        }
    }

    private static IEnumerable<Fault> ImpossibleFoundation(ValidationFacts facts)
    {
        if (facts.Application.Applicant.Founded is { } founded && (facts.Founded is null || founded > facts.Filed))
        {
            yield return new(
                facts.Call.Correction.Article, [Paths.Founded],
                $"La data de constitució ({Day(founded)}) no pot ser certa: és posterior a la sol·licitud o massa llunyana. Corregiu-la.",
                $"La fecha de constitución ({Day(founded)}) no puede ser cierta: es posterior a la solicitud o demasiado lejana. Corríjala.",
                $"≤ {Day(facts.Filed)}", Day(founded));
        }
    }

    private static IEnumerable<Fault> WrongProvince(ValidationFacts facts)
    {
        if (facts.Application.Applicant.Province is { } province && !string.IsNullOrWhiteSpace(province) && !IsProvince(province))
        {
            yield return new(
                facts.Call.Correction.Article, [Paths.Province],
                "La província s'indica amb el codi de dos xifres de l'INE (03 Alacant, 12 Castelló, 46 València). Corregiu-la.",
                "La provincia se indica con el código de dos cifras del INE (03 Alicante, 12 Castellón, 46 Valencia). Corríjala.",
                "01–52", Excerpt(province));
        }
    }

    private static IEnumerable<Fault> NoContact(ValidationFacts facts)
    {
        if (string.IsNullOrWhiteSpace(facts.Application.Applicant.Email) && string.IsNullOrWhiteSpace(facts.Application.Applicant.Fax))
        {
            yield return new(
                facts.Call.Notices.Article, [Paths.Email, Paths.Fax],
                "No s'ha indicat ni correu electrònic ni fax, i els requeriments s'envien per un d'estos mitjans. Indiqueu-ne almenys un.",
                "No se ha indicado ni correo electrónico ni fax, y los requerimientos se envían por uno de estos medios. Indique al menos uno.");
        }
    }

    private static IEnumerable<Fault> WrongEmail(ValidationFacts facts)
    {
        if (facts.Application.Applicant.Email is { } email && !string.IsNullOrWhiteSpace(email) && !IsEmail(email.Trim()))
        {
            yield return new(
                facts.Call.Correction.Article, [Paths.Email],
                "L'adreça de correu electrònic no està ben escrita. Corregiu-la.",
                "La dirección de correo electrónico no está bien escrita. Corríjala.",
                "nombre@dominio", Excerpt(email));
        }
    }

    private static IEnumerable<Fault> MissingRepresentative(ValidationFacts facts)
    {
        var (taxId, representative) = (facts.Application.Applicant.TaxId, facts.Application.Representative);
        if (representative is null ? taxId.Kind == TaxIdKind.Entity : string.IsNullOrWhiteSpace(representative.Name))
        {
            yield return new(
                facts.Call.Correction.Article, representative is null ? [Paths.Representative] : [Paths.RepresentativeName],
                "Una entitat actua per mitjà d'una persona que la representa. Indiqueu-ne el nom i el NIF.",
                "Una entidad actúa por medio de una persona que la representa. Indique su nombre y su NIF.");
        }
    }

    private static IEnumerable<Fault> WrongRepresentativeTaxId(ValidationFacts facts)
    {
        if (facts.Application.Representative is { } representative && !TaxId.TryParse(representative.TaxId, out _))
        {
            yield return new(
                facts.Call.Correction.Article, [Paths.RepresentativeTaxId],
                "El NIF de la persona representant no és correcte: la lletra o el dígit de control no correspon. Corregiu-lo.",
                "El NIF de la persona representante no es correcto: la letra o el dígito de control no corresponde. Corríjalo.",
                Found: Excerpt(representative.TaxId));
        }
    }

    private static bool IsProvince(string text) =>
        text is [>= '0' and <= '9', >= '0' and <= '9'] && int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) is >= 1 and <= 52;

    private static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var domain = text[(at + 1)..];
        return at > 0 && text.Length <= LongestEmail && !text.Any(char.IsWhiteSpace) && !domain.Contains('@', StringComparison.Ordinal)
            && domain.Split('.') is { Length: >= 2 } labels && labels.All(l => l.Length > 0);
    }
}
