using IntakePipeline.Calls;

namespace IntakePipeline.Mail;

/// <summary>Tells by its name which of a programme's documents a file is. A guess, weighed against the content (<see cref="DocumentKind"/>): nothing is refused by it.</summary>
internal static class DocumentClassifier
{
    /// <summary>The kind of what is none of the programme's documents, or could be several.</summary>
    public const string Other = "otro";

    // Valencian and Spanish differ in their endings: "certificado", "certificat"; "empresa" is the same.
    private const int Stem = 6;

    /// <summary>Kinds of files that came together.</summary>
    /// <param name="names">Their names, as their sender wrote them.</param>
    /// <param name="subject">The message's subject: of a single file it says as much as its name.</param>
    /// <param name="programme">The programme.</param>
    public static IReadOnlyList<string> Classify(IReadOnlyList<string> names, string subject, Programme programme)
    {
        var kinds = names.Select(n => Classify(n, programme)).ToList();
        return kinds is [Other] ? [Classify(subject, programme)] : kinds;
    }

    private static string Classify(string text, Programme programme)
    {
        var words = Words(text);
        var matches = programme.Documents.Where(d => Words(d.Kind).All(w => words.Exists(v => Same(w, v)))).ToList();
        // "certificado-auditor" says more than "certificado": the longest match wins, if it is alone.
        var longest = matches.Count == 0 ? 0 : matches.Max(d => Words(d.Kind).Count);
        return matches.Where(d => Words(d.Kind).Count == longest).ToList() is [var one] ? one.Kind : Other;
    }

    private static List<string> Words(string text) =>
        [.. PlainText.Of(string.Concat(text.Select(c => char.IsLetterOrDigit(c) ? c : ' '))).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w is not ("DE" or "DEL" or "LA" or "EL" or "I" or "D"))];

    private static bool Same(string word, string other) =>
        word == other || (word.Length >= Stem && other.Length >= Stem && word.AsSpan(0, Stem).SequenceEqual(other.AsSpan(0, Stem)));
}
