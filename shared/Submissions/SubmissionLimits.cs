using IntakePipeline.Calls;

namespace IntakePipeline.Submissions;

/// <summary>How much of anything a submission may hold. All limits are inclusive; what a call itself limits is in the call's data.</summary>
public static class SubmissionLimits
{
    /// <summary>Bytes of <c>solicitud.json</c>.</summary>
    public const int EnvelopeBytes = 256 * 1024;

    /// <summary>Depth of <c>solicitud.json</c>.</summary>
    public const int EnvelopeDepth = 16;

    /// <summary>Bytes of <c>solicitud.json.p7s</c>: a signature with a long chain and time stamps fits many times over.</summary>
    public const int SignatureBytes = 256 * 1024;

    /// <summary>Bytes of a document other than the memoria: what one e-mail message may hold, "10 Mb" (R4 8.3).</summary>
    public const long DocumentBytes = 10 * 1024 * 1024;

    /// <summary>Documents in one submission.</summary>
    public const int Documents = 40;

    /// <summary>Files a request may carry that its manifest does not name; they are kept, not registered.</summary>
    public const int UndeclaredFiles = 8;

    /// <summary>The cap on one file of the manifest, bytes: the call's own for the memoria ("8 Mb", R4 7.2.1).</summary>
    public static long For(DeclaredDocument document, Call call) => document.IsMemoria ? call.Memoria.MaxBytes : DocumentBytes;
}
