using IntakePipeline.Memorias.Pdf.Content;
using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Pictures;

/// <summary>An image where a page shows it.</summary>
/// <param name="Image">What its dictionary says.</param>
/// <param name="Stream">Its data.</param>
/// <param name="Ctm">From the unit square to the page as displayed.</param>
/// <param name="Resources">Where its colour space is looked up by name.</param>
internal sealed record PlacedImage(PdfImage Image, PdfStream Stream, Matrix Ctm, Resources Resources)
{
    /// <summary>The rectangle it stands in; its <c>Bottom</c> is the upper edge, because places on a displayed page run downwards.</summary>
    public PdfRectangle Box { get; } = Ctm.Around(new(0, 0, 1, 1));

    /// <summary>Which way its rows run, in TIFF's numbers: 1 upright, 3 upside down, 6 and 8 on its sides, the others mirrored.</summary>
    public int Orientation
    {
        get
        {
            // Columns run along (A, B), rows along (-C, -D).
            if (Math.Abs(Ctm.A) >= Math.Abs(Ctm.B))
                return -Ctm.D >= 0 ? (Ctm.A >= 0 ? 1 : 2) : Ctm.A >= 0 ? 4 : 3;
            return -Ctm.C >= 0 ? (Ctm.B >= 0 ? 5 : 8) : Ctm.B >= 0 ? 6 : 7;
        }
    }
}
