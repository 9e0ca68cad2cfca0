using IntakePipeline.Memorias.Extraction;
using IntakePipeline.Validation;

namespace IntakePipeline.Memorias;

/// <summary>What later steps need of a stored report.</summary>
/// <param name="Findings">What is wrong with the memoria itself or worth knowing.</param>
/// <param name="Fields">What it says of the application.</param>
public sealed record StoredMemoria(IReadOnlyList<Finding> Findings, ExtractedFields Fields);
