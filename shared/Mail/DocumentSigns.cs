using System.Collections.Frozen;
using IntakePipeline.DataFiles;

namespace IntakePipeline.Mail;

/// <summary>What one may expect to read in a document of a kind, in either language (<c>Data/document-signs.json</c>).</summary>
/// <param name="Titles">What such a document is called, in its own heading.</param>
/// <param name="Signs">Words that stand in it.</param>
internal sealed record DocumentSigns(DocumentPhrases Titles, DocumentPhrases Signs)
{
    /// <summary>Those of every kind.</summary>
    public static FrozenDictionary<string, DocumentSigns> All { get; } = Load();

    private static FrozenDictionary<string, DocumentSigns> Load()
    {
        const string name = "Mail.Data.document-signs.json";
        return DataFile.Parse<DocumentSignsFile>(name, DataFile.Bytes(name)).Documents.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <summary>Phrases in both languages.</summary>
/// <param name="Va">Valencian.</param>
/// <param name="Es">Spanish.</param>
internal sealed record DocumentPhrases(IReadOnlyList<string> Va, IReadOnlyList<string> Es)
{
    /// <summary>All of them as <see cref="DocumentText"/> compares them, each once.</summary>
    public IReadOnlyList<string> Plain { get; } = [.. Va.Concat(Es).Select(DocumentText.Plain).Distinct(StringComparer.Ordinal)];
}

/// <summary>The data file.</summary>
/// <param name="Documents">By kind.</param>
internal sealed record DocumentSignsFile(IReadOnlyDictionary<string, DocumentSigns> Documents);
