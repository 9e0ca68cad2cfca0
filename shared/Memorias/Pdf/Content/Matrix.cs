using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Content;

/// <summary>A PDF transformation: x' = A·x + C·y + E, y' = B·x + D·y + F.</summary>
internal readonly record struct Matrix(double A, double B, double C, double D, double E, double F)
{
    public static Matrix Identity { get; } = new(1, 0, 0, 1, 0, 0);

    /// <summary>First this one, then <paramref name="next"/>.</summary>
    public Matrix Then(in Matrix next) => new(
        (A * next.A) + (B * next.C), (A * next.B) + (B * next.D),
        (C * next.A) + (D * next.C), (C * next.B) + (D * next.D),
        (E * next.A) + (F * next.C) + next.E, (E * next.B) + (F * next.D) + next.F);

    public (double X, double Y) Apply(double x, double y) => ((A * x) + (C * y) + E, (B * x) + (D * y) + F);

    /// <summary>The upright rectangle around a transformed rectangle.</summary>
    public PdfRectangle Around(PdfRectangle box)
    {
        var (x0, y0) = Apply(box.Left, box.Bottom);
        var (x1, y1) = Apply(box.Right, box.Bottom);
        var (x2, y2) = Apply(box.Left, box.Top);
        var (x3, y3) = Apply(box.Right, box.Top);
        return new(Math.Min(Math.Min(x0, x1), Math.Min(x2, x3)), Math.Min(Math.Min(y0, y1), Math.Min(y2, y3)),
            Math.Max(Math.Max(x0, x1), Math.Max(x2, x3)), Math.Max(Math.Max(y0, y1), Math.Max(y2, y3)));
    }

    /// <summary>From a page's user space to points from the upper left corner of the page as displayed.</summary>
    public static Matrix ToDisplay(PageNode page)
    {
        var (box, u) = (page.Box, page.UserUnit);
        return page.Rotate switch
        {
            90 => new(0, u, u, 0, -box.Bottom * u, -box.Left * u),
            180 => new(-u, 0, 0, u, box.Right * u, -box.Bottom * u),
            270 => new(0, -u, -u, 0, box.Top * u, box.Right * u),
            _ => new(u, 0, 0, -u, -box.Left * u, box.Top * u),
        };
    }

    /// <summary>Null when it is not six finite numbers.</summary>
    public static Matrix? From(PdfValue value, ObjectStore objects)
    {
        if (objects.Resolve(value).Array is not { Length: >= 6 } array)
            return null;
        Span<double> n = stackalloc double[6];
        for (var i = 0; i < 6; i++)
        {
            if (objects.Resolve(array[i]).Number is not { } number || !double.IsFinite(number))
                return null;
            n[i] = number;
        }

        return new(n[0], n[1], n[2], n[3], n[4], n[5]);
    }
}
