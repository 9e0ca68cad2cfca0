namespace IntakePipeline;

/// <summary>
/// The map of the house: every container, queue and table by name. The names are contracts that operators and other systems rely on.
/// </summary>
/// <remarks>
/// A submission's way: <c>entrada</c> → admission (or <c>rechazos</c>) → <c>custodia</c> → <c>registro</c> → <c>resguardos</c> → queue
/// <c>tramitacion</c> → inspection and validation → queue <c>evaluacion-{department}</c> or <c>requerimientos</c>.
/// </remarks>
public static class Pipeline
{
    /// <summary>Blob containers.</summary>
    public static class Containers
    {
        /// <summary>The inbox, as posted: <c>{presentacion}/{file}</c>, <c>solicitud.json</c> last.</summary>
        public const string Inbox = "entrada";

        /// <summary>Originals by SHA-256, write once.</summary>
        public const string Custody = "custodia";

        /// <summary>Receipts by verification code: <c>{csv}.json</c> and <c>{csv}.pdf</c>; the book's daily digests under <c>libro/{year}/</c>.</summary>
        public const string Receipts = "resguardos";

        /// <summary>Reasoned rejections: <c>{presentacion}/{id}.json</c>, <c>.txt</c> and <c>.pdf</c>.</summary>
        public const string Rejections = "rechazos";

        /// <summary>Reports on memorias: <c>{call}/{programme}/{number}/{entry}.json</c>.</summary>
        public const string Reports = "informes";

        /// <summary>Mail as it arrived: <c>{mailbox}/{name}.eml</c>. Nothing in it is ever changed or deleted.</summary>
        public const string Mail = "correo";
    }

    /// <summary>Queues.</summary>
    public static class Queues
    {
        /// <summary>Registered submissions to inspect and validate.</summary>
        public const string Processing = "tramitacion";

        /// <summary>Prefix of a department's evaluation queue.</summary>
        public const string EvaluationPrefix = "evaluacion-";

        /// <summary>What has to be told to somebody.</summary>
        public const string Notifications = "notificaciones";

        /// <summary>Receipts that wait for a timestamp.</summary>
        public const string Timestamps = "sellos-de-tiempo";

        /// <summary>Suffix of the queue that holds what could not be processed.</summary>
        public const string PoisonSuffix = "-poison";

        /// <summary>Where the blob trigger leaves blobs it could not process.</summary>
        public const string BlobPoison = "webjobs-blobtrigger-poison";
    }

    /// <summary>Tables.</summary>
    public static class Tables
    {
        /// <summary>The ledger.</summary>
        public const string Registry = "registro";

        /// <summary>State and history of each expediente.</summary>
        public const string Expedientes = "expedientes";

        /// <summary>Correction requests.</summary>
        public const string CorrectionRequests = "requerimientos";

        /// <summary>What only the panel needs: the heartbeat.</summary>
        public const string Panel = "panel";

        /// <summary>The panel's search index, derived from <see cref="Expedientes"/>.</summary>
        public const string Search = "busqueda";

        /// <summary>Notifications: state, evidence, outbox.</summary>
        public const string Notifications = "notificaciones";

        /// <summary>What became of each mail that arrived, and which documents came by mail.</summary>
        public const string Mail = "correo";
    }

    /// <summary>Blob path on which the intake trigger fires.</summary>
    public const string InboxTrigger = Containers.Inbox + "/{presentacion}/solicitud.json";

    /// <summary>Blob path on which the mail trigger fires.</summary>
    public const string MailTrigger = Containers.Mail + "/{buzon}/{nombre}.eml";
}
