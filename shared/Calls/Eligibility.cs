namespace IntakePipeline.Calls;

/// <summary>Who may apply, as far as the form can tell.</summary>
/// <param name="Excluded">Legal forms that are left out; null when none is.</param>
/// <param name="Place">Where the applicant must be; null when the resolution does not say.</param>
/// <param name="Size">How big a company may be; null when it does not matter.</param>
/// <param name="Age">How old a company may be; null when it does not matter.</param>
/// <param name="Workers">How many workers it must have; null when it does not matter.</param>
/// <param name="Once">How often one may apply; null when it does not matter.</param>
/// <param name="Participants">How many others a project has to reach; null when it does not matter.</param>
/// <param name="ExcludedActivities">What else is left out; the form does not tell, the department looks.</param>
public sealed record Eligibility(
    ExcludedForms? Excluded, PlaceRule? Place, SizeLimits? Size, AgeLimits? Age, WorkersRule? Workers, OnceRule? Once, ParticipantsRule? Participants,
    IReadOnlyList<Provision> ExcludedActivities);

/// <summary>Legal forms that are left out. Letters and names hint at one, they do not prove it.</summary>
/// <param name="TaxIdLetters">First characters of the NIF.</param>
/// <param name="Forms">Names of the form, upper case without accents.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record ExcludedForms(string TaxIdLetters, IReadOnlyList<string> Forms, string Article, string Quote);

/// <summary>Where the applicant must have its seat or plant.</summary>
/// <param name="Provinces">INE codes of the provinces.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record PlaceRule(IReadOnlyList<string> Provinces, string Article, string Quote);

/// <summary>How big a company may be: staff, and either turnover or balance total.</summary>
/// <param name="StaffLessThan">Persons, exclusive.</param>
/// <param name="MaxTurnover">Euros, inclusive; enough that one of the two keeps to its limit.</param>
/// <param name="MaxBalance">Euros, inclusive.</param>
/// <param name="Article">Where the resolution, or a law, says so.</param>
/// <param name="Quote">The resolution's words; null when only a law says so.</param>
public sealed record SizeLimits(int StaffLessThan, decimal MaxTurnover, decimal MaxBalance, string Article, string? Quote);

/// <summary>When a company's age is looked at.</summary>
public enum AgeMoment
{
    /// <summary>On the day of filing.</summary>
    Filing,

    /// <summary>On the day of the grant, which is yet to come.</summary>
    Grant,
}

/// <summary>How old a company may be.</summary>
/// <param name="YearsLessThan">Years, exclusive.</param>
/// <param name="YearsAt">When it must be younger than that.</param>
/// <param name="MinMonths">Months on the day of filing, inclusive; null for none.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record AgeLimits(int YearsLessThan, AgeMoment YearsAt, int? MinMonths, string Article, string Quote);

/// <summary>How many workers a company must have.</summary>
/// <param name="Min">Persons on the last TC1, inclusive.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record WorkersRule(int Min, string Article, string Quote);

/// <summary>How often one may apply.</summary>
/// <param name="WithinCall">True when it holds for one call; false when for ever.</param>
/// <param name="Text">The rule in words.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record OnceRule(bool WithinCall, LocalizedText Text, string Article, string Quote);

/// <summary>How many others a project has to reach. The form does not name them: the memoria does.</summary>
/// <param name="Min">How many, inclusive.</param>
/// <param name="Text">Who they are.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record ParticipantsRule(int Min, LocalizedText Text, string Article, string Quote);
