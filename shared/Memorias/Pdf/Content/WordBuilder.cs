using System.Runtime.InteropServices;
using System.Text;

namespace IntakePipeline.Memorias.Pdf.Content;

/// <summary>Joins glyphs, as they are painted, into words with boxes.</summary>
internal sealed class WordBuilder(PdfBudget budget)
{
    /// <summary>Longer runs without a space are cut: no word is.</summary>
    private const int MaxWord = 256;

    /// <summary>Ems above the baseline that a box takes in; what fonts say of themselves is too often wrong.</summary>
    private const double Ascent = 0.75;

    /// <summary>Ems below the baseline, likewise.</summary>
    private const double Descent = 0.22;

    /// <summary>Gap in ems from which glyphs belong to different words.</summary>
    private const double Gap = 0.1;

    /// <summary>Overlap in ems from which a glyph does not continue a word: kerning takes back less.</summary>
    private const double Overlap = 0.3;

    /// <summary>Shift of the baseline, in ems, up to which a glyph is an index or an exponent of its word.</summary>
    private const double Shift = 0.5;

    /// <summary>Shift, in line heights, up to which a word painted again is the same word.</summary>
    private const float Shadow = 0.15f;

    /// <summary>Equal words looked back at.</summary>
    private const int MaxShadowSteps = 16;

