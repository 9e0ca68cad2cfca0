using IntakePipeline.Memorias.Pdf.Fonts;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Content;

/// <summary>What <c>q</c> saves and <c>Q</c> brings back, as far as it matters to facts about a page.</summary>
internal struct GraphicsState
{
    public Matrix Ctm;

    /// <summary>Rectangle around the clip, in display space.</summary>
    public PdfRectangle Clip;

    public bool FillIsWhite;
    public bool StrokeIsWhite;

    /// <summary>Name of the pattern set as fill colour; null for plain colours.</summary>
    public string? FillPattern;

    public PdfFont? Font;
    public double FontSize;
    public double CharacterSpacing;
    public double WordSpacing;
    public double HorizontalScale;
    public double Leading;
    public double Rise;
    public int RenderMode;

    /// <summary>Text that is neither filled nor stroked (ISO 32000-1, 9.3.6).</summary>
    public readonly bool TextIsHidden => RenderMode is 3 or 7;
}
