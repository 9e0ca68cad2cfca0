namespace IntakePipeline.Receipts;

/// <summary>One thing a receipt states.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Lines">What is stated; the first line counts most.</param>
internal readonly record struct Field(LocalizedText Label, IReadOnlyList<string> Lines);
