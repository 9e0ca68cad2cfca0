namespace IntakePipeline.Mail;

/// <summary>What kind of document a mailed file is taken for: what its name says and what it says itself, weighed against each other.</summary>
/// <param name="ByName">What its name, or the message's subject, says; <see cref="DocumentClassifier.Other"/> when nothing.</param>
/// <param name="ByContent">What its words say; null when nothing clear, and of what is no PDF.</param>
internal sealed record DocumentKind(string ByName, ContentKind? ByContent)
{
    /// <summary>How much a name alone is worth: somebody typed it.</summary>
    private const double NameAlone = 0.6;

    /// <summary>Name and content say different things: a person has to look.</summary>
    public bool IsContradicted => ByContent is { } content && ByName != DocumentClassifier.Other && ByName != content.Kind;

    /// <summary>The kind; <see cref="DocumentClassifier.Other"/> when nothing is clear or one contradicts the other. Only a kind that is known is no longer missing.</summary>
    public string Kind => IsContradicted ? DocumentClassifier.Other : ByName == DocumentClassifier.Other && ByContent is { } content ? content.Kind : ByName;

    /// <summary>How sure that is, 0 to 1; 0 when it is not known.</summary>
    public double Confidence => (Kind, ByContent) switch
    {
        (DocumentClassifier.Other, _) => 0,
        (_, null) => NameAlone,
        (_, { } content) => ByName == DocumentClassifier.Other ? content.Confidence : 1 - ((1 - NameAlone) * (1 - content.Confidence)),
    };
}
