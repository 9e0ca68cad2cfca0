namespace IntakePipeline.Memorias.Pdf.Structure;

internal enum XrefKind : byte
{
    /// <summary>Deleted, or never used.</summary>
    Free,

    /// <summary>At a byte offset of the file.</summary>
    InFile,

    /// <summary>Inside an object stream.</summary>
    InObjectStream,
}

/// <summary>Where an object is.</summary>
/// <param name="Kind">What the other two mean.</param>
/// <param name="Place">Byte offset, or number of the object stream.</param>
/// <param name="Detail">Generation, or index inside the object stream.</param>
internal readonly record struct XrefEntry(XrefKind Kind, int Place, int Detail);

/// <summary>Where every object of a file is. Sections are added from the newest to the oldest: the first entry of a number stays.</summary>
internal sealed class XrefTable(PdfBudget budget)
{
    private readonly Dictionary<int, XrefEntry> _entries = [];

    public int Count => _entries.Count;

    public bool TryGet(int number, out XrefEntry entry) => _entries.TryGetValue(number, out entry);

    public void AddOlder(int number, XrefEntry entry)
    {
        if (number > 0 && _entries.TryAdd(number, entry))
            Check();
    }

    /// <summary>Sets an entry found later in the file, which therefore is the newer one.</summary>
    public void SetNewer(int number, XrefEntry entry)
    {
        if (number <= 0)
            return;
        _entries[number] = entry;
        Check();
    }

    public void Expect(int count) => _entries.EnsureCapacity(Math.Clamp(count, 0, 65_536));

    private void Check()
    {
        PdfBudget.Require(_entries.Count, budget.Limits.Objects, PdfLimit.Objects);
        if ((_entries.Count & 0xFFF) == 0)
            budget.CheckDeadline();
    }
}
