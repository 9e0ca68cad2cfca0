using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Content;

/// <summary>The rectangle around the current path, in display space: enough to clip images and to see whether something was painted.</summary>
internal sealed class PathTracker
{
    private double _left, _top, _right, _bottom;
    private bool _clips;

    public PathTracker() => Clear();

    /// <summary>The path becomes a clip when it is next painted or ended.</summary>
    public void ClipNext() => _clips = true;

    public void Add(in Matrix ctm, double x, double y)
    {
        (x, y) = ctm.Apply(x, y);
        _left = Math.Min(_left, x);
        _right = Math.Max(_right, x);
        _top = Math.Min(_top, y);
        _bottom = Math.Max(_bottom, y);
    }

    /// <summary>Ends the path.</summary>
    /// <returns>The rectangle around it, possibly without extent; null when there was none.</returns>
    public PdfRectangle? End(ref GraphicsState state)
    {
        var clips = _clips;
        PdfRectangle? around = _left <= _right ? new PdfRectangle(_left, _top, _right, _bottom) : null;
        Clear();
        if (clips && around is { } box)
            state.Clip = state.Clip.Intersect(box);
        return around;
    }

    private void Clear()
    {
        (_left, _top, _right, _bottom) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        _clips = false;
    }
}
