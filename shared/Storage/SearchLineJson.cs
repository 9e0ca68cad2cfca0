using System.Text.Json;
using System.Text.Json.Serialization;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using NodaTime;

namespace IntakePipeline.Storage;

/// <summary>Lines of the search index as JSON.</summary>
internal static partial class SearchLineJson
{
    /// <summary>Writes lines.</summary>
    public static void Write(Stream stream, IEnumerable<ExpedienteLine> lines) =>
        JsonSerializer.Serialize(stream, [.. lines.Select(Written.Of)], Json.Default.WrittenArray);

    /// <summary>Lines as bytes: the same lines, the same bytes.</summary>
    public static byte[] Write(IEnumerable<ExpedienteLine> lines) => JsonSerializer.SerializeToUtf8Bytes([.. lines.Select(Written.Of)], Json.Default.WrittenArray);

    /// <summary>Reads lines.</summary>
    /// <exception cref="JsonException">They are none, or of another version of this program.</exception>
    public static ExpedienteLine[] Read(Stream stream) => Lines(JsonSerializer.Deserialize(stream, Json.Default.WrittenArray));

    /// <inheritdoc cref="Read(Stream)"/>
    public static ExpedienteLine[] Read(byte[] json) => Lines(JsonSerializer.Deserialize(json, Json.Default.WrittenArray));

    private static ExpedienteLine[] Lines(Written[]? written) => Array.ConvertAll(written ?? throw new JsonException("There are no lines."), w => w.Line());

    private sealed record Written(
        string Call, string Number, string Entry, string? Filed, string? Phase, string Department, string TaxId, string Applicant, string Title, long At, string Day, string State,
        string? Request, int? Round, string? Assigned, string[]? Findings, int Events, byte[] Words)
    {
        public static Written Of(ExpedienteLine l) => new(
            l.Key.Call.Value, l.Key.Number.ToString(), l.Entry.ToString(), l.FiledPhase?.Value, l.Phase?.Value, l.Department.Value, l.TaxId, l.Applicant, l.ProjectTitle,
            l.FiledAt.ToUnixTimeTicks(), JsonText.Iso(l.Effective), l.State, l.Request, l.RequestNumber?.Round, l.AssignedTo,
            l.Findings.Count == 0 ? null : [.. l.Findings], l.Events, l.Words.ToArray());

        // A few words stand in very many lines: one object for each of them.
        public ExpedienteLine Line()
        {
            if (!ExpedienteNumber.TryParse(Number, out var number) || !RegistryNumber.TryParse(Entry, out var entry))
                throw new JsonException($"{Number}, {Entry}: no numbers.");
            return new ExpedienteLine(
                new ExpedienteKey(new CallId(string.Intern(Call)), number with { Programme = new ProgrammeId(string.Intern(number.Programme.Value)) }), entry,
                PhaseOf(Filed), PhaseOf(Phase), new DepartmentId(string.Intern(Department)), TaxId, Applicant, Title, Instant.FromUnixTimeTicks(At), JsonText.ParseDate(Day),
                string.Intern(State), Request is null ? null : string.Intern(Request), Round is { } round ? new CorrectionRequestNumber(number, round) : null,
                Assigned is null ? null : string.Intern(Assigned), Findings is null ? [] : Array.ConvertAll(Findings, string.Intern), Events)
            {
                Words = Words,
            };
        }

        private static PhaseId? PhaseOf(string? phase) => phase is null ? null : new PhaseId(string.Intern(phase));
    }

    [JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(Written[]))]
    private sealed partial class Json : JsonSerializerContext;
}
