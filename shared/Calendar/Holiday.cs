using NodaTime;

namespace IntakePipeline.Calendar;

/// <summary>Where a holiday holds.</summary>
public enum HolidayLevel
{
    /// <summary>In all of Spain.</summary>
    National,

    /// <summary>In the Comunitat Valenciana.</summary>
    Autonomic,

    /// <summary>In one municipality.</summary>
    Municipal,
}

/// <summary>One holiday.</summary>
/// <param name="Date">The day.</param>
/// <param name="Level">Where it holds.</param>
/// <param name="Municipality">The municipality of a municipal one; null otherwise.</param>
/// <param name="Name">Its name.</param>
/// <param name="Verified">False while it is inferred and nobody has checked it against the official journal.</param>
public sealed record Holiday(LocalDate Date, HolidayLevel Level, MunicipalityCode? Municipality, LocalizedText Name, bool Verified);
