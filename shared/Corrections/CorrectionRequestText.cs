using System.Globalization;
using System.Text;
using IntakePipeline.Calls;
using IntakePipeline.Receipts;

namespace IntakePipeline.Corrections;

/// <summary>A correction request as a person reads it: plain text in both languages, the applicant's first.</summary>
public static class CorrectionRequestText
{
    private const string Rule = "----------------------------------------------------------------";

    /// <summary>The whole text. Once reception is on record it states the deadline and how that came about.</summary>
    public static string Of(CorrectionRequest request, Call call)
    {
        var words = new CorrectionRequestWords(call);
        return $"{In(request, words, request.Language)}\n{Rule}\n\n{In(request, words, request.Language.Other())}";
    }

    private static string In(CorrectionRequest request, CorrectionRequestWords words, Language language)
    {
        var text = new StringBuilder();
        Line($"{CorrectionRequestWords.Title.In(language).ToUpperInvariant()} {request.Number}");
        Line();
        Line($"{CorrectionRequestWords.Expediente.In(language)}: {request.Number.Expediente}");
        Line($"{CorrectionRequestWords.Entry.In(language)}: {request.Entry}");
        Line($"{CorrectionRequestWords.Applicant.In(language)}: {OneLine(request.Applicant.Name)} ({OneLine(request.Applicant.TaxId)})");
        Line($"{CorrectionRequestWords.Project.In(language)}: {OneLine(request.ProjectTitle)}");
        Line();
        Line(words.Opening.In(language));
        foreach (var (index, defect) in request.Defects.Index())
        {
            Line();
            Line(CorrectionRequestWords.Of(index + 1, defect).In(language));
        }

        Line();
        Line(words.Period(request.State.On.Reception).In(language));
        return text.ToString();

        // Always \n: the text is hashed and compared, so it must not depend on the machine that made it.
        void Line(string line = "") => text.Append(CultureInfo.InvariantCulture, $"{line}\n");
    }

    private static string OneLine(string text) => CorrectionRequestWords.OneLine(text);
}
