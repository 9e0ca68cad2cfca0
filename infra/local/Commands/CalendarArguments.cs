using System.CommandLine;
using System.CommandLine.Parsing;
using IntakePipeline.Calls;
using NodaTime;

namespace IntakePipeline.Local.Commands;

/// <summary>What <c>when</c> and <c>check</c> have in common on the command line.</summary>
internal static class CalendarArguments
{
    /// <summary>When something is, or would be, filed.</summary>
    public static Option<LocalDateTime?> Filed(string description) => new("--filed")
    {
        Description = description,
        HelpName = "ISO",
        CustomParser = OfficialTime.Parse,
    };

    /// <summary>JSON instead of text for people.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print JSON, in both languages" };

    /// <summary>The language of the text for people.</summary>
    public static Option<Language?> Language(string otherwise) => new("--language")
    {
        Description = $"Language of the texts: va or es [default: {otherwise}]",
        HelpName = "va|es",
        CustomParser = ParseLanguage,
    };

    /// <summary>The call <paramref name="id"/>.</summary>
    /// <exception cref="FormatException">There is none of that name; the message lists those there are.</exception>
    public static Call Call(this CallCatalogue calls, string id) => calls.Find(new CallId(id))
        ?? throw new FormatException($"There is no call '{id}'; the calls are {string.Join(", ", calls.All.Select(c => c.Id))}.");

    /// <summary>The programme <paramref name="id"/> of <paramref name="call"/>.</summary>
    /// <exception cref="FormatException">There is none of that name; the message lists those there are.</exception>
    public static Programme Programme(this Call call, string id) => call.Find(new ProgrammeId(id))
        ?? throw new FormatException($"The call {call.Id} has no programme '{id}'; its programmes are {string.Join(", ", call.Programmes.Select(p => p.Id))}.");

    private static Language? ParseLanguage(ArgumentResult argument)
    {
        switch (argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "")
        {
            case "va":
                return IntakePipeline.Language.Valencian;
            case "es":
                return IntakePipeline.Language.Spanish;
            case var other:
                argument.AddError($"'{other}' is no language: write va or es.");
                return null;
        }
    }
}
