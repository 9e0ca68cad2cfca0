using System.Collections.Frozen;
using System.Text.Json.Serialization;
using IntakePipeline.Calls;
using IntakePipeline.DataFiles;

namespace IntakePipeline.Memorias.Extraction;

/// <summary>The labels under which the memorias of a programme name the fields of the form, in both languages: data, not code.</summary>
public sealed class FieldLabels
{
    /// <summary>Before the id of a budget concept.</summary>
    internal const string ConceptPrefix = "concepto:";

    private const string File = "Memorias.Data.field-labels.json";

    private static readonly Lazy<LabelFile> Data = new(() => DataFile.Parse<LabelFile>(File, DataFile.Bytes(File)));
    private static readonly Lazy<FieldLabels> OfAll = new(() => Merge(Data.Value.Programmes));
    private static readonly Lazy<FrozenDictionary<(string Call, string Programme), FieldLabels>> ByProgramme = new(() =>
        Data.Value.Programmes.SelectMany(line => line.Calls.Select(call => ((call, line.Programme), Labels: Merge([line]))))
            .ToFrozenDictionary(entry => entry.Item1, entry => entry.Labels));

    private readonly FrozenDictionary<string, string> fieldByLabel;
    private readonly FrozenSet<string> firstWords;

    private FieldLabels(IEnumerable<(string Field, string Label)> labels)
    {
        fieldByLabel = labels.Select(entry => (entry.Field, Label: SpanishFormats.Fold(entry.Label))).DistinctBy(entry => entry.Label, StringComparer.Ordinal)
            .ToFrozenDictionary(entry => entry.Label, entry => entry.Field, StringComparer.Ordinal);
        firstWords = fieldByLabel.Keys.Select(label => label.Split(' ')[0]).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The labels of every programme together, for a memoria nobody knows the programme of. Of two concepts with one label the first stands.</summary>
    public static FieldLabels Any => OfAll.Value;

    /// <summary>The labels of one programme.</summary>
    /// <exception cref="ArgumentException">The data has none: a call was added without its labels.</exception>
    public static FieldLabels Of(CallId call, ProgrammeId programme) =>
        ByProgramme.Value.GetValueOrDefault((call.Value, programme.Value)) ?? throw new ArgumentException($"There are no labels for {programme} of {call}.", nameof(programme));

    /// <summary>The field a folded text is the label of; null when it is none.</summary>
    internal string? Find(string folded) => fieldByLabel.GetValueOrDefault(folded);

    /// <summary>Whether a label begins with a folded word: most cells of a page begin with none of them.</summary>
    internal bool Begins(string word) => firstWords.Contains(word);

    private static FieldLabels Merge(IEnumerable<ProgrammeLabels> programmes) =>
        new([.. Each(Data.Value.Fields, ""), .. programmes.SelectMany(line => Each(line.Fields, "").Concat(Each(line.Concepts, ConceptPrefix)))]);

    private static IEnumerable<(string Field, string Label)> Each(IReadOnlyDictionary<string, Labels> fields, string prefix) =>
        fields.SelectMany(field => field.Value.Va.Concat(field.Value.Es).Select(label => (prefix + field.Key, label)));

    private sealed record LabelFile(
        [property: JsonPropertyName("$schema")] string Schema, IReadOnlyDictionary<string, Labels> Fields, IReadOnlyList<ProgrammeLabels> Programmes);

    private sealed record ProgrammeLabels(
        IReadOnlyList<string> Calls, string Programme, IReadOnlyDictionary<string, Labels> Fields, IReadOnlyDictionary<string, Labels> Concepts);

    private sealed record Labels(IReadOnlyList<string> Va, IReadOnlyList<string> Es);
}
