using NodaTime;

namespace IntakePipeline.Calendar;

/// <summary>One step of how the calendar came to its answer, for people to check.</summary>
/// <param name="Date">The day the step is about.</param>
/// <param name="Rule">Stable code: <c>domingo</c>, <c>festivo-nacional</c>, <c>fin-plazo</c>… (see <see cref="TraceRules"/>).</param>
/// <param name="Article">Where the rule stands.</param>
/// <param name="Text">The step in words.</param>
public sealed record TraceStep(LocalDate Date, string Rule, string Article, LocalizedText Text);

/// <summary>Codes of the steps.</summary>
public static class TraceRules
{
    /// <summary>Sundays do not count.</summary>
    public const string Sunday = "domingo";

    /// <summary>Saturdays do not count: law 39/2015, or the call's own rule.</summary>
    public const string Saturday = "sabado";

    /// <summary>A national holiday.</summary>
    public const string NationalHoliday = "festivo-nacional";

    /// <summary>A holiday of the Comunitat Valenciana.</summary>
    public const string AutonomicHoliday = "festivo-autonomico";

    /// <summary>A holiday of a municipality.</summary>
    public const string MunicipalHoliday = "festivo-local";

    /// <summary>The municipality's holidays are not known.</summary>
    public const string UnknownMunicipalHolidays = "festivos-locales-desconocidos";

    /// <summary>Counting starts.</summary>
    public const string CountingStarts = "inicio-computo";

    /// <summary>The last day of a period.</summary>
    public const string LastDay = "fin-plazo";

    /// <summary>A last day rolls on.</summary>
    public const string RolledOver = "prorroga";

    /// <summary>Filed on a working day.</summary>
    public const string FiledOnWorkingDay = "presentacion-dia-habil";

    /// <summary>Filed on a non-working day.</summary>
    public const string FiledOnNonWorkingDay = "presentacion-dia-inhabil";

    /// <summary>Filed on a day whose year has no holidays in the data.</summary>
    public const string FiledWithoutCalendar = "presentacion-sin-calendario";
}
