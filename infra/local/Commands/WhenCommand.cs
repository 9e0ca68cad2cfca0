using System.CommandLine;
using System.CommandLine.Parsing;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;

namespace IntakePipeline.Local.Commands;

/// <summary><c>when</c>: what the calendar says of a filing, without filing anything.</summary>
internal static class WhenCommand
{
    private const int LastProvince = 52;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var call = new Option<string>("--call") { Description = "The call, e.g. emprendimiento-2012", Required = true, HelpName = "ID" };
        var programme = new Option<string>("--programme") { Description = "Its programme, e.g. CRE", Required = true, HelpName = "ID" };
        var filed = CalendarArguments.Filed("Official time of the filing, Europe/Madrid unless it has an offset");
        filed.Required = true;
        var municipality = new Option<string?>("--municipality")
        {
            Description = "The applicant's municipality by INE code, e.g. 46250 [default: the seat's calendar alone]",
            HelpName = "INE",
            CustomParser = ParseMunicipality,
        };
        var json = CalendarArguments.Json();
        var language = CalendarArguments.Language("va");
        var command = new Command("when", "Say in which phase a filing falls, for which day it counts, until when a defect could be cured, and why")
        {
            call, programme, filed, municipality, json, language,
        };
        command.Does(async (parsed, _) =>
        {
            var calendar = WorkingCalendar.Load();
            var found = CallCatalogue.Load(calendar).Call(parsed.GetRequiredValue(call));
            var answer = WhenAnswer.Of(
                found, found.Programme(parsed.GetRequiredValue(programme)), parsed.GetRequiredValue(filed)!.Value, parsed.GetValue(municipality), calendar);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                parsed.GetValue(json) ? answer.ToJson() : answer.ToText(parsed.GetValue(language) ?? Language.Valencian));
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>An INE code: of any municipality, though not of every one are the local holidays known; the trace says when they are not.</summary>
    private static string? ParseMunicipality(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (text.Length == 5 && text.All(char.IsAsciiDigit) && (((text[0] - '0') * 10) + text[1] - '0') is >= 1 and <= LastProvince)
            return text;
        argument.AddError($"'{text}' is no municipality: write the five figures of its INE code, e.g. 46250 (València), 03014 (Alacant) or 12040 (Castelló).");
        return null;
    }
}
