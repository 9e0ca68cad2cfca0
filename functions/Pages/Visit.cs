using IntakePipeline.Functions.Access;
using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Pages;

/// <summary>One person looking at one page: in which language, in which theme, signed in as whom.</summary>
/// <param name="Request">The request.</param>
/// <param name="Language">The page's language.</param>
/// <param name="Theme">The page's theme.</param>
/// <param name="Token">What forms on the page carry, see <see cref="CrossSite"/>.</param>
/// <param name="Staff">Who signed in; null on the applicant's pages.</param>
public sealed record Visit(HttpRequest Request, PageLanguage Language, string Theme, string Token, StaffMember? Staff)
{
    /// <summary>Path and query of the page, to come back to.</summary>
    public string Here => Request.Path + Request.QueryString;

    /// <summary>The signed-in person, on pages that only such people see.</summary>
    public StaffMember Member => Staff ?? throw new InvalidOperationException("Nobody signed in.");

    /// <summary>A text of the page itself.</summary>
    public string Say(string va, string es, string en) => Language switch
    {
        PageLanguage.Valencian => va,
        PageLanguage.Spanish => es,
        _ => en,
    };

    /// <summary>An official text; on an English page in Spanish, and marked so for whoever has it read out.</summary>
    public Markup Say(LocalizedText text) => Language == PageLanguage.English
        ? Markup.Of($"""<span lang="es">{text.Es}</span>""")
        : Markup.Of($"{text.In(Language.Official())}");

    /// <summary>An official text where there is no room for marks: attributes, titles, option texts.</summary>
    public string Plain(LocalizedText text) => text.In(Language.Official());

    /// <summary>The hidden field that every form that changes something needs.</summary>
    public Markup Hidden => Markup.Of($"""<input type="hidden" name="{CrossSite.Field}" value="{Token}">""");
}
