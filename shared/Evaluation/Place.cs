using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using IntakePipeline.Registry;
using NodaTime;
using NodaTime.Text;

namespace IntakePipeline.Evaluation;

/// <summary>
/// The place of an application in the strict order of effective entry (law 30/1992 art. 74.2): by the day it counts for; on one day those filed on the
/// non-working days before it come first, because they were filed first; of two filed at one instant the lower entry.
/// </summary>
/// <param name="Effective">The day it counts for.</param>
/// <param name="FiledAt">Instant of filing.</param>
/// <param name="Entry">Its entry.</param>
/// <example>Written <c>2012-06-20|0013401828000000000|2012-000000017</c>: the ordinal order of texts is the order of places.</example>
public readonly record struct Place(LocalDate Effective, Instant FiledAt, RegistryNumber Entry) : IComparable<Place>
{
    /// <summary>The place of an expediente. It never changes, wherever the expediente is moved.</summary>
    public static Place Of(Expediente expediente) => new(expediente.Effective.Date, expediente.FiledAt, expediente.Entry);

    /// <summary>Reads the written form.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Place place)
    {
        place = default;
        if (text?.Split('|') is not [var day, { Length: 19 } ticks, var entry] || LocalDatePattern.Iso.Parse(day) is not { Success: true } effective
            || !long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var filed) || filed > Instant.MaxValue.ToUnixTimeTicks()
            || entry.Split('-') is not [{ Length: 4 } year, { Length: 9 } sequence]
            || !RegistryNumber.TryParse($"{year}/{sequence}", out var number))
            return false;
        place = new Place(effective.Value, Instant.FromUnixTimeTicks(filed), number);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(Place other) => (Effective, FiledAt, Entry).CompareTo((other.Effective, other.FiledAt, other.Entry));

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{LocalDatePattern.Iso.Format(Effective)}|{FiledAt.ToUnixTimeTicks():D19}|{Entry.Year:D4}-{Entry.Sequence:D9}");

    /// <summary>Earlier in order.</summary>
    public static bool operator <(Place left, Place right) => left.CompareTo(right) < 0;

    /// <summary>Later in order.</summary>
    public static bool operator >(Place left, Place right) => left.CompareTo(right) > 0;

    /// <summary>Earlier in order, or the same.</summary>
    public static bool operator <=(Place left, Place right) => left.CompareTo(right) <= 0;

    /// <summary>Later in order, or the same.</summary>
    public static bool operator >=(Place left, Place right) => left.CompareTo(right) >= 0;
}
