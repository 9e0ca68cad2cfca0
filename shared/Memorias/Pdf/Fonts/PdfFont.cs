namespace IntakePipeline.Memorias.Pdf.Fonts;

/// <summary>What a code of a string shows.</summary>
/// <param name="Text">Its characters; null when the font does not say.</param>
/// <param name="Width">Advance in ems.</param>
internal readonly record struct Glyph(string? Text, double Width);

/// <summary>A font, as far as reading text needs it: how strings fall into codes, and what each code means and takes up.</summary>
internal abstract class PdfFont
{
    /// <summary>Text runs downwards.</summary>
    public bool Vertical { get; protected init; }

    /// <summary>Takes the next code off a string.</summary>
    /// <param name="text">The string; not empty.</param>
    /// <param name="length">Bytes the code takes, at least one.</param>
    public abstract Glyph Next(ReadOnlySpan<byte> text, out int length);
}
