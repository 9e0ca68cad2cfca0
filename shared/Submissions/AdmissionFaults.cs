using System.Globalization;
using IntakePipeline.Calls;

namespace IntakePipeline.Submissions;

/// <summary>
/// Every ground for refusal there is, with its code and words. The codes are a contract: senders act on them. Values an applicant wrote are not
/// repeated in the texts, so that a text may be logged or shown anywhere.
/// </summary>
public static class AdmissionFaults
{
    private static readonly LocalizedText MendAndResend = new(
        "Corregiu el camp i torneu a presentar la sol·licitud.",
        "Corrija el campo y vuelva a presentar la solicitud.");

    /// <summary>The envelope is larger than <see cref="SubmissionLimits.EnvelopeBytes"/>.</summary>
    public static AdmissionFault EnvelopeTooLarge { get; } = new("sobre-demasiado-grande", FileName.Envelope.Value,
        new("El fitxer solicitud.json supera els 256 KiB.", "El fichero solicitud.json supera los 256 KiB."),
        new("Reduïu els textos de la sol·licitud; els documents van en fitxers a part.", "Reduzca los textos de la solicitud; los documentos van en ficheros aparte."),
        OverCap: true);

    /// <summary>There is no envelope.</summary>
    public static AdmissionFault EnvelopeMissing { get; } = new("sobre-ausente", FileName.Envelope.Value,
        new("La presentació no conté el fitxer solicitud.json.", "La presentación no contiene el fichero solicitud.json."),
        new("Envieu «solicitud» com a primera part de la petició.", "Envíe «solicitud» como primera parte de la petición."));

    /// <summary>The envelope is not UTF-8, not JSON, too deep, or has a duplicate property.</summary>
    /// <param name="line">Line at which reading stopped, from 1; null when unknown.</param>
    public static AdmissionFault EnvelopeUnreadable(long? line)
    {
        var (va, es) = line is null ? ("", "") : (string.Create(CultureInfo.InvariantCulture, $" (línia {line})"), string.Create(CultureInfo.InvariantCulture, $" (línea {line})"));
        return new("sobre-ilegible", FileName.Envelope.Value,
            new($"El fitxer solicitud.json no és JSON vàlid en UTF-8, o repetix una propietat{va}.", $"El fichero solicitud.json no es JSON válido en UTF-8, o repite una propiedad{es}."),
            new("Genereu de nou el fitxer segons l'esquema publicat.", "Genere de nuevo el fichero según el esquema publicado."));
    }

    /// <summary>A version of the envelope this pipeline does not know.</summary>
    public static AdmissionFault UnknownVersion { get; } = new("version-desconocida", "version",
        new("La versió del sobre no és coneguda; la vigent és la 1.", "La versión del sobre no es conocida; la vigente es la 1."),
        MendAndResend);

    /// <summary>A property the envelope does not have.</summary>
    public static AdmissionFault UnknownField(string path) => new("campo-desconocido", path,
        new($"El camp «{path}» no existix en el model de sol·licitud.", $"El campo «{path}» no existe en el modelo de solicitud."),
        new("Elimineu el camp i torneu a presentar la sol·licitud.", "Elimine el campo y vuelva a presentar la solicitud."));

    /// <summary>A mandatory field is missing or empty.</summary>
    public static AdmissionFault FieldMissing(string path) => new("campo-obligatorio", path,
        new($"Falta el camp obligatori «{path}».", $"Falta el campo obligatorio «{path}»."),
        new("Ompliu el camp i torneu a presentar la sol·licitud.", "Rellene el campo y vuelva a presentar la solicitud."));

    /// <summary>A field has the wrong type or form.</summary>
    public static AdmissionFault FieldMalformed(string path, LocalizedText expected) => new("campo-mal-formado", path,
        new($"El camp «{path}» no té la forma deguda: {expected.Va}.", $"El campo «{path}» no tiene la forma debida: {expected.Es}."),
        MendAndResend);

    /// <summary>The applicant's NIF is not one.</summary>
    public static AdmissionFault TaxIdInvalid(string path) => new("nif-invalido", path,
        new($"El NIF del camp «{path}» no és vàlid: no quadra el caràcter de control o la forma.", $"El NIF del campo «{path}» no es válido: no cuadra el carácter de control o la forma."),
        MendAndResend);

    /// <summary>No such call.</summary>
    public static AdmissionFault UnknownCall { get; } = new("convocatoria-desconocida", "convocatoria",
        new("La convocatòria indicada no existix.", "La convocatoria indicada no existe."),
        new("Indiqueu una convocatòria publicada, per exemple «emprendimiento-2012».", "Indique una convocatoria publicada, por ejemplo «emprendimiento-2012»."));

