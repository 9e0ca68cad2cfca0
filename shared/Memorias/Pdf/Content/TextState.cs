using IntakePipeline.Memorias.Pdf.Fonts;
using IntakePipeline.Memorias.Pdf.Objects;

namespace IntakePipeline.Memorias.Pdf.Content;

/// <summary>The text matrices between <c>BT</c> and <c>ET</c>, and the placing of glyphs by them (ISO 32000-1, 9.4).</summary>
internal sealed class TextState(WordBuilder words)
{
    private readonly byte[] _buffer = new byte[1024];
    private Matrix _matrix = Matrix.Identity;
    private Matrix _line = Matrix.Identity;

    /// <summary>What <c>ActualText</c> says the coming glyphs stand for: given out with the first of them; null when glyphs speak for themselves.</summary>
    public string? Replacement { get; set; }

    public void Begin() => Set(Matrix.Identity);

    public void Set(in Matrix matrix) => _matrix = _line = matrix;

    public void Move(double x, double y) => _matrix = _line = _line with
    {
        E = (x * _line.A) + (y * _line.C) + _line.E,
        F = (x * _line.B) + (y * _line.D) + _line.F,
    };

    /// <summary>A number inside <c>TJ</c>: thousandths of an em, backwards.</summary>
    public void Adjust(double thousandths, in GraphicsState state)
    {
        var offset = -thousandths / 1000 * state.FontSize;
        Advance(state.Font is { Vertical: true } ? 0 : offset * state.HorizontalScale, state.Font is { Vertical: true } ? offset : 0);
    }

    /// <summary>Paints a string.</summary>
    /// <param name="kind">How it is written.</param>
    /// <param name="written">Its written form.</param>
    /// <param name="state">Font and spacing.</param>
    /// <param name="hidden">Optional content that is switched off.</param>
    public void Show(TokenKind kind, ReadOnlySpan<byte> written, in GraphicsState state, bool hidden)
    {
        if (state.Font is not { } font)
            return;
        // Hostile strings may be as long as the stream: those get a buffer of their own.
        var buffer = written.Length <= _buffer.Length ? _buffer : new byte[written.Length];
        ReadOnlySpan<byte> text = buffer.AsSpan(0, PdfStrings.Unescape(kind, written, buffer));
        var (size, scale) = (state.FontSize, state.HorizontalScale);
        hidden |= state.TextIsHidden;
        var whole = _matrix.Then(state.Ctm);
        // Along the baseline and one em up, in display space.
        var (alongX, alongY) = font.Vertical ? (-whole.C, -whole.D) : (whole.A * scale, whole.B * scale);
        var (upX, upY) = (whole.C * size, whole.D * size);
        var em = Math.Sqrt((upX * upX) + (upY * upY));
        var (startX, startY) = whole.Apply(0, state.Rise);
        var offset = 0d;
        while (!text.IsEmpty)
        {
            var glyph = font.Next(text, out var length);
            var width = glyph.Width * size;
            words.Add(TextOf(glyph), startX + (alongX * offset), startY + (alongY * offset), alongX * width, alongY * width, upX, upY, em, hidden);
            offset += width + state.CharacterSpacing + (length == 1 && text[0] == ' ' ? state.WordSpacing : 0);
            text = text[length..];
        }

        Advance(font.Vertical ? 0 : offset * scale, font.Vertical ? -offset : 0);
    }

    private void Advance(double x, double y) => _matrix = _matrix with
    {
        E = (x * _matrix.A) + (y * _matrix.C) + _matrix.E,
        F = (x * _matrix.B) + (y * _matrix.D) + _matrix.F,
    };

    private string? TextOf(Glyph glyph)
    {
        if (Replacement is not { } replacement)
            return glyph.Text;
        Replacement = "";
        return replacement;
    }
}
