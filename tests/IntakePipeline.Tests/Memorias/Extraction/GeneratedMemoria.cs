using IntakePipeline.Memorias.Extraction;

namespace IntakePipeline.Tests.Memorias.Extraction;

/// <summary>A memoria that says known things.</summary>
/// <param name="Name">Its number, language and layout.</param>
/// <param name="File">The PDF.</param>
/// <param name="IsScan">Its text is the layer that character recognition put over a scan, mistakes included.</param>
/// <param name="Fields">Every field that it gives, by name, in the normal form of <see cref="ExtractedField"/>.</param>
/// <param name="Costs">Every amount by concept and year that it gives.</param>
internal sealed record GeneratedMemoria(
    string Name, byte[] File, bool IsScan, IReadOnlyDictionary<string, string> Fields, IReadOnlySet<(string Concept, int? Year, decimal Amount)> Costs);
