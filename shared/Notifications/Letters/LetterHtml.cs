using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using IntakePipeline.Receipts;

namespace IntakePipeline.Notifications.Letters;

/// <summary>
/// A letter as HTML with the same words, made to be read anywhere: one column, no pictures, its style in the elements (mail programs drop style sheets). Every text
/// goes through <see cref="Text"/>, so that nothing an applicant wrote can be markup; nothing is fetched.
/// </summary>
internal sealed class LetterHtml
{
    private const string Accent = "#14506b";
    private const string Small = "color:#4c565f;font-size:.875rem";
    private const string Item = "- ";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement, UnicodeRanges.LatinExtendedA, UnicodeRanges.GeneralPunctuation);

    private readonly StringBuilder html = new();

    private LetterHtml()
    {
    }

    /// <summary>The whole document.</summary>
    public static string Of(Letter letter)
    {
        var page = new LetterHtml();
        page.Markup(
            $"<!doctype html>\n<html lang=\"{Letter.Tag(letter.First)}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>");
        page.Text(letter.Subject.In(letter.First));
        page.Markup(
            "</title></head>\n<body style=\"margin:0;padding:1rem;background:#f7f7f4\">\n<div style=\"max-width:40rem;margin:0 auto;padding:1.5rem;background:#ffffff;color:#1c2126;"
            + $"border:1px solid #d5d9d4;border-top:4px solid {Accent};font:16px/1.55 system-ui,sans-serif;overflow-wrap:anywhere\">\n"
            + $"<p style=\"margin:0 0 1rem;color:{Accent};font-weight:bold;letter-spacing:.06em\">IMPIVA</p>\n");
        page.Markup($"<p lang=\"{Letter.Tag(letter.Second)}\" style=\"{Small};margin:0 0 1rem\">");
        page.Text(LetterWords.Below.In(letter.Second));
        page.Markup("</p>\n");
        page.Section(letter, letter.First);
        page.Markup("<hr style=\"border:0;border-top:1px solid #d5d9d4;margin:2rem 0\">\n");
        page.Section(letter, letter.Second);
        page.Markup("</div></body></html>\n");
        return page.html.ToString();
    }

    private void Section(Letter letter, Language language)
    {
        Markup($"<section lang=\"{Letter.Tag(language)}\">\n");
        if (letter.Simulated)
            Element("p", ReceiptTexts.Simulation.In(language), "font-weight:bold;color:#9b1c1c");
        Element("h1", letter.Subject.In(language), "margin:0 0 1rem;font-size:1.3rem;line-height:1.3");
        foreach (var paragraph in letter.Paragraphs)
            Paragraph(paragraph.In(language).Split('\n'));
        foreach (var link in letter.Links)
        {
            Markup("<p style=\"margin:1.5rem 0\"><a href=\"");
            Text(link.Address);
            Markup($"\" style=\"color:{Accent}\">");
            Text(link.Label.In(language));
            Markup("</a></p>\n");
        }

        Element("p", LetterWords.Signature.In(language), Small + ";margin:1.5rem 0 0");
        Markup("</section>\n");
    }

    // Each line stands for itself; those that begin with a dash are a list.
    private void Paragraph(ReadOnlySpan<string> lines)
    {
        var listing = false;
        foreach (var line in lines)
        {
            var isItem = line.StartsWith(Item, StringComparison.Ordinal);
            if (isItem != listing)
                Markup(isItem ? "<ul style=\"margin:0 0 1rem;padding-left:1.25rem\">\n" : "</ul>\n");
            listing = isItem;
            if (isItem)
                Element("li", line[Item.Length..], "margin:0 0 .25rem");
            else
                Element("p", line, "margin:0 0 .75rem");
        }

        if (listing)
            Markup("</ul>\n");
    }

    private void Element(string name, string text, string style)
    {
        Markup($"<{name} style=\"{style}\">");
        Text(text);
        Markup($"</{name}>\n");
    }

    private void Markup(string ours) => html.Append(ours);

    private void Text(string theirs) => html.Append(Encoder.Encode(theirs));
}