    /// <summary>No such programme in the call.</summary>
    public static AdmissionFault UnknownProgramme { get; } = new("programa-desconocido", "programa",
        new("El programa indicat no existix en esta convocatòria.", "El programa indicado no existe en esta convocatoria."),
        new("Indiqueu un programa de la convocatòria.", "Indique un programa de la convocatoria."));

    /// <summary>An answer to a correction request that does not exist.</summary>
    public static AdmissionFault UnknownRequest { get; } = new("requerimiento-desconocido", "requerimiento",
        new("No consta cap requeriment d'esmena amb este número.", "No consta ningún requerimiento de subsanación con este número."),
        new("Indiqueu el número que figura en el requeriment, per exemple «EBT/2012/17-R1».", "Indique el número que figura en el requerimiento, por ejemplo «EBT/2012/17-R1»."));

    /// <summary>An answer posted under the address of another expediente.</summary>
    public static AdmissionFault RequestOfAnotherExpediente { get; } = new("requerimiento-de-otro-expediente", "requerimiento",
        new("El sobre no contesta cap requeriment de l'expedient al qual s'ha enviat.", "El sobre no contesta ningún requerimiento del expediente al que se ha enviado."),
        new("Envieu l'esmena a l'adreça del seu expedient.", "Envíe la subsanación a la dirección de su expediente."));

    /// <summary>The corrected form is another applicant's or another project's.</summary>
    public static AdmissionFault FormOfAnother(string path) => new("solicitud-de-otro", path,
        new($"El camp «{path}» no és el de la sol·licitud que s'esmena: una esmena no pot canviar de sol·licitant ni de projecte.", $"El campo «{path}» no es el de la solicitud que se subsana: una subsanación no puede cambiar de solicitante ni de proyecto."),
        new("Poseu-hi el mateix valor que en la sol·licitud, o presenteu una sol·licitud nova.", "Ponga el mismo valor que en la solicitud, o presente una solicitud nueva."));

    /// <summary>The folder and the envelope name different submissions.</summary>
    public static AdmissionFault KeyDiffersFromFolder { get; } = new("presentacion-no-coincide", "presentacion",
        new("El camp «presentacion» no coincidix amb la carpeta en què s'ha depositat.", "El campo «presentacion» no coincide con la carpeta en que se ha depositado."),
        new("Depositeu els fitxers en la carpeta que porta el nom de la presentació.", "Deposite los ficheros en la carpeta que lleva el nombre de la presentación."));

    /// <summary>The manifest has no memoria.</summary>
    public static AdmissionFault MemoriaMissing { get; } = new("memoria-ausente", "documentos",
        new("La sol·licitud no porta la memòria tècnica (article 7.2.1).", "La solicitud no lleva la memoria técnica (artículo 7.2.1)."),
        new("Adjunteu la memòria tècnica en PDF i torneu a presentar la sol·licitud.", "Adjunte la memoria técnica en PDF y vuelva a presentar la solicitud."));

    /// <summary>A file of the manifest is larger than its cap.</summary>
    public static AdmissionFault TooLarge(DeclaredDocument declared, Call call) =>
        declared.IsMemoria ? MemoriaTooLarge(declared.Name, call.Memoria) : DocumentTooLarge(declared.Name);

    /// <summary>The memoria is larger than the call allows.</summary>
    public static AdmissionFault MemoriaTooLarge(FileName name, MemoriaLimits limits) => new("memoria-demasiado-grande", name.Value,
        new($"La memòria tècnica supera la grandària màxima de {limits.MaxMegabytes} Mb, {Number(limits.MaxBytes)} bytes ({limits.Article}).", $"La memoria técnica supera el tamaño máximo de {limits.MaxMegabytes} Mb, {Number(limits.MaxBytes)} bytes ({limits.Article})."),
        new("Reduïu el fitxer: si està escanejat, a 200 ppp i en blanc i negre.", "Reduzca el fichero: si está escaneado, a 200 ppp y en blanco y negro."),
        OverCap: true);

    /// <summary>Another document is larger than <see cref="SubmissionLimits.DocumentBytes"/>.</summary>
    public static AdmissionFault DocumentTooLarge(FileName name) => new("documento-demasiado-grande", name.Value,
        new($"El document «{name}» supera els 10 Mb, 10.485.760 bytes (article 8.3).", $"El documento «{name}» supera los 10 Mb, 10.485.760 bytes (artículo 8.3)."),
        new("Reduïu el fitxer: si està escanejat, a 200 ppp i en blanc i negre.", "Reduzca el fichero: si está escaneado, a 200 ppp y en blanco y negro."),
        OverCap: true);

