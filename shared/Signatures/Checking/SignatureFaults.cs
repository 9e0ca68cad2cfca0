using System.Diagnostics;
using IntakePipeline.Submissions;

namespace IntakePipeline.Signatures.Checking;

/// <summary>
/// The grounds for refusal that a signature gives (R4 7.1.1, DOMAIN: "signature absent or invalid where the call demands it"). The codes are a contract, as
/// those of <see cref="AdmissionFaults"/> are; nothing of a certificate is repeated in the texts.
/// </summary>
public static class SignatureFaults
{
    private static readonly LocalizedText SignAgain = new(
        "Firmeu de nou el fitxer solicitud.json, tal com s'envia, amb firma CAdES separada (detached) en DER, i torneu a presentar la sol·licitud.",
        "Firme de nuevo el fichero solicitud.json, tal como se envía, con firma CAdES separada (detached) en DER, y vuelva a presentar la solicitud.");

    private static readonly LocalizedText AnotherCertificate = new(
        "Firmeu amb un certificat reconegut i en vigor d'un prestador admés per la Generalitat (per exemple ACCV, FNMT-RCM o DNI electrònic) i torneu a presentar la sol·licitud.",
        "Firme con un certificado reconocido y en vigor de un prestador admitido por la Generalitat (por ejemplo ACCV, FNMT-RCM o DNI electrónico) y vuelva a presentar la solicitud.");

