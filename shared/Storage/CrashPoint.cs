namespace IntakePipeline.Storage;

/// <summary>
/// A place in the pipeline where a host may die: right before or right after one of the writes that its way consists of. Between two writes nothing
/// lasts, so these are all there are. The tests kill a host at every one of them.
/// </summary>
/// <param name="Step">The write (<see cref="Steps"/>).</param>
/// <param name="Afterwards">False before it is sent; true once storage has done it and nobody knows yet.</param>
public sealed record CrashPoint(string Step, bool Afterwards)
{
    /// <summary>Names the point a local host is to die at (<see cref="Find"/>); read by the local host's command line and nothing else.</summary>
    public const string Variable = "INTAKE_CRASH_AT";

    private const string Before = "antes-de-", After = "despues-de-";

    /// <summary>The writes, in the order a submission meets them.</summary>
    internal static IReadOnlyDictionary<string, Func<StorageWrite, bool>> Steps { get; } = new Dictionary<string, Func<StorageWrite, bool>>(StringComparer.Ordinal)
    {
        // admission
        ["fichero-en-entrada"] = w => w.Puts("/entrada/") && !w.EndsWith("/solicitud.json"),
        ["sobre-en-entrada"] = w => w.Puts("/entrada/") && w.EndsWith("/solicitud.json"),
        ["sobre-del-rechazo"] = w => w.Puts("/rechazos/") && w.EndsWith(".solicitud.json"),
        ["texto-del-rechazo"] = w => w.Puts("/rechazos/") && w.EndsWith(".txt"),
        ["rechazo"] = w => w.Puts("/rechazos/") && w.EndsWith(".json") && !w.EndsWith(".solicitud.json"),
        ["rechazo-pdf"] = w => w.Puts("/rechazos/") && w.EndsWith(".pdf"),
        ["original-en-custodia"] = w => w.Puts("/custodia/"),
        // registration
        ["asiento"] = w => w.Commits("/registro"),
        ["resguardo-pdf"] = w => w.Puts("/resguardos/") && !w.Puts("/resguardos/requerimientos/") && w.EndsWith(".pdf"),
        ["resguardo-json"] = w => w.Puts("/resguardos/") && !w.Puts("/resguardos/requerimientos") && w.EndsWith(".json"),
        ["mensaje-a-tramitacion"] = w => w.Posts("/tramitacion/messages"),
        // processing
        ["indice-del-solicitante"] = w => w.Puts("/expedientes(PartitionKey='solicitante|"),
        ["expediente-abierto"] = w => w.Commits("/expedientes") && w.Says("\"State\":\"registrado\""),
        ["informe-de-la-memoria"] = w => w.Puts("/informes/"),
        ["expediente-decidido"] = w => w.Commits("/expedientes") && w.Says("POST ") && !w.Says("\"State\":\"registrado\""),
        ["linea-de-busqueda"] = w => w.Puts("/busqueda(PartitionKey='cambios'"),
        ["mensaje-a-evaluacion"] = w => w.Posts("/evaluacion-"),
        ["expediente-anotado"] = w => w.Commits("/expedientes") && !w.Says("POST "),
        // corrections
        ["requerimiento"] = w => w.Posts("/requerimientos"),
        ["requerimiento-pdf"] = w => w.Puts("/resguardos/requerimientos/") && w.EndsWith(".pdf"),
        ["requerimiento-json"] = w => w.Puts("/resguardos/requerimientos/") && w.EndsWith(".json"),
        ["respuesta-anotada"] = w => w.Puts("/requerimientos(") && w.Puts(",RowKey='A|"),
        ["requerimiento-cambiado"] = w => w.Commits("/requerimientos"),
        ["requerimiento-ordenado"] = w => w.Puts("/resguardos/requerimientos-ordenados/"),
        // the end of processing
        ["salida"] = w => w.Deletes("/registro(") && w.Deletes(",RowKey='s|"),
    };

    /// <summary>All of them, in the order a submission meets them.</summary>
    public static IReadOnlyList<CrashPoint> All { get; } = [.. Steps.Keys.SelectMany(step => new CrashPoint[] { new(step, false), new(step, true) })];

    /// <summary>Its name, e.g. <c>despues-de-asiento</c>.</summary>
    public string Name => (Afterwards ? After : Before) + Step;

    /// <summary>The point of that name, or null.</summary>
    public static CrashPoint? Find(string? name) => All.FirstOrDefault(point => point.Name == name);
}
