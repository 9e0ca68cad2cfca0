using IntakePipeline.Memorias.Pdf.Objects;

namespace IntakePipeline.Memorias.Pdf.Structure;

/// <summary>A page of the tree with what it inherits, before anything of its content is read.</summary>
/// <param name="Dictionary">The page itself.</param>
/// <param name="Resources">Its own or an ancestor's.</param>
/// <param name="Box">What is shown of it, in user space: the crop box inside the media box.</param>
/// <param name="Rotate">0, 90, 180 or 270 degrees clockwise.</param>
/// <param name="UserUnit">Size of a user space unit in points (1/72 inch).</param>
internal sealed record PageNode(PdfDictionary Dictionary, PdfDictionary Resources, PdfRectangle Box, int Rotate, double UserUnit)
{
    /// <summary>The page names content that the file does not hold.</summary>
    public bool LacksContent(ObjectStore objects)
    {
        var contents = objects.Resolve(Dictionary["Contents"]);
        return contents.Array is { } parts
            ? Array.Exists(parts, part => objects.Resolve(part).Stream is null)
            : contents.Stream is null && !Dictionary["Contents"].IsNull;
    }
}

/// <summary>A rectangle with its corners in order.</summary>
internal readonly record struct PdfRectangle(double Left, double Bottom, double Right, double Top)
{
    /// <summary>The size assumed when a page gives none that makes sense: US letter, as the format's older readers do.</summary>
    public static PdfRectangle Letter { get; } = new(0, 0, 612, 792);

    public double Width => Right - Left;

    public double Height => Top - Bottom;

    public bool IsEmpty => !(Width > 0 && Height > 0);

    public PdfRectangle Intersect(PdfRectangle other) =>
        new(Math.Max(Left, other.Left), Math.Max(Bottom, other.Bottom), Math.Min(Right, other.Right), Math.Min(Top, other.Top));

    /// <summary>Null when it is not four finite numbers.</summary>
    public static PdfRectangle? From(PdfValue value, ObjectStore objects)
    {
        if (objects.Resolve(value).Array is not { Length: >= 4 } array)
            return null;
        Span<double> n = stackalloc double[4];
        for (var i = 0; i < 4; i++)
        {
            if (objects.Resolve(array[i]).Number is not { } number || Math.Abs(number) > 1e7)
                return null;
            n[i] = number;
        }

        return new(Math.Min(n[0], n[2]), Math.Min(n[1], n[3]), Math.Max(n[0], n[2]), Math.Max(n[1], n[3]));
    }
}
