using System.Globalization;
using System.Text;
using IntakePipeline.Validation;

namespace IntakePipeline.Corrections;

/// <summary>A correction request as a person reads it: plain text in both languages, the applicant's first.</summary>
public static class CorrectionRequestText
{
    private const string Rule = "----------------------------------------------------------------";

    /// <summary>The whole text.</summary>
    public static string Of(CorrectionRequest request)
    {
        var second = request.Language == Language.Valencian ? Language.Spanish : Language.Valencian;
        return $"{In(request, request.Language)}\n{Rule}\n\n{In(request, second)}";
    }

    private static string In(CorrectionRequest request, Language language)
    {
        var text = new StringBuilder();
        Line($"{Words.Heading.In(language)} {request.Number}");
        Line();
        Line($"{Words.Expediente.In(language)}: {request.Number.Expediente}");
        Line($"{Words.Entry.In(language)}: {request.Entry}");
        Line($"{Words.Applicant.In(language)}: {OneLine(request.Applicant.Name)} ({OneLine(request.Applicant.TaxId)})");
        Line($"{Words.Project.In(language)}: {OneLine(request.ProjectTitle)}");
        Line();
        Line(Words.Opening.In(language));
        for (var i = 0; i < request.Defects.Count; i++)
        {
            Line();
            Defect(i + 1, request.Defects[i]);
        }

        Line();
        Line(Words.Period.In(language));
        Line(Words.Warning.In(language));
        Line(Words.Channel.In(language));
        return text.ToString();

        void Defect(int number, Finding defect)
        {
            Line($"{number}. {OneLine(defect.Text.In(language))}");
            if (defect.Expected is { } expected)
                Line($"   {Words.Expected.In(language)}: {OneLine(expected)}");
            if (defect.Found is { } found)
                Line($"   {Words.Found.In(language)}: {OneLine(found)}");
            Line($"   {Words.Article.In(language)}: {defect.Article}");
        }

        // Always \n: the text is hashed and compared, so it must not depend on the machine that made it.
        void Line(string line = "") => text.Append(CultureInfo.InvariantCulture, $"{line}\n");
    }

    // What the applicant wrote must not be able to pass for lines of ours, nor turn the direction of reading.
    private static string OneLine(string text) => string.Join(' ', string.Concat(text.Select(c => char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.Control => ' ',
        UnicodeCategory.Format => ' ',
        _ => c,
    })).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static class Words
    {
        public static readonly LocalizedText Heading = new("REQUERIMENT D'ESMENA", "REQUERIMIENTO DE SUBSANACIÓN");
        public static readonly LocalizedText Expediente = new("Expedient", "Expediente");
        public static readonly LocalizedText Entry = new("Registre d'entrada", "Registro de entrada");
        public static readonly LocalizedText Applicant = new("Sol·licitant", "Solicitante");
        public static readonly LocalizedText Project = new("Projecte", "Proyecto");
        public static readonly LocalizedText Opening = new(
            "Hem revisat la sol·licitud i és incompleta o presenta errors esmenables (article 7.4 de la resolució). Heu d'esmenar o completar el següent:",
            "Hemos revisado la solicitud y está incompleta o presenta errores subsanables (artículo 7.4 de la resolución). Debe subsanar o completar lo siguiente:");
        public static readonly LocalizedText Expected = new("S'esperava", "Se esperaba");
        public static readonly LocalizedText Found = new("Consta", "Consta");
        public static readonly LocalizedText Article = new("Norma", "Norma");
        public static readonly LocalizedText Period = new(
            "Termini: 10 dies hàbils, comptats des de l'endemà del dia en què conste la recepció d'este requeriment (articles 7.4 i 7.5).",
            "Plazo: 10 días hábiles, contados desde el siguiente al día en que conste la recepción de este requerimiento (artículos 7.4 y 7.5).");
        public static readonly LocalizedText Warning = new(
            "Si no ho feu, es considerarà que heu desistit de la sol·licitud (article 7.4).",
            "Si no lo hace, se le tendrá por desistido de su solicitud (artículo 7.4).");
        public static readonly LocalizedText Channel = new(
            "Contesteu a través del Registre Telemàtic, amb firma electrònica avançada, i indiqueu el número d'expedient (article 7.7).",
            "Conteste a través del Registro Telemático, con firma electrónica avanzada, e indique el número de expediente (artículo 7.7).");
    }
}
