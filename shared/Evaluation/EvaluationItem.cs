using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntakePipeline.Calls;
using IntakePipeline.Registry;
using NodaTime;
using NodaTime.Text;

namespace IntakePipeline.Evaluation;

/// <summary>
/// A message on a department's queue, version 1: a pointer to an expediente, not the expediente. It may come twice and may outlive its reason: who takes
/// one knows it by its <see cref="Entry"/>, reads the expediente, and lets the message fall unless that is still in evaluation there: it may have been superseded, or moved to another department.
/// </summary>
/// <param name="Entry">The registry number, the key to tell repetitions by.</param>
/// <param name="Expediente">Call and number of the expediente.</param>
/// <param name="Phase">The phase it competes in.</param>
/// <param name="Effective">The day it counts for: evaluation goes in the order of effective entry (law 30/1992 art. 74.2).</param>
/// <example><c>{"version":1,"registro":"2012/000017","expediente":"EBT/2012/17","convocatoria":"emprendimiento-2012","programa":"EBT","fase":"1","efectivo":"2012-06-20"}</c></example>
public sealed partial record EvaluationItem(RegistryNumber Entry, ExpedienteKey Expediente, PhaseId Phase, LocalDate Effective)
{
    private const int Version = 1;

    /// <summary>The item for an expediente in evaluation.</summary>
    /// <param name="expediente">The expediente.</param>
    /// <param name="state">Its state.</param>
    public static EvaluationItem For(Expediente expediente, ExpedienteState.InEvaluation state) =>
        new(expediente.Entry, expediente.Key, state.Phase, expediente.Effective.Date);

    /// <summary>Reads a message; false when it is not one of version 1.</summary>
    public static bool TryParse(string json, [NotNullWhen(true)] out EvaluationItem? item)
    {
        item = null;
        try
        {
            if (JsonSerializer.Deserialize(json, WireContext.Default.Wire) is { Version: Version } wire
                && RegistryNumber.TryParse(wire.Registro, out var entry)
                && ExpedienteNumber.TryParse(wire.Expediente, out var number) && number.Programme.Value == wire.Programa
                && LocalDatePattern.Iso.Parse(wire.Efectivo) is { Success: true } effective)
                item = new EvaluationItem(entry, new ExpedienteKey(new CallId(wire.Convocatoria), number), new PhaseId(wire.Fase), effective.Value);
        }
        catch (JsonException)
        {
            // Not JSON, or not with these fields: the same to the reader.
        }

        return item is not null;
    }

    /// <summary>The message's text.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new Wire(Version, Entry.ToString(), Expediente.Number.ToString(), Expediente.Call.Value, Expediente.Number.Programme.Value, Phase.Value,
            LocalDatePattern.Iso.Format(Effective)),
        WireContext.Default.Wire);

    private sealed record Wire(int Version, string Registro, string Expediente, string Convocatoria, string Programa, string Fase, string Efectivo);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(Wire))]
    private sealed partial class WireContext : JsonSerializerContext;
}
