namespace IntakePipeline.Submissions;

/// <summary>How much of anything a submission may hold. All limits are inclusive.</summary>
public static class SubmissionLimits
{
    /// <summary>Bytes of <c>solicitud.json</c>.</summary>
    public const int EnvelopeBytes = 256 * 1024;

    /// <summary>Depth of <c>solicitud.json</c>.</summary>
    public const int EnvelopeDepth = 16;

    /// <summary>Bytes of <c>solicitud.json.p7s</c>: a signature with a long chain and time stamps fits many times over.</summary>
    public const int SignatureBytes = 256 * 1024;

    /// <summary>Bytes of the memoria: "8 Mb" read as 8 × 1024 × 1024 (R4 7.2.1).</summary>
    public const long MemoriaBytes = 8 * 1024 * 1024;

    /// <summary>Bytes of any other document: what one e-mail message may hold, "10 Mb" (R4 8.3).</summary>
    public const long DocumentBytes = 10 * 1024 * 1024;

    /// <summary>Documents in one submission.</summary>
    public const int Documents = 40;

    /// <summary>Files a request may carry that its manifest does not name; they are kept, not registered.</summary>
    public const int UndeclaredFiles = 8;

    /// <summary>The cap on one file of the manifest.</summary>
    public static long For(DeclaredDocument document) => document.IsMemoria ? MemoriaBytes : DocumentBytes;
}
