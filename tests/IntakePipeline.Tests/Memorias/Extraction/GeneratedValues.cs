using System.Globalization;
using IntakePipeline.Local.Samples;
using NodaTime;

namespace IntakePipeline.Tests.Memorias.Extraction;

/// <summary>What one generated memoria says, and how it writes it.</summary>
internal sealed class GeneratedValues
{
    private static readonly (string Es, string Va)[] Titles =
    [
        ("Sensores de humedad para el riego de cítricos", "Sensors d'humitat per al reg de cítrics"),
        ("Planta piloto de reciclado de fibras textiles", "Planta pilot de reciclatge de fibres tèxtils"),
        ("Detección temprana de averías en máquinas de inyección", "Detecció primerenca d'avaries en màquines d'injecció"),
        ("Robot de poda para viñedos en terraza", "Robot de poda per a vinyes en terrassa"),
        ("Envases activos a partir de residuos de la naranja", "Envasos actius a partir de residus de la taronja"),
        ("Plataforma de telemedicina para comarcas de interior", "Plataforma de telemedicina per a comarques d'interior"),
    ];

    private static readonly (string Es, string Va)[] Companies =
    [
        ("Hort Digital, SL", "Hort Digital, SL"), ("Fibras del Turia, SA", "Fibres del Túria, SA"), ("Injecta Levante, SL", "Injecta Llevant, SL"),
        ("Viñas Altas, SL", "Vinyes Altes, SL"), ("Embalajes Ribera, SA", "Embalatges Ribera, SA"), ("Salud en Red, SL", "Salut en Xarxa, SL"),
    ];

    private static readonly (string Concept, string[] Es, string[] Va)[] Concepts =
    [
        ("recursos-humanos", ["Recursos humanos", "Gastos de personal", "Costes de personal"], ["Recursos humans", "Despeses de personal", "Costos de personal"]),
        ("inversiones-materiales", ["Inversiones materiales", "Inmovilizado material"], ["Inversions materials", "Immobilitzat material"]),
        ("inversiones-inmateriales", ["Inversiones inmateriales", "Inmovilizado inmaterial"], ["Inversions immaterials", "Immobilitzat immaterial"]),
        ("asesoramiento-externo", ["Asesoramiento externo", "Asistencia externa"], ["Assessorament extern", "Assistència externa"]),
    ];

    private GeneratedValues(AmountStyle style) => Style = style;

    public AmountStyle Style { get; }

    public required IReadOnlyList<(string Label, string Value)> Labelled { get; init; }

    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    public required IReadOnlyList<int> Years { get; init; }

    public required IReadOnlyList<(string Concept, string Label, decimal[] Amounts)> Rows { get; init; }

    public decimal Total => Rows.Sum(row => row.Amounts.Sum());

    public IReadOnlySet<(string Concept, int? Year, decimal Amount)> Costs =>
        Rows.SelectMany(row => row.Amounts.Select((amount, i) => (row.Concept, (int?)Years[i], amount))).ToHashSet();

    public static GeneratedValues Draw(int number, Random random, bool valencian)
    {
        T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
        string In((string Es, string Va) text) => valencian ? text.Va : text.Es;
        var style = new AmountStyle((number / 2) % AmountStyle.Count);
        var start = new LocalDate(2012, 1 + random.Next(6), 1 + random.Next(28));
        var end = start.PlusMonths(6 + random.Next(12));
        int[] years = start.Year == end.Year ? [start.Year] : [start.Year, end.Year];
        if (years.Length == 1)
            years = [start.Year, start.Year + 1];
        var rows = Concepts.Where((_, i) => i == 0 || random.Next(3) > 0)
            .Select(concept => (concept.Concept, Pick(valencian ? concept.Va : concept.Es), years.Select(_ => style.Round((random.Next(1, 90_000) * 1m) + (random.Next(100) / 100m))).ToArray())).ToList();
        var total = rows.Sum(row => row.Item3.Sum());
        var (title, company) = (In(Titles[number % Titles.Length]), In(Companies[number / 3 % Companies.Length]));
        var nif = SampleTaxIds.Company(company.EndsWith("SA", StringComparison.Ordinal) ? 'A' : 'B', 100 + number).Value;
        return new GeneratedValues(style)
        {
            Years = years,
            Rows = rows,
            Fields = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["titulo"] = title,
                ["solicitante"] = company,
                ["nif"] = nif,
                ["presupuesto"] = total.ToString("0.00", CultureInfo.InvariantCulture),
                ["inicio"] = start.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
                ["fin"] = end.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
            },
            Labelled =
            [
                (In(Pick(("Título del proyecto", "Títol del projecte"), ("Denominación del proyecto", "Denominació del projecte"), ("Título", "Títol"))), title),
                (In(Pick(("Empresa solicitante", "Empresa sol·licitant"), ("Razón social", "Raó social"), ("Entidad solicitante", "Entitat sol·licitant"))), company),
                (Pick("NIF", "CIF", "NIF/CIF", "C.I.F."), Pick(nif, $"{nif[0]}-{nif[1..]}", $"{nif[0]}-{nif[1..3]}.{nif[3..6]}.{nif[6..]}")),
                (In(Pick(("Presupuesto total", "Pressupost total"), ("Presupuesto total del proyecto", "Pressupost total del projecte"), ("Coste total", "Cost total"))), style.Full(total)),
                (In(Pick(("Fecha de inicio", "Data d'inici"), ("Inicio del proyecto", "Inici del projecte"))), Written(start, random, valencian)),
                (In(Pick(("Fecha de finalización", "Data de finalització"), ("Fecha de fin", "Data de fi"))), Written(end, random, valencian)),
            ],
        };
    }

    private static string Written(LocalDate date, Random random, bool valencian)
    {
        var culture = CultureInfo.GetCultureInfo(valencian ? "ca-ES" : "es-ES");
        return random.Next(5) switch
        {
            0 => date.ToString("dd/MM/uuuu", CultureInfo.InvariantCulture),
            1 => date.ToString("d-M-uuuu", CultureInfo.InvariantCulture),
            2 => date.ToString("dd.MM.uuuu", CultureInfo.InvariantCulture),
            // The genitive month of Catalan brings its own «de» or «d'».
            3 when valencian => date.ToDateOnly().ToString("d MMMM 'de' yyyy", culture),
            3 => date.ToDateOnly().ToString("d 'de' MMMM 'de' yyyy", culture),
            _ => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
        };
    }
}
