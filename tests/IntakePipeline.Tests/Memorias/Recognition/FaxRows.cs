using System.Text;

namespace IntakePipeline.Tests.Memorias.Recognition;

/// <summary>Writes a picture as fax data of one dimension (ITU-T T.4, group 3), with few of its codes: longer runs are put together from short ones.</summary>
internal static class FaxRows
{
    private const int LongRun = 64;
    private const string LongWhite = "11011";
    private static readonly string[] White = ["00110101", "000111", "0111", "1000", "1011", "1100", "1110", "1111", "10011", "10100"];
    private static readonly string[] Black = ["0000110111", "010", "11", "10", "011", "0011", "0010", "00011", "000101", "000100"];

    /// <param name="picture">1 is black.</param>
    /// <param name="marks">Each row begins with the mark of a line.</param>
    /// <param name="aligned">Each row begins with a byte.</param>
    public static byte[] Of(Bitmap picture, bool marks, bool aligned)
    {
        var bits = new StringBuilder();
        for (var y = 0; y < picture.Height; y++)
        {
            bits.Append(marks ? "000000000001" : "");
            for (int x = 0, end; x < picture.Width; x = end)
            {
                end = EndOfRun(picture, x, y);
                Write(bits, end - x, IsBlack(picture, x, y), first: x == 0);
            }

            bits.Append('0', aligned ? (8 - (bits.Length % 8)) % 8 : 0);
        }

        return [.. bits.ToString().Chunk(8).Select(eight => Convert.ToByte(new string(eight).PadRight(8, '0'), 2))];
    }

    private static void Write(StringBuilder bits, int length, bool black, bool first)
    {
        // Every row begins with white dots, if only with none.
        if (black && first)
            bits.Append(White[0]);
        var (own, other) = black ? (Black, White) : (White, Black);
        for (; !black && length >= LongRun; length -= LongRun)
            bits.Append(LongWhite);
        for (; length > 9; length -= 9)
            bits.Append(own[9]).Append(other[0]);
        bits.Append(own[length]);
    }

    private static int EndOfRun(Bitmap picture, int x, int y)
    {
        var black = IsBlack(picture, x, y);
        while (x < picture.Width && IsBlack(picture, x, y) == black)
            x++;
        return x;
    }

    private static bool IsBlack(Bitmap picture, int x, int y) => (picture.Rows[(y * picture.RowBytes) + (x / 8)] & (0x80 >> (x % 8))) != 0;
}
