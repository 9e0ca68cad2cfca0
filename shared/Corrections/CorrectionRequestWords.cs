using System.Globalization;
using System.Text;
using IntakePipeline.Calls;
using IntakePipeline.Validation;

namespace IntakePipeline.Corrections;

/// <summary>The words of a correction request, the same in the text and on paper. Figures and articles are the call's.</summary>
internal sealed class CorrectionRequestWords(Call call)
{
    public static readonly LocalizedText Title = new("Requeriment d'esmena", "Requerimiento de subsanación");
    public static readonly LocalizedText Number = new("Número de requeriment", "Número de requerimiento");
    public static readonly LocalizedText Expediente = new("Expedient", "Expediente");
    public static readonly LocalizedText Entry = new("Registre d'entrada", "Registro de entrada");
    public static readonly LocalizedText Issued = new("Emés", "Emitido");
    public static readonly LocalizedText Addressee = new("A qui s'adreça", "A quién se dirige");
    public static readonly LocalizedText Applicant = new("Sol·licitant", "Solicitante");
    public static readonly LocalizedText TaxId = new("NIF", "NIF");
    public static readonly LocalizedText Project = new("Projecte", "Proyecto");
    public static readonly LocalizedText Defects = new("Què cal esmenar", "Qué hay que subsanar");
    public static readonly LocalizedText HowLong = new("Termini i manera de contestar", "Plazo y manera de contestar");

    private static readonly LocalizedText Expected = new("S'esperava", "Se esperaba");
    private static readonly LocalizedText Found = new("Consta", "Consta");
    private static readonly LocalizedText Article = new("Norma", "Norma");

    private readonly string days = call.Correction.WorkingDays.ToString(CultureInfo.InvariantCulture);

    /// <summary>What it is about.</summary>
    public LocalizedText Opening { get; } = new(
        $"Hem revisat la sol·licitud i és incompleta o presenta errors esmenables ({call.Correction.Article}). Heu d'esmenar o completar el següent:",
        $"Hemos revisado la solicitud y está incompleta o presenta errores subsanables ({call.Correction.Article}). Debe subsanar o completar lo siguiente:");

    /// <summary>One defect, a line for each thing there is to say of it.</summary>
    public static LocalizedText Of(int number, Finding defect) => new(Of(number, defect, Language.Valencian), Of(number, defect, Language.Spanish));

    /// <summary>By when, and what if not; with how the date came about once reception is on record.</summary>
    public LocalizedText Period(Reception? reception) => new(Period(reception, Language.Valencian), Period(reception, Language.Spanish));

    private static string Of(int number, Finding defect, Language language)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{number}. {OneLine(defect.Text.In(language))}");
        if (defect.Expected is { } expected)
            text.Append(CultureInfo.InvariantCulture, $"\n   {Expected.In(language)}: {OneLine(expected)}");
        if (defect.Found is { } found)
            text.Append(CultureInfo.InvariantCulture, $"\n   {Found.In(language)}: {OneLine(found)}");
        return text.Append(CultureInfo.InvariantCulture, $"\n   {Article.In(language)}: {defect.Article}").ToString();
    }

    private string Period(Reception? reception, Language language)
    {
        string[] always =
        [
            new LocalizedText(
                "Si no ho feu, es considerarà que heu desistit de la sol·licitud, amb la resolució prèvia que correspon (article 71.1 de la Llei 30/1992). El termini no es pot ampliar (article 23.5 de la Llei 38/2003).",
                "Si no lo hace, se le tendrá por desistido de su solicitud, previa la resolución que corresponde (artículo 71.1 de la Ley 30/1992). El plazo no se puede ampliar (artículo 23.5 de la Ley 38/2003).").In(language),
            new LocalizedText(
                "Contesteu a través del Registre Telemàtic, amb firma electrònica avançada, i indiqueu el número d'este requeriment.",
                "Conteste a través del Registro Telemático, con firma electrónica avanzada, e indique el número de este requerimiento.").In(language),
        ];
        return string.Join('\n', reception is null ? [Length.In(language), .. always] : [Dated(reception).In(language), .. Trace(reception, language), .. always]);
    }

    private LocalizedText Length => new(
        $"Termini: {days} dies hàbils, comptats des de l'endemà del dia en què conste la recepció d'este requeriment ({call.Correction.Article}, {call.Notices.Article}).",
        $"Plazo: {days} días hábiles, contados desde el siguiente al día en que conste la recepción de este requerimiento ({call.Correction.Article}, {call.Notices.Article}).");

    private LocalizedText Dated(Reception reception)
    {
        var (from, last) = (Day(reception.Deadline.From), Day(reception.Deadline.LastDay));
        return new(
            $"Termini: {days} dies hàbils ({call.Correction.Article}). El requeriment es va rebre el {from} i el termini acaba el {last}, inclòs. Així s'ha comptat:",
            $"Plazo: {days} días hábiles ({call.Correction.Article}). El requerimiento se recibió el {from} y el plazo acaba el {last}, incluido. Así se ha contado:");
    }

    private static IEnumerable<string> Trace(Reception reception, Language language) =>
        reception.Deadline.Trace.Select(step => $"   - {step.Text.In(language)} ({step.Article})");

    private static string Day(NodaTime.LocalDate day) => day.ToString("dd/MM/uuuu", CultureInfo.InvariantCulture);

    /// <summary>What an applicant wrote must not be able to pass for lines of ours, nor turn the direction of reading.</summary>
    public static string OneLine(string text) => string.Join(' ', string.Concat(text.Select(c => char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.Control => ' ',
        UnicodeCategory.Format => ' ',
        _ => c,
    })).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
