using QRCoder;

namespace IntakePipeline.Receipts.Pdf;

/// <summary>A square of dark and light squares: what a QR code is before it is drawn.</summary>
internal sealed class SquareMatrix
{
    // QRCoder surrounds its matrix with the light margin that the standard asks for.
    private const int Margin = 4;

    private readonly QRCodeData code;

    private SquareMatrix(QRCodeData code) => this.code = code;

    /// <summary>Squares on a side.</summary>
    public int Side => code.ModuleMatrix.Count - (2 * Margin);

    /// <summary>The QR code of <paramref name="text"/>; a fifteenth of it may be damaged (level M).</summary>
    public static SquareMatrix QrCode(string text) => new(QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M));

    /// <summary>The dark squares, those that touch in a row as one run.</summary>
    public IEnumerable<(int Column, int Row, int Length)> Runs()
    {
        for (var row = 0; row < Side; row++)
        {
            var bits = code.ModuleMatrix[row + Margin];
            for (var column = 0; column < Side; column++)
            {
                var first = column;
                while (column < Side && bits[column + Margin])
                    column++;
                if (column > first)
                    yield return (first, row, column - first);
            }
        }
    }
}
