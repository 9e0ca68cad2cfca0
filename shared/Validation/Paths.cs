using System.Globalization;

namespace IntakePipeline.Validation;

/// <summary>JSON paths of the envelope.</summary>
internal static class Paths
{
    public const string Applicant = "solicitante";
    public const string TaxId = "solicitante.nif";
    public const string LegalForm = "solicitante.formaJuridica";
    public const string Municipality = "solicitante.municipio";
    public const string Province = "solicitante.provincia";
    public const string Founded = "solicitante.constitucion";
    public const string Employees = "solicitante.empleados";
    public const string Turnover = "solicitante.volumenNegocio";
    public const string Balance = "solicitante.balance";
    public const string Email = "solicitante.correo";
    public const string Fax = "solicitante.fax";
    public const string Representative = "representante";
    public const string RepresentativeTaxId = "representante.nif";
    public const string RepresentativeName = "representante.nombre";
    public const string Title = "proyecto.titulo";
    public const string Start = "proyecto.inicio";
    public const string End = "proyecto.fin";
    public const string MultiYear = "proyecto.plurianual";
    public const string Budget = "proyecto.presupuesto";
    public const string Aid = "proyecto.ayudaSolicitada";
    public const string Costs = "proyecto.conceptos";
    public const string Stages = "proyecto.fases";
    public const string AuthorisesCertificates = "declaraciones.autorizaCertificados";
    public const string DeMinimis = "declaraciones.ayudasMinimis";
    public const string Documents = "documentos";

    public static string Cost(int index) => At(Costs, index);

    public static string Stage(int index) => At(Stages, index);

    public static string DeMinimisAid(int index) => At(DeMinimis, index);

    public static string Document(int index) => At(Documents, index);

    private static string At(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
}
