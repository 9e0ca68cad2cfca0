using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using IntakePipeline.Calls;

namespace IntakePipeline.Registry;

/// <summary>The number of an entry (asiento) in the book: gapless from 1 in each official year.</summary>
/// <param name="Year">Official year (Europe/Madrid) of the instant of filing.</param>
/// <param name="Sequence">Place in that year's book, from 1.</param>
/// <example><c>2012/000017</c></example>
public readonly record struct RegistryNumber(int Year, int Sequence) : IComparable<RegistryNumber>
{
    /// <inheritdoc/>
    public int CompareTo(RegistryNumber other) => (Year, Sequence).CompareTo((other.Year, other.Sequence));

    /// <summary>Reads the written form, e.g. <c>2012/000017</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RegistryNumber number)
    {
        number = default;
        if (text?.Split('/') is not [{ Length: 4 } year, { Length: >= 6 and <= 9 } sequence]
            || !int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y)
            || !int.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n < 1)
            return false;
        number = new RegistryNumber(y, n);
        return true;
    }

    /// <summary>Year, slash, at least six digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}/{Sequence:D6}");

    /// <summary>Earlier in the book.</summary>
    public static bool operator <(RegistryNumber left, RegistryNumber right) => left.CompareTo(right) < 0;

    /// <summary>Later in the book.</summary>
    public static bool operator >(RegistryNumber left, RegistryNumber right) => left.CompareTo(right) > 0;

    /// <summary>Earlier in the book, or the same.</summary>
    public static bool operator <=(RegistryNumber left, RegistryNumber right) => left.CompareTo(right) <= 0;

    /// <summary>Later in the book, or the same.</summary>
    public static bool operator >=(RegistryNumber left, RegistryNumber right) => left.CompareTo(right) >= 0;
}

/// <summary>The number of an expediente: gapless from 1 per programme and call; it goes on every later document (R4 8.3).</summary>
/// <param name="Programme">The programme.</param>
/// <param name="Year">The call's year.</param>
/// <param name="Sequence">Place among the programme's applications to that call, from 1.</param>
/// <example><c>EBT/2012/17</c></example>
public readonly record struct ExpedienteNumber(ProgrammeId Programme, int Year, int Sequence)
{
    /// <summary>Reads the written form, e.g. <c>EBT/2012/17</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ExpedienteNumber number)
    {
        number = default;
        if (text?.Split('/') is not [{ Length: > 0 and <= 20 } programme, { Length: 4 } year, { Length: > 0 and <= 9 } sequence]
            || !programme.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')
            || !int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y)
            || !int.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n < 1)
            return false;
        number = new ExpedienteNumber(new ProgrammeId(programme), y, n);
        return true;
    }

    /// <summary>Programme, call year and sequence between slashes.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Programme.Value}/{Year:D4}/{Sequence}");
}