    /// <summary>The fault that a flaw is.</summary>
    public static AdmissionFault Of(SignatureFlaw flaw) => flaw switch
    {
        SignatureFlaw.Malformed => Fault("firma-mal-formada",
            "El fitxer solicitud.json.p7s no és una firma electrònica llegible (CMS en DER), o en porta massa.",
            "El fichero solicitud.json.p7s no es una firma electrónica legible (CMS en DER), o lleva demasiadas.", SignAgain),
        SignatureFlaw.NotDetached => Fault("firma-no-separada",
            "La firma porta dins el contingut firmat: no consta que firme el fitxer solicitud.json que l'acompanya.",
            "La firma lleva dentro el contenido firmado: no consta que firme el fichero solicitud.json que la acompaña.", SignAgain),
        SignatureFlaw.NoSigner => Fault("firma-sin-firmante",
            "El fitxer solicitud.json.p7s no conté cap firma.", "El fichero solicitud.json.p7s no contiene ninguna firma.", SignAgain),
        SignatureFlaw.CertificateMissing => Fault("firma-sin-certificado",
            "La firma no porta el certificat de qui firma.", "La firma no lleva el certificado de quien firma.",
            new("Configureu el programa de firma perquè hi incloga el certificat i torneu a firmar.", "Configure el programa de firma para que incluya el certificado y vuelva a firmar.")),
        SignatureFlaw.WeakAlgorithm => Fault("firma-algoritmo-debil",
            "La firma o el certificat usen un algoritme no admés: cal SHA-256 o superior, i claus RSA de 2048 a 8192 bits o de corba el·líptica de 256 bits o més.",
            "La firma o el certificado usan un algoritmo no admitido: se requiere SHA-256 o superior, y claves RSA de 2048 a 8192 bits o de curva elíptica de 256 bits o más.",
            new("Actualitzeu el programa de firma o el certificat i torneu a firmar.", "Actualice el programa de firma o el certificado y vuelva a firmar.")),
        SignatureFlaw.Altered => Fault("firma-contenido-alterado",
            "La firma no correspon a este fitxer solicitud.json: s'ha modificat després de firmar-lo, o és la firma d'un altre.",
            "La firma no corresponde a este fichero solicitud.json: se ha modificado después de firmarlo, o es la firma de otro.", SignAgain),
        SignatureFlaw.Incorrect => Fault("firma-incorrecta",
            "La firma no l'ha feta la clau del certificat que l'acompanya, o està danyada.", "La firma no la ha hecho la clave del certificado que la acompaña, o está dañada.", SignAgain),
        SignatureFlaw.NotCades => Fault("firma-no-cades",
            "La firma no és CAdES-BES: no inclou entre el que firma el certificat (signing-certificate).", "La firma no es CAdES-BES: no incluye entre lo que firma el certificado (signing-certificate).", SignAgain),
        SignatureFlaw.OtherCertificate => Fault("firma-de-otro-certificado",
            "El certificat que acompanya la firma no és el que la firma declara.", "El certificado que acompaña la firma no es el que la firma declara.", SignAgain),
        SignatureFlaw.NoAnchors => Fault("firma-no-comprobable",
            "Este registre no té configurat cap prestador de certificació i no pot comprovar la firma.", "Este registro no tiene configurado ningún prestador de certificación y no puede comprobar la firma.",
            new("Aviseu el registre; la sol·licitud es pot tornar a presentar igual quan estiga resolt.", "Avise al registro; la solicitud se puede volver a presentar igual cuando esté resuelto.")),
        SignatureFlaw.UnknownIssuer => Fault("certificado-emisor-desconocido",
            "El certificat no l'ha emés cap prestador admés per la Generalitat, o falta en la firma algun certificat intermedi.",
            "El certificado no lo ha emitido ningún prestador admitido por la Generalitat, o falta en la firma algún certificado intermedio.", AnotherCertificate),
        SignatureFlaw.BrokenChain => Fault("certificado-cadena-no-valida",
            "La cadena de certificats fins al prestador no és vàlida.", "La cadena de certificados hasta el prestador no es válida.", AnotherCertificate),
        SignatureFlaw.NotYetValid => Fault("certificado-aun-no-vigente",
            "El certificat encara no era vigent en el moment de la presentació.", "El certificado aún no estaba vigente en el momento de la presentación.", AnotherCertificate),
        SignatureFlaw.Expired => Fault("certificado-caducado",
            "El certificat estava caducat en el moment de la presentació.", "El certificado estaba caducado en el momento de la presentación.", AnotherCertificate),
        SignatureFlaw.WrongUsage => Fault("certificado-uso-no-permitido",
            "El certificat no és de firma: el seu ús de clau no ho permet.", "El certificado no es de firma: su uso de clave no lo permite.", AnotherCertificate),
        SignatureFlaw.Revoked => Fault("certificado-revocado",
            "El certificat estava revocat o suspés en el moment de la presentació.", "El certificado estaba revocado o suspendido en el momento de la presentación.", AnotherCertificate),
        SignatureFlaw.RevocationUnknown => Fault("certificado-revocacion-no-comprobable",
            "No s'ha pogut comprovar si el certificat està revocat.", "No se ha podido comprobar si el certificado está revocado.",
            new("Torneu a presentar la sol·licitud, igual, al cap d'uns minuts.", "Vuelva a presentar la solicitud, igual, al cabo de unos minutos.")),
        SignatureFlaw.NobodyNamed => Fault("certificado-sin-nif",
            "El certificat no identifica amb un NIF ni una persona ni una entitat.", "El certificado no identifica con un NIF ni a una persona ni a una entidad.", AnotherCertificate),
        SignatureFlaw.WrongPerson => Fault("firmante-distinto",
            "Qui firma no és ni el sol·licitant ni el representant que consta en la sol·licitud, segons els NIF del certificat.",
            "Quien firma no es ni el solicitante ni el representante que consta en la solicitud, según los NIF del certificado.",
            new("Firmeu amb el certificat del sol·licitant o del seu representant, o corregiu en la sol·licitud qui el representa.", "Firme con el certificado del solicitante o de su representante, o corrija en la solicitud quién lo representa.")),
        _ => throw new UnreachableException($"A flaw nobody words: {flaw}."),
    };

    private static AdmissionFault Fault(string code, string va, string es, LocalizedText remedy) => new(code, FileName.Signature.Value, new(va, es), remedy);
}
