using System.Globalization;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;

namespace IntakePipeline.Storage;

/// <summary>So many expedientes of a programme, by number, whose lines share a row of the search index.</summary>
/// <param name="Call">The call.</param>
/// <param name="Programme">The programme.</param>
/// <param name="Number">From 0.</param>
/// <example>Written <c>creacion-2012|EBT|000000</c>.</example>
internal readonly record struct SearchSegment(CallId Call, ProgrammeId Programme, int Number)
{
    /// <summary>Numbers a segment has room for: as many lines as make a row of some tens of kilobytes, and a hundred thousand of them two hundred rows.</summary>
    public const int Size = 500;

    /// <summary>Its first number.</summary>
    public int First => (Number * Size) + 1;

    /// <summary>Its last number.</summary>
    public int Last => First + Size - 1;

    /// <summary>The segment that an expediente's line belongs to.</summary>
    public static SearchSegment Of(ExpedienteKey key) => new(key.Call, key.Number.Programme, (key.Number.Sequence - 1) / Size);

    /// <summary>Reads the written form; null when it is none.</summary>
    public static SearchSegment? Parse(string text) =>
        text.Split('|') is [var call, var programme, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? new SearchSegment(new CallId(call), new ProgrammeId(programme), n)
            : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Call}|{Programme}|{Number:D6}");
}
