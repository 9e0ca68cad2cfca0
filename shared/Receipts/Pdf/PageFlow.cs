namespace IntakePipeline.Receipts.Pdf;

/// <summary>Where on each page the text may stand, points; <paramref name="Top"/> and <paramref name="Bottom"/> from the page's upper edge.</summary>
internal readonly record struct PageFrame(double Left, double Width, double Top, double Bottom)
{
    /// <summary>Height of the frame.</summary>
    public double Height => Bottom - Top;
}

/// <summary>Lays blocks one under the other and begins a new page when one is full. A block is kept together unless it takes most of a page.</summary>
internal sealed class PageFlow
{
    // Up to this share of a page: the rest has room for a heading and a line or two.
    private const double KeptShare = 0.9;

    private readonly PdfDocument document;
    private readonly Action<PageContent> begin;

    /// <summary>Starts on a first page.</summary>
    /// <param name="document">Where pages are added.</param>
    /// <param name="frame">Where text may stand.</param>
    /// <param name="begin">Draws what every page begins with, outside the frame or beneath the text.</param>
    public PageFlow(PdfDocument document, PageFrame frame, Action<PageContent> begin)
    {
        (this.document, this.begin, Frame) = (document, begin, frame);
        Page = NewPage();
    }

    /// <summary>Where text may stand.</summary>
    public PageFrame Frame { get; }

    /// <summary>The page that is being filled.</summary>
    public PageContent Page { get; private set; }

    /// <summary>Where the next block begins, from the page's upper edge.</summary>
    public double Y { get; private set; }

    /// <summary>Begins a new page unless <paramref name="height"/> is left on this one.</summary>
    public void Reserve(double height)
    {
        if (Y + height > Frame.Bottom && Y > Frame.Top)
            Page = NewPage();
    }

    /// <summary>Whether a block of this height is kept together.</summary>
    public bool Keeps(double height) => height <= Frame.Height * KeptShare;

    /// <summary>Leaves <paramref name="height"/> empty.</summary>
    public void Space(double height) => Y += height;

    /// <summary>Draws <paramref name="block"/> and moves below it.</summary>
    public void Draw(TextBlock block, double indent = 0)
    {
        if (Keeps(block.Height))
            Reserve(block.Height);
        var top = Y;
        foreach (var line in block.Lines)
        {
            if (top + line.Top + line.Style.LineHeight > Frame.Bottom && top + line.Top > Frame.Top)
            {
                Page = NewPage();
                top = Y - line.Top;
            }

            line.Draw(Page, Frame.Left + indent, top);
        }

        Y = top + block.Height;
    }

    /// <summary>Draws two blocks beside each other and moves below the longer; one under the other if they take most of a page.</summary>
    /// <param name="left">The block read first.</param>
    /// <param name="right">The other.</param>
    /// <param name="offset">From the left edge of the one to that of the other.</param>
    /// <param name="indent">From the frame's left edge to that of the first.</param>
    public void DrawBeside(TextBlock left, TextBlock right, double offset, double indent = 0)
    {
        var height = Math.Max(left.Height, right.Height);
        if (!Keeps(height))
        {
            Draw(left, indent);
            Draw(right, indent);
            return;
        }

        Reserve(height);
        foreach (var line in left.Lines)
            line.Draw(Page, Frame.Left + indent, Y);
        foreach (var line in right.Lines)
            line.Draw(Page, Frame.Left + indent + offset, Y);
        Y += height;
    }

    private PageContent NewPage()
    {
        var page = document.AddPage();
        begin(page);
        Y = Frame.Top;
        return page;
    }
}
