using System.Globalization;
using IntakePipeline.Calendar;
using NodaTime;

namespace IntakePipeline.Functions.Pages;

/// <summary>Dates, times and sizes as people write them.</summary>
internal static class Written
{
    private static readonly string[][] Days =
    [
        ["dilluns", "dimarts", "dimecres", "dijous", "divendres", "dissabte", "diumenge"],
        ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ];

    private static readonly string[][] Months =
    [
        ["de gener", "de febrer", "de març", "d'abril", "de maig", "de juny", "de juliol", "d'agost", "de setembre", "d'octubre", "de novembre", "de desembre"],
        ["de enero", "de febrero", "de marzo", "de abril", "de mayo", "de junio", "de julio", "de agosto", "de septiembre", "de octubre", "de noviembre", "de diciembre"],
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
    ];

    /// <summary><c>dimarts 26 de juny de 2012</c>.</summary>
    public static Markup Long(this Visit visit, LocalDate date) => Time(JsonText.Iso(date), LongText(visit.Language, date));

    /// <summary><c>26/06/2012</c>.</summary>
    public static Markup Short(this Visit visit, LocalDate date) => Time(JsonText.Iso(date), ShortText(visit.Language, date));

    /// <summary>The same where there is no room for markup.</summary>
    public static string Plain(Visit visit, LocalDate date) => ShortText(visit.Language, date);

    /// <summary>Day and time of an instant, official time.</summary>
    public static Markup Moment(this Visit visit, Instant at)
    {
        var local = OfficialClock.ToLocal(at);
        return Time(JsonText.Iso(at), $"{ShortText(visit.Language, local.Date)}, {Clock(local)}");
    }

    /// <summary>Day in words and time of an instant, official time.</summary>
    public static Markup LongMoment(this Visit visit, Instant at)
    {
        var local = OfficialClock.ToLocal(at);
        var link = visit.Say("a les", "a las", "at");
        return Time(JsonText.Iso(at), $"{LongText(visit.Language, local.Date)}, {link} {Clock(local)}");
    }

    /// <summary>The clock's time with seconds.</summary>
    public static string Clock(LocalDateTime local) => local.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A size: <c>1,4 MB</c>, which no line breaks.</summary>
    public static string Size(this Visit visit, long bytes)
    {
        var text = bytes switch
        {
            < 1024 => $"{bytes} B",
            < 1024 * 1024 => (bytes / 1024.0).ToString("0.#", CultureInfo.InvariantCulture) + " kB",
            _ => (bytes / (1024.0 * 1024)).ToString("0.#", CultureInfo.InvariantCulture) + " MB",
        };
        text = text.Replace(' ', '\u00a0');
        return visit.Language == PageLanguage.English ? text : text.Replace('.', ',');
    }

    /// <summary>How many: <c>100.000</c>.</summary>
    public static string Count(this Visit visit, int count)
    {
        var text = count.ToString("N0", CultureInfo.InvariantCulture);
        return visit.Language == PageLanguage.English ? text : text.Replace(',', '.');
    }

    private static string ShortText(PageLanguage language, LocalDate date) => language == PageLanguage.English
        ? $"{date.Day} {Months[2][date.Month - 1][..3]} {date.Year}"
        : date.ToString("dd/MM/uuuu", CultureInfo.InvariantCulture);

    private static string LongText(PageLanguage language, LocalDate date)
    {
        var (day, month) = (Days[(int)language][(int)date.DayOfWeek - 1], Months[(int)language][date.Month - 1]);
        return language == PageLanguage.English ? $"{day} {date.Day} {month} {date.Year}" : $"{day} {date.Day} {month} de {date.Year}";
    }

    private static Markup Time(string iso, string text) => Markup.Of($"""<time datetime="{iso}">{text}</time>""");
}
