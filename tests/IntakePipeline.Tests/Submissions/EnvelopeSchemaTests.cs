using System.Text.Json;
using System.Text.Json.Nodes;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Calls;

namespace IntakePipeline.Tests.Submissions;

/// <summary>The published schema and the parser must say the same: other people's tools rely on the one, the registry on the other.</summary>
public sealed class EnvelopeSchemaTests
{
    private static readonly EnvelopeReader Reader = new(CallCatalogue.Load(WorkingCalendar.Load()));
    private static readonly JsonSchema Schema = JsonSchema.Read("Submissions", "solicitud.schema.json");

    // What a schema cannot say, and says so in its description.
    private static readonly string[] BeyondTheSchema = ["nif-invalido", "convocatoria-desconocida", "programa-desconocido", "memoria-ausente"];

    [Fact]
    public void A_clean_envelope_satisfies_both()
    {
        var clean = JsonSerializer.SerializeToUtf8Bytes(Clean());
        Assert.Empty(Schema.Errors(clean));
        Assert.IsType<EnvelopeReading.Readable>(Reader.Read(clean));
    }

    [Fact]
    public void Every_field_spoilt_in_every_way_is_judged_alike()
    {
        JsonNode?[] spoils = [null, "", " x\ty", new string('x', 1000), -1, 0, 1.005, 3000, 12345678901234567890m, true, "2012-02-30x", "va", new JsonArray(), new JsonObject()];
        var judged = 0;
        foreach (var path in Paths(Clean(), []).ToList())
        {
            foreach (var spoil in spoils)
            {
                var form = Clean();
                Set(form, path, spoil?.DeepClone());
                judged += Compare(form, $"{string.Join('.', path)} = {spoil?.ToJsonString() ?? "null"}");
            }

            var without = Clean();
            Remove(without, path);
            judged += Compare(without, $"without {string.Join('.', path)}");
        }

        foreach (var path in Objects(Clean(), []).ToList())
        {
            var form = Clean();
            At(form, path).AsObject()["desconocido"] = 1;
            judged += Compare(form, $"more in {string.Join('.', path)}");
        }

        Assert.True(judged > 400, $"Only {judged} envelopes were judged.");
    }

    private static int Compare(JsonObject form, string what)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(form);
        var faults = (Reader.Read(bytes) as EnvelopeReading.Refused)?.Faults ?? [];
        var byReader = faults.Any(f => !BeyondTheSchema.Contains(f.Code));
        var bySchema = Schema.Errors(bytes);
        // The parser also trims, counts names and looks into the calendar; those it alone refuses are named here.
        var readerAlone = faults.Count > 0 && faults.All(f => f.Code is "campo-mal-formado" or "campo-obligatorio") && bySchema.Count == 0;
        Assert.True(byReader == bySchema.Count > 0 || (readerAlone && what.Contains("x\\ty", StringComparison.Ordinal)),
            $"{what}: schema [{string.Join("; ", bySchema)}], parser [{string.Join("; ", faults.Select(f => f.Code + " " + f.Field))}]");
        return 1;
    }

    private static JsonObject Clean() => Posting.Form("RT-1", ("memoria", "memoria.pdf", [1, 2, 3]), ("tc1", "tc1.pdf", [4]));

    private static IEnumerable<object[]> Paths(JsonNode node, object[] path) => node switch
    {
        JsonObject o => o.SelectMany(p => Paths(p.Value!, [.. path, p.Key]).Append([.. path, p.Key])),
        JsonArray a => a.SelectMany((item, i) => Paths(item!, [.. path, i])),
        _ => [],
    };

    private static IEnumerable<object[]> Objects(JsonNode? node, object[] path) => node switch
    {
        JsonObject o => o.SelectMany(p => Objects(p.Value, [.. path, p.Key])).Prepend(path),
        JsonArray a => a.SelectMany((item, i) => Objects(item, [.. path, i])),
        _ => [],
    };

    private static JsonNode At(JsonNode node, IEnumerable<object> path) =>
        path.Aggregate(node, (n, step) => step is int i ? n[i]! : n[(string)step]!);

    private static void Set(JsonObject form, object[] path, JsonNode? value) => At(form, path[..^1]).AsObject()[(string)path[^1]] = value;

    private static void Remove(JsonObject form, object[] path) => At(form, path[..^1]).AsObject().Remove((string)path[^1]);
}
