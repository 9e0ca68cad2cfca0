using System.Text;
using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Fonts;

/// <summary>What a file itself says its codes mean (ISO 32000-1, 9.10.3).</summary>
internal sealed class ToUnicode
{
    /// <summary>Wider ranges are kept as ranges: many files say «all codes are what they are» in one.</summary>
    private const int MaxExpanded = 256;

    /// <summary>So many wide ranges cover every code of two bytes.</summary>
    private const int MaxRanges = 512;

    /// <summary>Estimated bytes an entry keeps.</summary>
    private const int EntryCost = 64;

    private readonly Dictionary<uint, string> _texts = [];
    private readonly List<(uint Low, uint High, string First)> _ranges = [];

    /// <summary>The characters of a code; null when the file does not say.</summary>
    public string? TextOf(long code)
    {
        if (_texts.TryGetValue((uint)code, out var text))
            return text;
        foreach (var range in _ranges)
        {
            if (code >= range.Low && code <= range.High)
                return Known(Following(range.First, (int)(code - range.Low)));
        }

        return null;
    }

    /// <summary>Null when the stream cannot be decoded.</summary>
    public static ToUnicode? Read(PdfStream stream, ObjectStore objects, PdfBudget budget)
    {
        using var decoded = objects.Decoder.Decode(stream);
        if (decoded is null)
            return null;
        var map = new ToUnicode();
        var reader = new CMapReader(decoded.Span);
        while (reader.Next(out var section, out var low, out var high, out var target))
        {
            if (section == CMapSection.Unicode)
                map.Add(CMapReader.Code(low), CMapReader.Code(high), reader.Target(target), budget);
        }

        return map;
    }

    private void Add(uint low, uint high, byte[] target, PdfBudget budget)
    {
        if (target.Length is 0 or > 64 || high < low)
            return;
        // One byte is no UTF-16, but some writers leave out the zero.
        var first = target.Length == 1 ? ((char)target[0]).ToString() : Encoding.BigEndianUnicode.GetString(target);
        budget.Retain(Math.Min(high - low + 1L, MaxExpanded) * EntryCost);
        if (high - low >= MaxExpanded)
        {
            if (_ranges.Count < MaxRanges)
                _ranges.Add((low, high, first));
            return;
        }

        for (var i = 0; i <= high - low; i++)
        {
            if (Known(Following(first, i)) is { } text)
                _texts[(uint)(low + i)] = text;
        }
    }

    /// <summary>Within a range the last character counts up.</summary>
    private static string? Following(string first, int by)
    {
        if (by == 0)
            return first;
        var last = first.Length >= 2 && char.IsSurrogatePair(first[^2], first[^1]) ? char.ConvertToUtf32(first[^2], first[^1]) : first[^1];
        var head = first[..^(last > 0xFFFF ? 2 : 1)];
        return Rune.IsValid(last + by) ? head + char.ConvertFromUtf32(last + by) : null;
    }

    /// <summary>Writers put zero or the replacement character where they do not know.</summary>
    private static string? Known(string? text) => text is null or "\0" or "\uFFFD" or "\uFFFF" ? null : text;
}
