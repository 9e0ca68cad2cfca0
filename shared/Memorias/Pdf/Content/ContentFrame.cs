namespace IntakePipeline.Memorias.Pdf.Content;

/// <summary>A content stream being interpreted: the page's own, or a form, pattern or appearance drawn from it.</summary>
internal sealed class ContentFrame(ContentBytes bytes, Resources resources, int number, int savedStates, int markedDepth, bool inMask)
{
    /// <summary>Returned to the pool when the frame ends.</summary>
    public ContentBytes Bytes { get; } = bytes;

    public Resources Resources { get; } = resources;

    /// <summary>Object number of the form, so that none is drawn inside itself; 0 for none.</summary>
    public int Number { get; } = number;

    /// <summary>Graphics states saved when the frame began: it brings back no older ones.</summary>
    public int SavedStates { get; } = savedStates;

    /// <summary>Marked content open when the frame began.</summary>
    public int MarkedDepth { get; } = markedDepth;

    /// <summary>The content only says how opaque other content is.</summary>
    public bool InMask { get; } = inMask;

    /// <summary>Where to read on.</summary>
    public int Position { get; set; }
}
