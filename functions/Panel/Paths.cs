using IntakePipeline.Registry;

namespace IntakePipeline.Functions.Panel;

/// <summary>Addresses of the panel.</summary>
internal static class Paths
{
    /// <summary>The page of an expediente. Its parts are of few characters, see <see cref="ExpedienteNumber.TryParse"/>: nothing needs escaping.</summary>
    public static string Of(ExpedienteNumber number) => $"/panel/expedientes/{number}";
}
