using System.Collections.Frozen;
using System.Text.Json.Serialization;
using IntakePipeline.DataFiles;

namespace IntakePipeline.Calendar;

/// <summary>Finds a municipality by INE code or by any of its names, whatever the case and accents.</summary>
internal sealed class MunicipalityDirectory
{
    private const string File = "Calendar.Data.municipalities.json";
    private readonly FrozenDictionary<string, Municipality> byName;

    private MunicipalityDirectory(IReadOnlyList<Municipality> all)
    {
        All = all;
        byName = all.SelectMany(m => NamesOf(m).Select(PlainText.Of).Distinct(StringComparer.Ordinal).Select(n => KeyValuePair.Create(n, m)))
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    public IReadOnlyList<Municipality> All { get; }

    /// <summary>The municipality that <paramref name="nameOrCode"/> names, or null.</summary>
    public Municipality? Find(string nameOrCode) => byName.GetValueOrDefault(PlainText.Of(nameOrCode));

    /// <summary>Reads <c>Calendar/Data/municipalities.json</c>.</summary>
    /// <exception cref="DataFileException">The file is wrong.</exception>
    public static MunicipalityDirectory Load() => new(
    [
        .. DataFile.Parse<MunicipalityFile>(File, DataFile.Bytes(File)).Municipalities
            .Select(m => new Municipality(new MunicipalityCode(m.Code), new LocalizedText(m.Va, m.Es), m.AlsoKnownAs)),
    ]);

    private static IEnumerable<string> NamesOf(Municipality municipality) =>
        [municipality.Code.Value, municipality.Name.Va, municipality.Name.Es, .. municipality.OtherNames];

    private sealed record MunicipalityFile(IReadOnlyList<MunicipalityLine> Municipalities, [property: JsonPropertyName("$schema")] string Schema);

    private sealed record MunicipalityLine(string Code, string Va, string Es, IReadOnlyList<string> AlsoKnownAs);
}
