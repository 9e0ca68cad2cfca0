using IntakePipeline.Calls;
using IntakePipeline.Validation;

namespace IntakePipeline.Corrections;

/// <summary>
/// Every curable defect that the rules and the inspection know, under their codes, in words that need no figures: what a person asks an applicant for begins
/// with these words and keeps code and article.
/// </summary>
public static class DefectCatalogue
{
    private const string Memoria = "memoria-";

    private static readonly Dictionary<string, LocalizedText> Texts = new(StringComparer.Ordinal)
    {
        ["faltan-datos-solicitante"] = new("Falten dades de l'entitat sol·licitant. Completeu-les.", "Faltan datos de la entidad solicitante. Complételos."),
        ["datos-solicitante-negativos"] = new("El nombre de treballadors, el volum de negoci i el balanç no poden ser negatius. Corregiu-los.", "El número de trabajadores, el volumen de negocio y el balance no pueden ser negativos. Corríjalos."),
        ["fecha-constitucion-imposible"] = new("La data de constitució no pot ser certa. Corregiu-la.", "La fecha de constitución no puede ser cierta. Corríjala."),
        ["provincia-incorrecta"] = new("La província s'indica amb el codi de dos xifres de l'INE (03 Alacant, 12 Castelló, 46 València). Corregiu-la.", "La provincia se indica con el código de dos cifras del INE (03 Alicante, 12 Castellón, 46 Valencia). Corríjala."),
        ["falta-medio-de-contacto"] = new("No s'ha indicat ni correu electrònic ni fax, i els requeriments s'envien per un d'estos mitjans. Indiqueu-ne almenys un.", "No se ha indicado ni correo electrónico ni fax, y los requerimientos se envían por uno de estos medios. Indique al menos uno."),
        ["correo-incorrecto"] = new("L'adreça de correu electrònic no està ben escrita. Corregiu-la.", "La dirección de correo electrónico no está bien escrita. Corríjala."),
        ["falta-representante"] = new("Una entitat actua per mitjà d'una persona que la representa. Indiqueu-ne el nom i el NIF.", "Una entidad actúa por medio de una persona que la representa. Indique su nombre y su NIF."),
        ["nif-representante-incorrecto"] = new("El NIF de la persona representant no és correcte. Corregiu-lo.", "El NIF de la persona representante no es correcto. Corríjalo."),
        ["faltan-datos-proyecto"] = new("Falten dades del projecte. Completeu-les.", "Faltan datos del proyecto. Complételos."),
        ["fecha-proyecto-imposible"] = new("Una data del projecte no pot ser certa. Corregiu-la.", "Una fecha del proyecto no puede ser cierta. Corríjala."),
        ["fechas-invertidas"] = new("El projecte acaba abans de començar. Corregiu les dates.", "El proyecto acaba antes de empezar. Corrija las fechas."),
        ["inicio-demasiado-pronto"] = new("El projecte comença abans del que admet la convocatòria. Corregiu la data d'inici.", "El proyecto empieza antes de lo que admite la convocatoria. Corrija la fecha de inicio."),
        ["inicio-demasiado-tarde"] = new("El projecte comença després del que admet la convocatòria. Corregiu la data d'inici.", "El proyecto empieza después de lo que admite la convocatoria. Corrija la fecha de inicio."),
        ["fin-demasiado-tarde"] = new("El projecte acaba després del que admet la convocatòria. Corregiu la data de finalització.", "El proyecto acaba después de lo que admite la convocatoria. Corrija la fecha de finalización."),
        ["proyecto-demasiado-largo"] = new("El projecte dura més del màxim. Acurteu-lo.", "El proyecto dura más del máximo. Acórtelo."),
        ["plurianual-no-admitido"] = new("Els projectes d'este programa són necessàriament anuals. Marqueu-lo com a anual i ajusteu-hi les dates i els imports.", "Los proyectos de este programa son necesariamente anuales. Márquelo como anual y ajuste las fechas y los importes."),
        ["plurianual-incoherente"] = new("Les dates del projecte no són les del caràcter anual o plurianual que es declara. Corregiu la declaració o les dates.", "Las fechas del proyecto no son las del carácter anual o plurianual que se declara. Corrija la declaración o las fechas."),
        ["fase-fuera-del-proyecto"] = new("Una fase és d'un exercici que queda fora de les dates del projecte. Corregiu l'exercici de la fase o les dates.", "Una fase es de un ejercicio que queda fuera de las fechas del proyecto. Corrija el ejercicio de la fase o las fechas."),
        ["importe-no-positivo"] = new("Els imports han de ser majors que zero. Corregiu-los o lleveu-los.", "Los importes han de ser mayores que cero. Corríjalos o quítelos."),
        ["importe-con-fraccion-de-centimo"] = new("Els imports s'indiquen en euros amb dos decimals com a màxim. Arrodoniu-los.", "Los importes se indican en euros con dos decimales como máximo. Redondéelos."),
        ["presupuesto-sin-desglose"] = new("Falta el desglossament del pressupost per conceptes i exercicis. Indiqueu-lo.", "Falta el desglose del presupuesto por conceptos y ejercicios. Indíquelo."),
        ["concepto-no-subvencionable"] = new("Un concepte del pressupost no és subvencionable en este programa. Lleveu-lo o assigneu l'import a un dels conceptes admesos.", "Un concepto del presupuesto no es subvencionable en este programa. Quítelo o asigne el importe a uno de los conceptos admitidos."),
        ["ejercicio-fuera-de-convocatoria"] = new("Un import és d'un exercici els gastos del qual no admet la convocatòria. Corregiu l'exercici.", "Un importe es de un ejercicio cuyos gastos no admite la convocatoria. Corrija el ejercicio."),
        ["ejercicio-fuera-del-proyecto"] = new("Un import és d'un exercici que queda fora de les dates del projecte. Corregiu l'exercici o les dates.", "Un importe es de un ejercicio que queda fuera de las fechas del proyecto. Corrija el ejercicio o las fechas."),
        ["total-no-cuadra"] = new("Els conceptes no sumen el pressupost declarat. Corregiu els imports perquè coincidisquen.", "Los conceptos no suman el presupuesto declarado. Corrija los importes para que coincidan."),
        ["concepto-supera-limite"] = new("Un concepte supera la part del pressupost que li correspon com a màxim. Reduïu-ne l'import.", "Un concepto supera la parte del presupuesto que le corresponde como máximo. Reduzca el importe."),
        ["presupuesto-insuficiente"] = new("El pressupost subvencionable no arriba al mínim. Reviseu-lo.", "El presupuesto subvencionable no llega al mínimo. Revíselo."),
        ["presupuesto-excesivo"] = new("El pressupost subvencionable supera el màxim. Reviseu-lo.", "El presupuesto subvencionable supera el máximo. Revíselo."),
        ["ayuda-supera-intensidad"] = new("L'ajuda sol·licitada supera la part màxima dels costos subvencionables. Reduïu-la.", "La ayuda solicitada supera la parte máxima de los costes subvencionables. Redúzcala."),
        ["ayuda-supera-maximo-por-proyecto"] = new("L'ajuda sol·licitada supera el màxim per projecte. Reduïu-la.", "La ayuda solicitada supera el máximo por proyecto. Redúzcala."),
        ["ayuda-supera-maximo-por-empresa"] = new("L'ajuda sol·licitada supera el màxim per empresa. Reduïu-la.", "La ayuda solicitada supera el máximo por empresa. Redúzcala."),
        ["minimis-incorrecta"] = new("La declaració d'ajudes de minimis rebudes no és correcta. Corregiu-la.", "La declaración de ayudas de minimis recibidas no es correcta. Corríjala."),
        ["falta-documento"] = new("Falta un document que ha d'acompanyar la sol·licitud. Aporteu-lo.", "Falta un documento que debe acompañar la solicitud. Apórtelo."),
        ["varias-memorias"] = new("S'ha presentat més d'una memòria tècnica. Aporteu-ne una de sola, la que s'ha d'avaluar.", "Se ha presentado más de una memoria técnica. Aporte una sola, la que se ha de evaluar."),
        [Memoria + "no-es-pdf"] = new("El fitxer de la memòria tècnica no és un PDF. Torneu a presentar-la com a PDF.", "El fichero de la memoria técnica no es un PDF. Vuelva a presentarla como PDF."),
        [Memoria + "con-contrasena"] = new("La memòria tècnica demana una contrasenya per a obrir-se. Torneu a presentar-la sense contrasenya d'obertura.", "La memoria técnica pide una contraseña para abrirse. Vuelva a presentarla sin contraseña de apertura."),
        [Memoria + "danada"] = new("La memòria tècnica està danyada o incompleta i no es pot obrir. Genereu de nou el PDF i torneu a presentar-la.", "La memoria técnica está dañada o incompleta y no se puede abrir. Genere de nuevo el PDF y vuelva a presentarla."),
        [Memoria + "incompleta"] = new("A la memòria tècnica li falten pàgines. Torneu a presentar-la sencera.", "A la memoria técnica le faltan páginas. Vuelva a presentarla entera."),
        [Memoria + "en-blanco"] = new("Les pàgines de la memòria tècnica estan en blanc. Comproveu el fitxer i torneu a presentar-la.", "Las páginas de la memoria técnica están en blanco. Compruebe el fichero y vuelva a presentarla."),
        [Memoria + "escaneo-resolucion-baja"] = new("La memòria tècnica està escanejada amb massa poca resolució. Torneu a escanejar-la a 200 ppp, en blanc i negre.", "La memoria técnica está escaneada con demasiada poca resolución. Vuelva a escanearla a 200 ppp, en blanco y negro."),
        [Memoria + "escaneo-con-grises-o-color"] = new("La memòria tècnica està escanejada en grisos o en color. Torneu a escanejar-la a 200 ppp, en blanc i negre.", "La memoria técnica está escaneada en grises o en color. Vuelva a escanearla a 200 ppp, en blanco y negro."),
    };

