using System.Globalization;
using NodaTime;

namespace IntakePipeline.Calendar;

/// <summary>The words of the trace.</summary>
internal static class TraceTexts
{
    private static readonly LocalizedText[] Weekdays =
    [
        new("dilluns", "lunes"), new("dimarts", "martes"), new("dimecres", "miércoles"), new("dijous", "jueves"), new("divendres", "viernes"),
        new("dissabte", "sábado"), new("diumenge", "domingo"),
    ];

    public static TraceStep Weekend(LocalDate date, ProcedureLaw law) => new(
        date, date.DayOfWeek == IsoDayOfWeek.Sunday ? TraceRules.Sunday : TraceRules.Saturday, law.NonWorkingDays(),
        NotWorking(date, Weekday(date)));

    public static TraceStep Regional(Holiday holiday, ProcedureLaw law) => new(
        holiday.Date, holiday.Level == HolidayLevel.National ? TraceRules.NationalHoliday : TraceRules.AutonomicHoliday, law.NonWorkingDays(),
        NotWorking(holiday.Date, holiday.Name));

    public static TraceStep Municipal(Holiday holiday, LocalizedText municipality, ProcedureLaw law) => new(
        holiday.Date, TraceRules.MunicipalHoliday, law.LocalHolidays(),
        NotWorking(holiday.Date, new LocalizedText(
            $"{holiday.Name.Va}, festa local de {municipality.Va}{(holiday.Verified ? string.Empty : " (per confirmar)")}",
            $"{holiday.Name.Es}, fiesta local de {municipality.Es}{(holiday.Verified ? string.Empty : " (por confirmar)")}")));

    public static TraceStep CallsOwnSaturday(LocalDate date) => new(
        date, TraceRules.Saturday, "R1 6.3",
        new LocalizedText(
            $"{Day(date)} és dissabte: la convocatòria no deixa que el termini hi acabe.",
            $"{Day(date)} es sábado: la convocatoria no deja que el plazo acabe en él."));

    public static TraceStep UnknownMunicipalHolidays(LocalDate date, string municipality, ProcedureLaw law) => new(
        date, TraceRules.UnknownMunicipalHolidays, law.LocalHolidays(),
        new LocalizedText(
            $"No consten les festes locals de {municipality}: si n'hi ha alguna dins del termini, cal allargar-lo.",
            $"No constan las fiestas locales de {municipality}: si hay alguna dentro del plazo, hay que alargarlo."));

    public static TraceStep CountingStarts(LocalDate from, int days, ProcedureLaw law) => new(
        from, TraceRules.CountingStarts, law.CountingStarts(),
        new LocalizedText(
            $"El termini de {Number(days)} {(days == 1 ? "dia hàbil" : "dies hàbils")} es compta a partir de l'endemà del {Day(from)}.",
            $"El plazo de {Number(days)} {(days == 1 ? "día hábil" : "días hábiles")} se cuenta a partir del día siguiente al {Day(from)}."));

    public static TraceStep LastDay(LocalDate date, int days, ProcedureLaw law) => new(
        date, TraceRules.LastDay, law.NonWorkingDays(),
        new LocalizedText(
            $"El {Weekday(date).Va} {Day(date)} és el dia hàbil número {Number(days)}: el termini acaba a les 23.59.59 d'eixe dia.",
            $"El {Weekday(date).Es} {Day(date)} es el día hábil número {Number(days)}: el plazo acaba a las 23:59:59 de ese día."));

    public static TraceStep RolledOver(LocalDate stated, LocalDate last, ProcedureLaw law) => new(
        last, TraceRules.RolledOver, law.RollOver(),
        new LocalizedText(
            $"L'últim dia, {Day(stated)}, és inhàbil: el termini es prorroga fins al {Weekday(last).Va} {Day(last)}.",
            $"El último día, {Day(stated)}, es inhábil: el plazo se prorroga hasta el {Weekday(last).Es} {Day(last)}."));

    public static TraceStep FiledOnWorkingDay(LocalDate date, ProcedureLaw law) => new(
        date, TraceRules.FiledOnWorkingDay, law.OpenRoundTheClock(),
        new LocalizedText(
            $"Presentada el {Weekday(date).Va} {Day(date)}, dia hàbil: produïx efectes eixe mateix dia.",
            $"Presentada el {Weekday(date).Es} {Day(date)}, día hábil: surte efectos ese mismo día."));

    public static TraceStep FiledOnNonWorkingDay(TraceStep why, LocalDate effective, ProcedureLaw law) => new(
        effective, TraceRules.FiledOnNonWorkingDay, law.FilingOnNonWorkingDay(),
        new LocalizedText(
            $"{why.Text.Va} La presentació s'entén feta a la primera hora del {Weekday(effective).Va} {Day(effective)}, primer dia hàbil següent.",
            $"{why.Text.Es} La presentación se entiende hecha a primera hora del {Weekday(effective).Es} {Day(effective)}, primer día hábil siguiente."));

    public static TraceStep FiledWithoutCalendar(LocalDate date, int year, ProcedureLaw law) => new(
        date, TraceRules.FiledWithoutCalendar, law.FilingOnNonWorkingDay(),
        new LocalizedText(
            $"Presentada el {Day(date)}. No consten els festius de {Number(year)}: s'anota la data de presentació i cal comprovar si era dia hàbil.",
            $"Presentada el {Day(date)}. No constan los festivos de {Number(year)}: se anota la fecha de presentación y hay que comprobar si era día hábil."));

    private static LocalizedText NotWorking(LocalDate date, LocalizedText why) =>
        new($"{Day(date)} no és hàbil: {why.Va}.", $"{Day(date)} no es hábil: {why.Es}.");

    private static LocalizedText Weekday(LocalDate date) => Weekdays[(int)date.DayOfWeek - 1];

    private static string Day(LocalDate date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
