using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Content;

/// <summary>Open marked content: what it says instead of its glyphs, and whether it is switched off.</summary>
internal sealed class MarkedContent
{
    private enum Mark : byte
    {
        Plain,
        Replaces,
        Hides,
    }

    /// <summary>Deeper marks are counted, not kept: nothing but hostile files goes there.</summary>
    private const int MaxKept = 1_000;

    private readonly ObjectStore _objects;
    private readonly HashSet<int> _hiddenGroups = [];
    private readonly List<Mark> _open = [];
    private int _beyond;
    private int _hiding;

    public MarkedContent(ObjectStore objects, PdfDictionary catalog)
    {
        _objects = objects;
        var byDefault = objects.Resolve(objects.Resolve(catalog["OCProperties"]).Dictionary?["D"] ?? default).Dictionary;
        if (objects.Resolve(byDefault?["BaseState"] ?? default).Name == "OFF")
        {
            // All groups are off but those switched on.
            Collect(objects.Resolve(catalog["OCProperties"]).Dictionary!["OCGs"], add: true);
            Collect(byDefault!["ON"], add: false);
        }

        Collect(byDefault?["OFF"] ?? default, add: true);
    }

    public int Depth => _open.Count + _beyond;

    /// <summary>What is painted now is switched off.</summary>
    public bool IsHidden => _hiding > 0;

    public void Reset()
    {
        _open.Clear();
        (_beyond, _hiding) = (0, 0);
    }

    /// <summary>Begins marked content.</summary>
    /// <param name="properties">Its properties; null for none.</param>
    /// <param name="tag">Its tag.</param>
    /// <param name="text">Takes the replacement.</param>
    public void Begin(ReadOnlySpan<byte> tag, PdfValue properties, TextState text)
    {
        var mark = Mark.Plain;
        if (tag.SequenceEqual("OC"u8) && IsOff(properties))
        {
            mark = Mark.Hides;
        }
        else if (_objects.Resolve(properties).Dictionary is { } dictionary && _objects.Resolve(dictionary["ActualText"]).Text is { Length: <= 2_000 } actual)
        {
            mark = Mark.Replaces;
            text.Replacement = PdfTextString.Read(actual);
        }

        if (_open.Count == MaxKept)
        {
            _beyond++;
            return;
        }

        _open.Add(mark);
        _hiding += mark == Mark.Hides ? 1 : 0;
    }

    public void End(TextState text)
    {
        if (_beyond > 0)
        {
            _beyond--;
            return;
        }

        if (_open.Count == 0)
            return;
        var mark = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        _hiding -= mark == Mark.Hides ? 1 : 0;
        if (mark == Mark.Replaces)
            text.Replacement = null;
    }

    /// <summary>A group, or a membership all of whose groups are off.</summary>
    public bool IsOff(PdfValue group)
    {
        if (_hiddenGroups.Count == 0 || group.IsNull)
            return false;
        if (_hiddenGroups.Contains(group.ReferenceNumber))
            return true;
        var members = _objects.Resolve(group).Dictionary?["OCGs"] ?? default;
        return members.IsReference && _objects.Resolve(members).Array is null
            ? _hiddenGroups.Contains(members.ReferenceNumber)
            : _objects.Resolve(members).Array is { Length: > 0 } all && Array.TrueForAll(all, member => _hiddenGroups.Contains(member.ReferenceNumber));
    }

    private void Collect(PdfValue groups, bool add)
    {
        foreach (var group in _objects.Resolve(groups).Array ?? [])
        {
            if (!group.IsReference)
                continue;
            if (add)
                _hiddenGroups.Add(group.ReferenceNumber);
            else
                _hiddenGroups.Remove(group.ReferenceNumber);
        }
    }
}
