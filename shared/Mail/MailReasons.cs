namespace IntakePipeline.Mail;

/// <summary>Why a mail was not simply registered: stable codes with their words, for staff.</summary>
public static class MailReasons
{
    /// <summary>Larger than a message may be.</summary>
    public const string TooLarge = "correo-demasiado-grande";

    /// <summary>Not a message, or one beyond every limit.</summary>
    public const string Unreadable = "correo-ilegible";

    /// <summary>Not a blob of mail.</summary>
    public const string NoMail = "no-es-correo";

    /// <summary>No programme has that mailbox.</summary>
    public const string UnknownMailbox = "buzon-desconocido";

    /// <summary>It names no expediente.</summary>
    public const string NoExpediente = "sin-expediente";

    /// <summary>It names several.</summary>
    public const string SeveralExpedientes = "varios-expedientes";

    /// <summary>It names one that does not exist.</summary>
    public const string UnknownExpediente = "expediente-desconocido";

    /// <summary>It brings no document.</summary>
    public const string NoDocuments = "sin-documentos";

    /// <summary>It brings more documents than a submission may hold.</summary>
    public const string TooManyDocuments = "demasiados-documentos";

    /// <summary>A machine says to have written it, and yet it brings documents.</summary>
    public const string AutomaticWithDocuments = "automatico-con-documentos";

    /// <summary>It came from here.</summary>
    public const string OwnMessage = "propio";

    /// <summary>A machine wrote it.</summary>
    public const string AutoReply = "respuesta-automatica";

    /// <summary>A mailing list's.</summary>
    public const string MailingList = "lista-de-correo";

    /// <summary>Its key is taken by something that is no mail.</summary>
    public const string KeyTaken = "clave-ocupada";

    /// <summary>The words of a code.</summary>
    public static LocalizedText TextOf(string code) => code switch
    {
        TooLarge => new("Supera els 10 Mb que pot ocupar un missatge (R4 8.3).", "Supera los 10 Mb que puede ocupar un mensaje (R4 8.3)."),
        Unreadable => new("No es pot llegir com a missatge de correu.", "No se puede leer como mensaje de correo."),
        NoMail => new("No és un fitxer .eml.", "No es un fichero .eml."),
        UnknownMailbox => new("Cap programa té esta bústia.", "Ningún programa tiene este buzón."),
        NoExpediente => new("No cita cap número d'expedient.", "No cita ningún número de expediente."),
        SeveralExpedientes => new("Cita més d'un expedient.", "Cita más de un expediente."),
        UnknownExpediente => new("L'expedient que cita no existix.", "El expediente que cita no existe."),
        NoDocuments => new("No porta cap document.", "No lleva ningún documento."),
        TooManyDocuments => new("Porta massa documents.", "Lleva demasiados documentos."),
        AutomaticWithDocuments => new("Diu que és automàtic i porta documents.", "Dice que es automático y lleva documentos."),
        OwnMessage => new("És un missatge nostre que ha tornat.", "Es un mensaje nuestro que ha vuelto."),
        AutoReply => new("Resposta automàtica.", "Respuesta automática."),
        MailingList => new("Enviament d'una llista.", "Envío de una lista."),
        KeyTaken => new("La seua clau de registre ja té un altre assentament.", "Su clave de registro ya tiene otro asiento."),
        _ => new(code, code),
    };
}
