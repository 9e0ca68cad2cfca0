using IntakePipeline.Memorias.Pdf;

namespace IntakePipeline.Memorias;

/// <summary>A word that character recognition read on a scan.</summary>
/// <param name="Word">The word and its place on the page.</param>
/// <param name="Confidence">How sure recognition is of it, 0 to 1.</param>
public readonly record struct RecognisedWord(PdfWord Word, double Confidence);

/// <summary>What character recognition read on a scanned page without a text layer.</summary>
/// <param name="Words">In reading order; may be empty.</param>
public sealed record PageRecognition(IReadOnlyList<RecognisedWord> Words)
{
    /// <summary>How sure it is on the whole, 0 to 1; 0 where it read nothing.</summary>
    public double Confidence { get; } = Words.Count == 0 ? 0 : Words.Average(word => word.Confidence);
}
