using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using IntakePipeline.Receipts;

namespace IntakePipeline.Notifications.Letters;

/// <summary>A letter as HTML with the same words. Every text goes through <see cref="Text"/>, so that nothing an applicant wrote can be markup; nothing is fetched.</summary>
internal sealed class LetterHtml
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement, UnicodeRanges.LatinExtendedA, UnicodeRanges.GeneralPunctuation);

    private readonly StringBuilder html = new();

    private LetterHtml()
    {
    }

    /// <summary>The whole document.</summary>
    public static string Of(Letter letter)
    {
        var page = new LetterHtml();
        page.Markup($"<!doctype html>\n<html lang=\"{Letter.Tag(letter.First)}\"><head><meta charset=\"utf-8\"><title>");
        page.Text(letter.Subject.In(letter.First));
        page.Markup("</title></head>\n<body style=\"margin:0 auto;max-width:40rem;padding:1rem;font:16px/1.5 sans-serif;color:#1b1b1b;background:#fff\">\n");
        page.Section(letter, letter.First);
        page.Markup("<hr>\n");
        page.Section(letter, letter.Second);
        page.Markup("</body></html>\n");
        return page.html.ToString();
    }

    private void Section(Letter letter, Language language)
    {
        Markup($"<section lang=\"{Letter.Tag(language)}\">\n");
        if (letter.Simulated)
            Element("p", ReceiptTexts.Simulation.In(language), " style=\"font-weight:bold;color:#a00\"");
        Element("h1", letter.Subject.In(language), " style=\"font-size:1.25rem\"");
        foreach (var paragraph in letter.Paragraphs)
            Element("p", paragraph.In(language), " style=\"white-space:pre-line\"");
        foreach (var link in letter.Links)
        {
            Markup("<p><a href=\"");
            Text(link.Address);
            Markup("\">");
            Text(link.Label.In(language));
            Markup("</a></p>\n");
        }

        Element("p", LetterWords.Signature.In(language), "");
        Markup("</section>\n");
    }

    private void Element(string name, string text, string attributes)
    {
        Markup($"<{name}{attributes}>");
        Text(text);
        Markup($"</{name}>\n");
    }

    private void Markup(string ours) => html.Append(ours);

    private void Text(string theirs) => html.Append(Encoder.Encode(theirs));
}
