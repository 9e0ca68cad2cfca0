namespace IntakePipeline.Memorias.Pdf.Content;

/// <summary>The operators of content streams that matter here, each as the number its characters make.</summary>
internal static class Op
{
    public const int Save = 'q';
    public const int Restore = 'Q';
    public const int Concatenate = 'c' | ('m' << 8);
    public const int ExtendedState = 'g' | ('s' << 8);

    public const int MoveTo = 'm';
    public const int LineTo = 'l';
    public const int CurveTo = 'c';
    public const int CurveFromCurrent = 'v';
    public const int CurveToEnd = 'y';
    public const int Rectangle = 'r' | ('e' << 8);
    public const int Clip = 'W';
    public const int ClipEvenOdd = 'W' | ('*' << 8);
    public const int EndPath = 'n';
    public const int Stroke = 'S';
    public const int CloseStroke = 's';
    public const int Fill = 'f';
    public const int FillOld = 'F';
    public const int FillEvenOdd = 'f' | ('*' << 8);
    public const int FillStroke = 'B';
    public const int FillStrokeEvenOdd = 'B' | ('*' << 8);
    public const int CloseFillStroke = 'b';
    public const int CloseFillStrokeEvenOdd = 'b' | ('*' << 8);
    public const int Shading = 's' | ('h' << 8);

    public const int FillGray = 'g';
    public const int StrokeGray = 'G';
    public const int FillRgb = 'r' | ('g' << 8);
    public const int StrokeRgb = 'R' | ('G' << 8);
    public const int FillCmyk = 'k';
    public const int StrokeCmyk = 'K';
    public const int FillSpace = 'c' | ('s' << 8);
    public const int StrokeSpace = 'C' | ('S' << 8);
    public const int FillColor = 's' | ('c' << 8);
    public const int StrokeColor = 'S' | ('C' << 8);
    public const int FillColorNamed = 's' | ('c' << 8) | ('n' << 16);
    public const int StrokeColorNamed = 'S' | ('C' << 8) | ('N' << 16);

    public const int Do = 'D' | ('o' << 8);
    public const int InlineImage = 'B' | ('I' << 8);

    public const int BeginText = 'B' | ('T' << 8);
    public const int EndText = 'E' | ('T' << 8);
    public const int CharacterSpacing = 'T' | ('c' << 8);
    public const int WordSpacing = 'T' | ('w' << 8);
    public const int HorizontalScale = 'T' | ('z' << 8);
    public const int Leading = 'T' | ('L' << 8);
    public const int Font = 'T' | ('f' << 8);
    public const int RenderMode = 'T' | ('r' << 8);
    public const int Rise = 'T' | ('s' << 8);
    public const int Move = 'T' | ('d' << 8);
    public const int MoveSetLeading = 'T' | ('D' << 8);
    public const int TextMatrix = 'T' | ('m' << 8);
    public const int NextLine = 'T' | ('*' << 8);
    public const int Show = 'T' | ('j' << 8);
    public const int ShowSpaced = 'T' | ('J' << 8);
    public const int NextLineShow = '\'';
    public const int NextLineShowSpaced = '"';

    public const int BeginMarked = 'B' | ('M' << 8) | ('C' << 16);
    public const int BeginMarkedWith = 'B' | ('D' << 8) | ('C' << 16);
    public const int EndMarked = 'E' | ('M' << 8) | ('C' << 16);

    /// <summary>The number of an operator, or 0 for what is none.</summary>
    public static int Of(ReadOnlySpan<byte> word) => word.Length switch
    {
        1 => word[0],
        2 => word[0] | (word[1] << 8),
        3 => word[0] | (word[1] << 8) | (word[2] << 16),
        _ => 0,
    };
}
