using System.Text;
using IntakePipeline.Receipts;

namespace IntakePipeline.Notifications.Letters;

/// <summary>A letter as plain text: where the other language is, the applicant's, a rule, the other.</summary>
internal static class LetterText
{
    private const string Rule = "----------------------------------------------------------------";

    /// <summary>Lines end in <c>\n</c>.</summary>
    public static string Of(Letter letter) => $"{LetterWords.Below.In(letter.Second)}\n\n{In(letter, letter.First)}\n{Rule}\n\n{In(letter, letter.Second)}";

    private static string In(Letter letter, Language language)
    {
        var text = new StringBuilder();
        if (letter.Simulated)
            text.Append("*** ").Append(ReceiptTexts.Simulation.In(language)).Append(" ***\n\n");
        text.Append(letter.Subject.In(language)).Append("\n\n");
        foreach (var paragraph in letter.Paragraphs)
            text.Append(paragraph.In(language)).Append("\n\n");
        foreach (var link in letter.Links)
            text.Append(link.Label.In(language)).Append(":\n").Append(link.Address).Append("\n\n");
        text.Append(LetterWords.Signature.In(language)).Append('\n');
        return text.ToString();
    }
}
