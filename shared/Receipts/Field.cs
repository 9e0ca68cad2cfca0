namespace IntakePipeline.Receipts;

/// <summary>One thing a receipt states.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">What is stated.</param>
/// <param name="Remark">What is added to it in less prominent type: the same in the other language, or in another form.</param>
/// <param name="Translated">Whether the remark is in the other language.</param>
internal readonly record struct Field(LocalizedText Label, string Value, string? Remark = null, bool Translated = false);
