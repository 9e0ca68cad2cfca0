using System.Globalization;

namespace IntakePipeline.Local.Samples.Pdf;

/// <summary>Memorias técnicas of the invented projects, as applicants would attach them.</summary>
public static class SampleMemoria
{
    private const int LineLength = 84;

    /// <summary>A memoria written on a computer.</summary>
    public static SamplePdf BornDigital(SampleCompany company)
    {
        ArgumentNullException.ThrowIfNull(company);
        var pdf = new SamplePdf();
        foreach (var (heading, text) in company.Language == Language.Valencian ? InValencian(company) : InSpanish(company))
            pdf.Text(heading, [company.Name, company.TaxId.Value, "", .. Wrap(text)]);
        return pdf;
    }

    /// <summary>A memoria written on a computer whose last page names the project's budget.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="budget">In euros.</param>
    public static SamplePdf WithBudget(SampleCompany company, decimal budget)
    {
        ArgumentNullException.ThrowIfNull(company);
        var amount = budget.ToString("N2", CultureInfo.GetCultureInfo("es-ES"));
        return BornDigital(company).Text(
            company.Language == Language.Valencian ? "5. Resum econòmic" : "5. Resumen económico",
            [company.Language == Language.Valencian ? $"Pressupost total: {amount} euros" : $"Presupuesto total: {amount} euros"]);
    }

    /// <summary>Another document of the same company: one page that says what it is.</summary>
    public static SamplePdf Annex(SampleCompany company, string kind)
    {
        ArgumentNullException.ThrowIfNull(company);
        return new SamplePdf().Text(kind.ToUpper(CultureInfo.InvariantCulture), [company.Name, company.TaxId.Value, "", .. Wrap(company.Project)]);
    }

    /// <summary>A memoria printed and scanned in black and white, two pages.</summary>
    public static SamplePdf Scanned(SampleCompany company, int ppp)
    {
        ArgumentNullException.ThrowIfNull(company);
        return new SamplePdf().Scan(ScannedPage.BlackAndWhite(ppp, company.Number)).Scan(ScannedPage.BlackAndWhite(ppp, -1 - company.Number));
    }

    /// <summary>A memoria printed and scanned in grey, one page.</summary>
    public static SamplePdf ScannedInGrey(SampleCompany company, int ppp)
    {
        ArgumentNullException.ThrowIfNull(company);
        return new SamplePdf().Scan(ScannedPage.Grey(ppp, company.Number));
    }

    private static (string Heading, string Text)[] InValencian(SampleCompany company) =>
    [
        ("1. Resum", $"MEMÒRIA TÈCNICA. {company.Project}. L'empresa {company.Name}, de {company.Municipality}, presenta un projecte propi de desenvolupament que partix de l'experiència del seu equip i de la col·laboració amb la universitat. El resultat serà un prototip provat amb usuaris reals."),
        ("2. Objectius", "Validar la tecnologia en condicions d'ús. Reduir el cost de fabricació en un trenta per cent. Protegir els resultats i preparar-ne l'arribada al mercat. Crear ocupació estable i qualificada en la comarca."),
        ("3. Pla de treball", "Fase 1: disseny i especificació. Fase 2: construcció del prototip. Fase 3: proves i mesures. Fase 4: comunicació dels resultats. Cada fase acaba amb un informe i una revisió amb l'òrgan instructor."),
        ("4. Pressupost", "Els costos es desglossen per conceptes i exercicis en la sol·licitud normalitzada. Els recursos humans no superen el setanta per cent del total."),
    ];

    private static (string Heading, string Text)[] InSpanish(SampleCompany company) =>
    [
        ("1. Resumen", $"MEMORIA TÉCNICA. {company.Project}. La empresa {company.Name}, de {company.Municipality}, presenta un proyecto propio de desarrollo que parte de la experiencia de su equipo y de la colaboración con la universidad. El resultado será un prototipo probado con usuarios reales."),
        ("2. Objetivos", "Validar la tecnología en condiciones de uso. Reducir el coste de fabricación en un treinta por ciento. Proteger los resultados y preparar su llegada al mercado. Crear empleo estable y cualificado en la comarca."),
        ("3. Plan de trabajo", "Fase 1: diseño y especificación. Fase 2: construcción del prototipo. Fase 3: pruebas y medidas. Fase 4: comunicación de los resultados. Cada fase termina con un informe y una revisión con el órgano instructor."),
        ("4. Presupuesto", "Los costes se desglosan por conceptos y ejercicios en la solicitud normalizada. Los recursos humanos no superan el setenta por ciento del total."),
    ];

    private static IEnumerable<string> Wrap(string text)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length + 1 > LineLength)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
