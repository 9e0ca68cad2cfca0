namespace IntakePipeline.Calendar;

/// <summary>
/// Whose holidays count, besides the national and autonomic ones: a filing looks at the seat's (<see cref="Seat"/>); a period given to an applicant adds
/// those of the applicant's municipality (law 11/2007 art. 26.5; law 30/1992 art. 48.5; law 39/2015 art. 30.6).
/// </summary>
public sealed class HolidayScope
{
    private HolidayScope(IReadOnlyList<MunicipalityCode> municipalities, string? withoutData = null) =>
        (Municipalities, WithoutData) = (municipalities, withoutData);

    /// <summary>National and autonomic holidays only.</summary>
    public static HolidayScope Regional { get; } = new([]);

    /// <summary>The calendar of IMPIVA's seat: national, autonomic and those of València.</summary>
    public static HolidayScope Seat { get; } = new([MunicipalityCode.Seat]);

    /// <summary>Municipalities whose holidays count.</summary>
    public IReadOnlyList<MunicipalityCode> Municipalities { get; }

    /// <summary>Name of a municipality whose holidays should count and are not known; null when all are. A trace says so.</summary>
    public string? WithoutData { get; }

    /// <summary>The seat's calendar and that of <paramref name="municipality"/>.</summary>
    public static HolidayScope SeatAnd(MunicipalityCode municipality) =>
        municipality == MunicipalityCode.Seat ? Seat : new HolidayScope([MunicipalityCode.Seat, municipality]);

    /// <summary>The seat's calendar, for an applicant of a municipality whose holidays are not known.</summary>
    /// <param name="municipality">Its name as the applicant wrote it.</param>
    public static HolidayScope SeatWithout(string municipality) => new([MunicipalityCode.Seat], municipality);
}
