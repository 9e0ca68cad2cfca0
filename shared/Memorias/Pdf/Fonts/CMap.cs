using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Fonts;

/// <summary>How strings of a composite font fall into codes, and which glyph (CID) each code names (ISO 32000-1, 9.7.5).</summary>
internal sealed class CMap
{
    private readonly List<(int Bytes, uint Low, uint High)> _spaces = [];
    private readonly List<(uint Low, uint High, int Cid)> _ranges = [];
    private bool _sorted;

    /// <summary>Text runs downwards.</summary>
    public bool Vertical { get; private set; }

    /// <summary>Codes are UTF-16 themselves.</summary>
    public bool CodesAreUnicode { get; private init; }

    /// <summary>Codes are two bytes and name the glyph directly.</summary>
    public bool IsIdentity { get; private init; }

    /// <summary>A predefined one. Those of which only the code length is known give no glyph numbers.</summary>
    public static CMap Named(string name) => new()
    {
        Vertical = name.EndsWith("-V", StringComparison.Ordinal),
        IsIdentity = true,
        CodesAreUnicode = name.Contains("UCS2", StringComparison.Ordinal) || name.Contains("UTF16", StringComparison.Ordinal),
    };

    /// <summary>One that the file brings along.</summary>
    public static CMap Read(PdfStream stream, ObjectStore objects, PdfBudget budget)
    {
        var map = new CMap { Vertical = objects.Resolve(stream.Dictionary["WMode"]).Integer == 1 };
        using var decoded = objects.Decoder.Decode(stream);
        if (decoded is not null)
            map.Parse(decoded.Span, budget);
        return map._spaces.Count == 0 && map._ranges.Count == 0 ? new CMap { Vertical = map.Vertical, IsIdentity = true } : map;
    }

    /// <summary>Takes the next code off a string.</summary>
    public uint Next(ReadOnlySpan<byte> text, out int length)
    {
        if (IsIdentity || _spaces.Count == 0)
        {
            length = Math.Min(2, text.Length);
            return length == 2 ? (uint)((text[0] << 8) | text[1]) : text[0];
        }

        var code = 0u;
        for (length = 1; length <= Math.Min(4, text.Length); length++)
        {
            code = (code << 8) | text[length - 1];
            foreach (var space in _spaces)
            {
                if (space.Bytes == length && Inside(code, space.Low, space.High, length))
                    return code;
            }
        }

        // In no code space: as long as the shortest code.
        length = Math.Min(text.Length, _spaces.Min(space => space.Bytes));
        code = 0;
        for (var i = 0; i < length; i++)
            code = (code << 8) | text[i];
        return code;
    }

    public int CidOf(uint code)
    {
        if (IsIdentity)
            return (int)Math.Min(code, int.MaxValue);
        if (!_sorted)
        {
            _ranges.Sort((a, b) => a.Low.CompareTo(b.Low));
            _sorted = true;
        }

        var (from, to) = (0, _ranges.Count - 1);
        while (from <= to)
        {
            var middle = (from + to) / 2;
            var range = _ranges[middle];
            if (code < range.Low)
                to = middle - 1;
            else if (code > range.High)
                from = middle + 1;
            else
                return (int)Math.Min(range.Cid + (long)(code - range.Low), int.MaxValue);
        }

        return 0;
    }

    /// <summary>Code spaces bound each byte by itself.</summary>
    private static bool Inside(uint code, uint low, uint high, int bytes)
    {
        for (var shift = 0; shift < bytes * 8; shift += 8)
        {
            var b = (code >> shift) & 0xFF;
            if (b < ((low >> shift) & 0xFF) || b > ((high >> shift) & 0xFF))
                return false;
        }

        return true;
    }

    private void Parse(ReadOnlySpan<byte> bytes, PdfBudget budget)
    {
        var reader = new CMapReader(bytes);
        while (reader.Next(out var section, out var low, out var high, out var target))
        {
            budget.Retain(16);
            switch (section)
            {
                case CMapSection.CodeSpace when low.Length is >= 1 and <= 4 && _spaces.Count < 256:
                    _spaces.Add((low.Length, CMapReader.Code(low), CMapReader.Code(high)));
                    break;
                case CMapSection.Cid when target.Kind == TokenKind.Integer && target.Number is >= 0 and <= 0xFFFFFF:
                    _ranges.Add((CMapReader.Code(low), CMapReader.Code(high), (int)target.Number));
                    break;
                case CMapSection.WritingMode:
                    Vertical = target.Number == 1;
                    break;
                default:
                    break;
            }
        }
    }
}
