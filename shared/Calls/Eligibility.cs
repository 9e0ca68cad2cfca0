namespace IntakePipeline.Calls;

/// <summary>Who may apply, as far as the form can tell.</summary>
/// <param name="Excluded">Legal forms that are left out; null when none is.</param>
/// <param name="Place">Where the applicant must be.</param>
/// <param name="Size">How big a company may be; null when it does not matter.</param>
/// <param name="Age">How old a company may be; null when it does not matter.</param>
/// <param name="Workers">How many workers it must have; null when it does not matter.</param>
/// <param name="OncePerCompany">Says that a company may be granted the aid once only; null when it may be again.</param>
/// <param name="ExcludedActivities">What else is left out; the form does not tell, the department looks.</param>
public sealed record Eligibility(
    ExcludedForms? Excluded, PlaceRule Place, SizeLimits? Size, AgeLimits? Age, WorkersRule? Workers, Provision? OncePerCompany,
    IReadOnlyList<Provision> ExcludedActivities);

/// <summary>Legal forms that are left out. Letters and names hint at one, they do not prove it.</summary>
/// <param name="TaxIdLetters">First letters of the NIF.</param>
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
/// <param name="MaxTurnoverOrBalance">Euros, inclusive: enough that one of the two keeps to it.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record SizeLimits(int StaffLessThan, decimal MaxTurnoverOrBalance, string Article, string Quote);

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