    /// <summary>Estimated bytes that a word keeps besides its text.</summary>
    private const int WordCost = 72;

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);
    private readonly List<int> _earlier = [];
    private readonly char[] _characters = new char[MaxWord];
    private List<PdfWord> _words = [];
    private int _length;
    private bool _hidden;
    private double _endX, _endY, _directionX, _directionY, _size;
    private double _left, _top, _right, _bottom;

    /// <summary>Width of the page as displayed.</summary>
    public double PageWidth { get; set; }

    /// <summary>Height of the page as displayed.</summary>
    public double PageHeight { get; set; }

    public int Mapped { get; private set; }

    public int Unmapped { get; private set; }

    /// <summary>The words so far; the builder starts anew.</summary>
    public List<PdfWord> Take()
    {
        End();
        var words = _words;
        (_words, Mapped, Unmapped) = ([], 0, 0);
        _last.Clear();
        _earlier.Clear();
        return words;
    }

    /// <summary>Adds a glyph.</summary>
    /// <param name="text">Its characters; null when the font does not say, empty when another glyph stands for them.</param>
    /// <param name="x">Start of its baseline, in display space.</param>
    /// <param name="y">Likewise.</param>
    /// <param name="advanceX">Its own width along the baseline, spacing excluded.</param>
    /// <param name="advanceY">Likewise.</param>
    /// <param name="upX">One em upwards from the baseline.</param>
    /// <param name="upY">Likewise.</param>
    /// <param name="size">Length of that em.</param>
    /// <param name="hidden">It is not painted.</param>
    public void Add(string? text, double x, double y, double advanceX, double advanceY, double upX, double upY, double size, bool hidden)
    {
        // One string may be as long as the stream: it has to look at the clock too.
        if (((Mapped + Unmapped) & 0xFFF) == 0)
            budget.CheckDeadline();
        if (text is null)
        {
            Unmapped++;
            End();
            return;
        }

        Mapped++;
        if (text.Length > 0 && text[0] <= ' ' | text[0] >= '\u0080' && IsSpace(text))
        {
            End();
            return;
        }

        if (!double.IsFinite(x + y + advanceX + advanceY + size) || size == 0)
            return;
        // Beside the page there is nothing to read: text that overflows a form field, say.
        if (x + advanceX < 0 || y < 0 || x > PageWidth || y > PageHeight)
        {
            End();
            return;
        }

        if (_length > 0 && !Continues(x, y, size, hidden))
            End();
        if (_length == 0)
        {
            if (text.Length == 0)
                return;
            (_left, _top, _right, _bottom) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
            (_hidden, _size) = (hidden, size);
            var advance = Math.Sqrt((advanceX * advanceX) + (advanceY * advanceY));
            // Of a glyph without width it is only known that the baseline runs a quarter turn from up.
            (_directionX, _directionY) = advance > size * 0.01 ? (advanceX / advance, advanceY / advance) : (-upY / size, upX / size);
            Include(x - (upX * Descent), y - (upY * Descent));
            Include(x + (upX * Ascent), y + (upY * Ascent));
        }

        if (_length + text.Length > MaxWord)
        {
            End();
            return;
        }

        text.CopyTo(_characters.AsSpan(_length));
        _length += text.Length;
        (_endX, _endY) = (x + advanceX, y + advanceY);
        Include(_endX - (upX * Descent), _endY - (upY * Descent));
        Include(_endX + (upX * Ascent), _endY + (upY * Ascent));
    }

    /// <summary>Whatever was painted so far is painted over.</summary>
    public void Cover()
    {
        End();
        foreach (ref var word in CollectionsMarshal.AsSpan(_words))
            word = word with { Hidden = true };
    }

    /// <summary>The next glyph starts a new word.</summary>
    public void End()
    {
        if (_length == 0)
            return;
        var text = Text(_characters.AsSpan(0, _length));
        _length = 0;
        var word = new PdfWord(text, (float)_left, (float)_top, (float)_right, (float)_bottom, _hidden);
        if (IsPaintedAgain(word))
            return;
        budget.Retain(WordCost);
        _last[text] = _words.Count;
        _words.Add(word);
    }

    /// <summary>Bold type and shadows are imitated by painting the same words twice, hardly shifted: that is one word.</summary>
    private bool IsPaintedAgain(PdfWord word)
    {
        var at = _last.GetValueOrDefault(word.Text, -1);
        _earlier.Add(at);
        var near = (word.Bottom - word.Top) * Shadow;
        for (var steps = 0; at >= 0 && steps < MaxShadowSteps; steps++)
        {
            var other = _words[at];
            if (Math.Abs(other.Left - word.Left) <= near && Math.Abs(other.Top - word.Top) <= near && Math.Abs(other.Right - word.Right) <= near && other.Hidden == word.Hidden)
            {
                _earlier.RemoveAt(_earlier.Count - 1);
                return true;
            }

            at = _earlier[at];
        }

        return false;
    }

    private bool Continues(double x, double y, double size, bool hidden)
    {
        if (hidden != _hidden)
            return false;
        var (dx, dy) = (x - _endX, y - _endY);
        var along = (dx * _directionX) + (dy * _directionY);
        var across = (dx * _directionY) - (dy * _directionX);
        var em = Math.Max(size, _size);
        return along <= Gap * em && along >= -Overlap * em && Math.Abs(across) <= Shift * em;
    }

    private void Include(double x, double y)
    {
        _left = Math.Min(_left, x);
        _right = Math.Max(_right, x);
        _top = Math.Min(_top, y);
        _bottom = Math.Max(_bottom, y);
    }

    private static bool IsSpace(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c))
                return false;
        }

        return true;
    }

    /// <summary>One string a word, however often the file says it.</summary>
    private string Text(ReadOnlySpan<char> characters)
    {
        var lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(characters, out var known))
            return known;
        var text = characters.ToString();
        budget.Retain(text.Length * 2);
        var composed = Compose(text);
        if (ReferenceEquals(text, composed))
            _known.Add(text);
        return composed;
    }

    private static string Compose(string text)
    {
        var plain = true;
        foreach (var c in text)
        {
            // A lone surrogate would make normalization throw; ligatures of Latin letters are written out.
            if (char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF')
                return text;
            plain &= c < '\u0300';
        }

        if (plain)
            return text;
        foreach (var (ligature, letters) in Ligatures)
            text = text.Replace(ligature, letters, StringComparison.Ordinal);
        return text.IsNormalized(NormalizationForm.FormC) ? text : text.Normalize(NormalizationForm.FormC);
    }

    private static readonly (string Ligature, string Letters)[] Ligatures =
    [
        ("\uFB00", "ff"), ("\uFB01", "fi"), ("\uFB02", "fl"), ("\uFB03", "ffi"), ("\uFB04", "ffl"), ("\uFB05", "st"), ("\uFB06", "st"),
    ];
}