    /// <summary>A file of the manifest did not come.</summary>
    public static AdmissionFault DocumentMissing(FileName name) => new("documento-ausente", name.Value,
        new($"No s'ha rebut el document declarat «{name}».", $"No se ha recibido el documento declarado «{name}»."),
        new("Torneu a presentar la sol·licitud amb tots els fitxers de la relació.", "Vuelva a presentar la solicitud con todos los ficheros de la relación."));

    /// <summary>A file has another size than declared.</summary>
    public static AdmissionFault DocumentSizeDiffers(DeclaredDocument declared, long found) => new("documento-tamano-distinto", declared.Name.Value,
        new($"El document «{declared.Name}» té {Number(found)} bytes i se'n van declarar {Number(declared.Bytes)}.", $"El documento «{declared.Name}» tiene {Number(found)} bytes y se declararon {Number(declared.Bytes)}."),
        new("Torneu a enviar el fitxer sencer, o corregiu-ne la declaració.", "Vuelva a enviar el fichero entero, o corrija su declaración."));

    /// <summary>A file has another digest than declared.</summary>
    public static AdmissionFault DocumentDigestDiffers(DeclaredDocument declared) => new("documento-huella-distinta", declared.Name.Value,
        new($"La empremta SHA-256 del document «{declared.Name}» no és la declarada: el fitxer no és el mateix o s'ha alterat.", $"La huella SHA-256 del documento «{declared.Name}» no es la declarada: el fichero no es el mismo o se ha alterado."),
        new("Torneu a enviar el fitxer original, o corregiu-ne la declaració.", "Vuelva a enviar el fichero original, o corrija su declaración."));

    /// <summary>The call demands a signature and there is none.</summary>
    public static AdmissionFault SignatureMissing { get; } = new("firma-ausente", FileName.Signature.Value,
        new("La sol·licitud no està firmada: falta solicitud.json.p7s (article 7.1.1).", "La solicitud no está firmada: falta solicitud.json.p7s (artículo 7.1.1)."),
        new("Firmeu solicitud.json amb un certificat reconegut i torneu-la a presentar.", "Firme solicitud.json con un certificado reconocido y vuelva a presentarla."));

    /// <summary>The signature file is larger than <see cref="SubmissionLimits.SignatureBytes"/>.</summary>
    public static AdmissionFault SignatureTooLarge { get; } = new("firma-demasiado-grande", FileName.Signature.Value,
        new("El fitxer solicitud.json.p7s supera els 256 KiB.", "El fichero solicitud.json.p7s supera los 256 KiB."),
        new("Envieu una firma separada (detached), sense el contingut firmat.", "Envíe una firma separada (detached), sin el contenido firmado."),
        OverCap: true);

    /// <summary>The request is not a readable multipart form.</summary>
    public static AdmissionFault RequestUnreadable { get; } = new("peticion-ilegible", null,
        new("La petició no és un formulari multipart llegible, o s'ha tallat.", "La petición no es un formulario multipart legible, o se ha cortado."),
        new("Envieu multipart/form-data amb «solicitud» primer, «firma» i els fitxers pel seu nom.", "Envíe multipart/form-data con «solicitud» primero, «firma» y los ficheros por su nombre."));

    /// <summary>The request repeats a part, or carries more files than allowed.</summary>
    public static AdmissionFault PartUnexpected(string? name) => new("parte-inesperada", name,
        new("La petició repetix una part, o en porta una amb un nom no permés o més de les permeses.", "La petición repite una parte, o lleva una con un nombre no permitido o más de las permitidas."),
        new("Envieu cada fitxer de la relació una sola vegada.", "Envíe cada fichero de la relación una sola vez."));

    /// <summary>The key names another submission already registered.</summary>
    public static AdmissionFault KeyInUse { get; } = new("presentacion-en-uso", "presentacion",
        new("Ja hi ha registrada una altra sol·licitud amb este codi de presentació i contingut distint.", "Ya hay registrada otra solicitud con este código de presentación y contenido distinto."),
        new("Per a presentar una versió nova, useu un codi de presentació nou.", "Para presentar una versión nueva, use un código de presentación nuevo."));

    private static string Number(long value) => value.ToString("#,0", DottedNumbers);

    private static readonly NumberFormatInfo DottedNumbers = new() { NumberGroupSeparator = ".", NumberDecimalSeparator = "," };
}
