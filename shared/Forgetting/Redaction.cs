using System.Globalization;
using IntakePipeline.Submissions;

namespace IntakePipeline.Forgetting;

/// <summary>
/// What is left of a rejection when its time has come: that it was, when, why by code, and the digests by which whoever still has the files can prove what
/// they were. Nothing that was written by the applicant.
/// </summary>
public static class Redaction
{
    private static readonly LocalizedText Removed = new(
        "(text suprimit: ha passat el termini de conservació)", "(texto suprimido: ha pasado el plazo de conservación)");

    /// <summary>The rejection without what could name a person: reasons lose their words, files their names.</summary>
    public static Rejection Of(Rejection rejection) => rejection with
    {
        Faults = [.. rejection.Faults.Select(f => f with { Reason = Removed, Remedy = Removed })],
        Files = [.. rejection.Files.Select((file, i) => file with { Name = Name(i) })],
    };

    /// <summary>Whether nothing is left to remove.</summary>
    public static bool IsDone(Rejection rejection) =>
        rejection.Faults.All(f => f.Reason == Removed && f.Remedy == Removed) && rejection.Files.Select((file, i) => file.Name == Name(i)).All(same => same);

    private static FileName Name(int index) =>
        FileName.TryParse(string.Create(CultureInfo.InvariantCulture, $"fichero-{index + 1}"), out var name) ? name : throw new System.Diagnostics.UnreachableException();
}
