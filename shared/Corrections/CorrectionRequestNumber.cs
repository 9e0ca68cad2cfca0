using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using IntakePipeline.Registry;

namespace IntakePipeline.Corrections;

/// <summary>The number of a correction request: its expediente's, and the round.</summary>
/// <param name="Expediente">The expediente.</param>
/// <param name="Round">1 for the first request; at most two digits.</param>
/// <example><c>EBT/2012/17-R1</c></example>
public readonly record struct CorrectionRequestNumber(ExpedienteNumber Expediente, int Round)
{
    /// <summary>The last round there can be.</summary>
    public const int MaxRound = 99;

    private const string Mark = "-R";

    /// <summary>The first request to an expediente.</summary>
    public static CorrectionRequestNumber First(ExpedienteNumber expediente) => new(expediente, 1);

    /// <summary>Reads the written form, e.g. <c>EBT/2012/17-R1</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out CorrectionRequestNumber number)
    {
        number = default;
        if (text?.LastIndexOf(Mark, StringComparison.Ordinal) is not (> 0 and var mark)
            || !ExpedienteNumber.TryParse(text[..mark], out var expediente)
            || text[(mark + Mark.Length)..] is not { Length: 1 or 2 } digits
            || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var round) || round < 1)
            return false;
        number = new CorrectionRequestNumber(expediente, round);
        return true;
    }

    /// <summary>Expediente number, <c>-R</c>, round.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Expediente}{Mark}{Round}");
}
