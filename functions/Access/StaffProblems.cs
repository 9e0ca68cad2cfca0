using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Access;

/// <summary>Why a program's request in the name of staff is turned away.</summary>
internal static class StaffProblems
{
    /// <summary>Nobody signed in.</summary>
    public static Problem SignIn { get; } = new(
        StatusCodes.Status401Unauthorized, "sin-identificar", new("Cal identificar-se", "Hay que identificarse"),
        new("Identifiqueu-vos en el panell.", "Identifíquese en el panel."));

    /// <summary>The person's role does not reach that far.</summary>
    public static Problem NotYours { get; } = new(
        StatusCodes.Status403Forbidden, "sin-permiso", new("Sense permís", "Sin permiso"),
        new("El vostre paper no permet fer açò.", "Su papel no permite hacer esto."));

    /// <summary>It does not come from a page of ours.</summary>
    public static Problem NotOurs { get; } = new(
        StatusCodes.Status403Forbidden, "origen-desconocido", new("Origen desconegut", "Origen desconocido"),
        new("La petició no ve d'una pàgina d'este lloc.", "La petición no viene de una página de este sitio."));
}
