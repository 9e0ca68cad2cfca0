namespace IntakePipeline.Memorias.Pdf.Filters;

/// <summary>Undoes the PNG and TIFF predictors (ISO 32000-1, 7.4.4.4) in place.</summary>
internal static class Predictor
{
    /// <summary>What <c>/DecodeParms</c> says about predictors.</summary>
    internal readonly record struct Parameters(int Kind, int Colors, int BitsPerComponent, int Columns)
    {
        public bool IsSane => Colors is >= 1 and <= 32 && BitsPerComponent is 1 or 2 or 4 or 8 or 16 && Columns is >= 1 and <= 1_000_000;

        public int BytesPerPixel => Math.Max(1, Colors * BitsPerComponent / 8);

        public int BytesPerRow => (int)((((long)Colors * BitsPerComponent * Columns) + 7) / 8);
    }

    public static void Undo(Parameters parameters, PooledBuffer data)
    {
        if (parameters.Kind <= 1 || !parameters.IsSane)
            return;
        if (parameters.Kind == 2)
            UndoTiff(parameters, data.Writable());
        else
            data.Cut(UndoPng(parameters, data.Writable()));
    }

    /// <summary>Each row starts with the number of its predictor; rows are moved together as they are undone.</summary>
    private static int UndoPng(Parameters parameters, Span<byte> data)
    {
        var rowLength = parameters.BytesPerRow;
        var pixel = parameters.BytesPerPixel;
        var written = 0;
        ReadOnlySpan<byte> above = [];
        for (var at = 0; at < data.Length; at += rowLength + 1)
        {
            var length = Math.Min(rowLength, data.Length - at - 1);
            if (length <= 0)
                break;
            var kind = data[at];
            data.Slice(at + 1, length).CopyTo(data[written..]);
            var row = data.Slice(written, length);
            UndoRow(kind, row, above, pixel);
            above = row;
            written += length;
        }

        return written;
    }

    private static void UndoRow(byte kind, Span<byte> row, ReadOnlySpan<byte> above, int pixel)
    {
        switch (kind)
        {
            case 1:
                for (var i = pixel; i < row.Length; i++)
                    row[i] += row[i - pixel];
                break;
            case 2:
                for (var i = 0; i < Math.Min(row.Length, above.Length); i++)
                    row[i] += above[i];
                break;
            case 3:
                for (var i = 0; i < row.Length; i++)
                    row[i] += (byte)(((i < pixel ? 0 : row[i - pixel]) + Above(above, i)) / 2);
                break;
            case 4:
                for (var i = 0; i < row.Length; i++)
                    row[i] += Paeth(i < pixel ? 0 : row[i - pixel], Above(above, i), i < pixel ? 0 : Above(above, i - pixel));
                break;
            default:
                break;
        }
    }

    private static int Above(ReadOnlySpan<byte> above, int i) => i < above.Length ? above[i] : 0;

    private static byte Paeth(int left, int above, int corner)
    {
        var estimate = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - corner));
        return (byte)(toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner);
    }

    /// <summary>Only whole bytes are undone: finer ones occur in images, which are never decoded.</summary>
    private static void UndoTiff(Parameters parameters, Span<byte> data)
    {
        if (parameters.BitsPerComponent != 8)
            return;
        var rowLength = parameters.BytesPerRow;
        for (var start = 0; start < data.Length; start += rowLength)
        {
            var row = data.Slice(start, Math.Min(rowLength, data.Length - start));
            for (var i = parameters.Colors; i < row.Length; i++)
                row[i] += row[i - parameters.Colors];
        }
    }
}