    // Information as long as there is time: what was to come by other ways.
    private static readonly HashSet<string> Outstanding = new(StringComparer.Ordinal) { "documento-pendiente-por-correo", "ofertas-pendientes", "certificados-por-aportar" };

    /// <summary>Every code.</summary>
    public static IReadOnlyCollection<string> Codes => Texts.Keys;

    /// <summary>What can be asked for in a programme, in the order of the rules; each cites where its rule stands there.</summary>
    public static IReadOnlyList<Finding> Of(Call call, Programme programme)
    {
        var rules = ApplicationRules.All.Where(r => r.Severity == Severity.CurableDefect && r.AppliesTo(call, programme));
        return
        [
            .. rules.Select(r => Defect(r.Code, r.ArticlesFor(call, programme))),
            .. Texts.Keys.Where(code => code.StartsWith(Memoria, StringComparison.Ordinal)).Select(code => Defect(code, [call.Memoria.Article])),
        ];
    }

    /// <summary>
    /// What can be asked of one application: what was found in it, in the words it was found with, and the catalogue. What the department was only to look at
    /// becomes a defect once the department asks for it, and so does what never came; other information does not.
    /// </summary>
    /// <param name="found">The application's findings.</param>
    /// <param name="call">Its call.</param>
    /// <param name="programme">Its programme.</param>
    public static IReadOnlyList<Finding> For(IEnumerable<Finding> found, Call call, Programme programme)
    {
        var own = found.Where(f => f.Severity != Severity.Information || Outstanding.Contains(f.Code)).Select(f => f with { Severity = Severity.CurableDefect })
            .DistinctBy(f => (f.Code, string.Join('|', f.Fields), f.Found)).ToList();
        return [.. own, .. Of(call, programme).Where(d => own.All(f => f.Code != d.Code))];
    }

    private static Finding Defect(string code, IEnumerable<string> articles) =>
        new(code, Severity.CurableDefect, [], null, null, string.Join("; ", articles.Distinct(StringComparer.Ordinal)), Texts[code]);
}
