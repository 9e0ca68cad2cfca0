namespace IntakePipeline.Submissions;

/// <summary>One ground on which an attempt is refused (RD 1671/2009 art. 29), with the way to mend it.</summary>
/// <param name="Code">Stable code, lower case with hyphens; one of <see cref="AdmissionFaults"/>.</param>
/// <param name="Field">JSON path of the envelope's field, or the file's name; null when it concerns the whole.</param>
/// <param name="Reason">Why.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="OverCap">True when something was larger than its cap (HTTP 413).</param>
public sealed record AdmissionFault(string Code, string? Field, LocalizedText Reason, LocalizedText Remedy, bool OverCap = false);
