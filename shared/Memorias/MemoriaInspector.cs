using IntakePipeline.Memorias.Pdf;
using IntakePipeline.Validation;

namespace IntakePipeline.Memorias;

/// <summary>What was found out about a memoria.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="Pages">Its pages; null when it does not open.</param>
/// <param name="Findings">What is wrong with it or worth knowing.</param>
public sealed record MemoriaReport(long Bytes, int? Pages, IReadOnlyList<Finding> Findings);

/// <summary>Looks into a memoria: does it open, how many pages has it. Bounded in time and memory, whatever the file is.</summary>
/// <param name="time">Measures the deadline.</param>
public sealed class MemoriaInspector(TimeProvider time)
{
    private const string Article = "R4 7.2.1";

    /// <summary>Inspects a memoria. Never throws on bad input: it finds.</summary>
    public MemoriaReport Inspect(ReadOnlyMemory<byte> pdf) => PdfDocument.Open(pdf, new PdfLimits(), time) switch
    {
        PdfResult<PdfDocument>.Ok { Value: var document } => new MemoriaReport(pdf.Length, document.PageCount, []),
        PdfResult<PdfDocument>.Failed { Reason: var reason } => new MemoriaReport(pdf.Length, null, [Describe(reason)]),
        _ => throw new System.Diagnostics.UnreachableException("A result nobody handles."),
    };

    private static Finding Describe(PdfFailure reason) => reason switch
    {
        PdfFailure.NotPdf => Defect("memoria-no-es-pdf",
            "El fitxer de la memòria tècnica no és un PDF. Envieu-la en PDF.", "El fichero de la memoria técnica no es un PDF. Envíela en PDF."),
        PdfFailure.Encrypted => Defect("memoria-con-contrasena",
            "La memòria tècnica demana una contrasenya per a obrir-se. Envieu-la sense contrasenya.", "La memoria técnica pide una contraseña para abrirse. Envíela sin contraseña."),
        _ => Defect("memoria-danada",
            "La memòria tècnica està danyada i no es pot obrir. Envieu-la de nou.", "La memoria técnica está dañada y no se puede abrir. Envíela de nuevo."),
    };

    private static Finding Defect(string code, string va, string es) =>
        new(code, Severity.CurableDefect, ["documentos"], "PDF", null, Article, new LocalizedText(va, es));
}
