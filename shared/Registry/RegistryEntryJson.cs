using System.Text.Json;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Receipts;
using IntakePipeline.Submissions;

namespace IntakePipeline.Registry;

/// <summary>
/// The canonical form of an entry: what the hash chain is made of. Fixed order, fixed spelling, no hashes inside. Changing it breaks every chain
/// written before, so a new shape gets a new version number.
/// </summary>
public static class RegistryEntryJson
{
    private const int Version = 1;
    private const string FilingKind = "solicitud";
    private const string AnswerKind = "subsanacion";
    private const string DocumentsKind = "documentacion";

    /// <summary>Canonical bytes of an entry.</summary>
    public static byte[] Write(RegistryNumber number, ExpedienteNumber expediente, VerificationCode csv, EntryDraft draft) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("v", Version);
        json.WriteString("registro", number.ToString());
        json.WriteString("tipo", NameOf(draft.Kind));
        json.WriteOptional("requerimiento", (draft.Kind as EntryKind.Answer)?.Request.ToString());
        json.WriteString("expediente", expediente.ToString());
        json.WriteString("csv", csv.Compact);
        json.WriteString("presentacion", draft.Key.Value);
        json.WriteString("sobre", draft.Envelope.Hex);
        json.WriteString("presentadoEn", JsonText.Iso(draft.FiledAt));
        json.WriteString("efectivoEn", JsonText.Iso(draft.Effective.Date));
        json.WriteText("efectivoMotivo", draft.Effective.Reason);
        json.WriteString("convocatoria", draft.Call.Value);
        json.WriteNumber("anyoConvocatoria", draft.CallYear);
        json.WriteString("programa", draft.Programme.Value);
        json.WriteOptional("fase", draft.Phase?.Value);
        json.WriteOptional("cierreFase", draft.PhaseCloses is { } closes ? JsonText.Iso(closes) : null);
        json.WriteString("departamento", draft.Department.Value);
        json.WriteString("idioma", JsonText.Code(draft.Language));
        WriteParty(json, "solicitante", draft.Applicant);
        WriteParty(json, "representante", draft.Representative);
        json.WriteString("referencia", draft.ProjectReference);
        json.WriteString("titulo", draft.ProjectTitle);
        json.WriteStartArray("documentos");
        foreach (var document in draft.Documents)
        {
            json.WriteStartObject();
            json.WriteString("tipo", document.Kind);
            json.WriteString("fichero", document.Name.Value);
            json.WriteNumber("bytes", document.Bytes);
            json.WriteString("sha256", document.Digest.Hex);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("simulacion", draft.Simulated);
        json.WriteEndObject();
    });

    /// <summary>Reads a canonical form back.</summary>
    /// <exception cref="FormatException">It is none: the register has been tampered with, or a newer version wrote it.</exception>
    public static RegistryEntry Read(string canonical, Sha256Digest previousHash, Sha256Digest hash)
    {
        try
        {
            using var document = JsonDocument.Parse(canonical);
            return Read(document.RootElement, previousHash, hash);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or NodaTime.Text.UnparsableValueException)
        {
            throw new FormatException("An entry of the register is not in canonical form.", e);
        }
    }

    private static RegistryEntry Read(JsonElement root, Sha256Digest previousHash, Sha256Digest hash)
    {
        if (root.GetProperty("v").GetInt32() != Version
            || !RegistryNumber.TryParse(root.GetOptional("registro"), out var number)
            || !ExpedienteNumber.TryParse(root.GetOptional("expediente"), out var expediente)
            || !VerificationCode.TryParse(root.GetOptional("csv"), out var csv)
            || !SubmissionKey.TryParse(root.GetOptional("presentacion"), out var key))
            throw new FormatException("An entry of the register is not in canonical form.");
        var draft = new EntryDraft(
            key,
            JsonText.ParseDigest(root.GetOptional("sobre")),
            JsonText.ParseInstant(root.GetProperty("presentadoEn").GetString()!),
            new EffectiveDate(JsonText.ParseDate(root.GetProperty("efectivoEn").GetString()!), root.GetText("efectivoMotivo")),
            new CallId(root.GetProperty("convocatoria").GetString()!),
            root.GetProperty("anyoConvocatoria").GetInt32(),
            new ProgrammeId(root.GetProperty("programa").GetString()!),
            root.GetOptional("fase") is { } phase ? new PhaseId(phase) : null,
            root.GetOptional("cierreFase") is { } closes ? JsonText.ParseDate(closes) : null,
            new DepartmentId(root.GetProperty("departamento").GetString()!),
            JsonText.ParseLanguage(root.GetOptional("idioma")),
            ReadParty(root, "solicitante")!,
            ReadParty(root, "representante"),
            root.GetProperty("referencia").GetString()!,
            root.GetProperty("titulo").GetString()!,
            [.. root.GetProperty("documentos").EnumerateArray().Select(ReadDocument)],
            root.GetProperty("simulacion").GetBoolean())
        {
            Kind = ReadKind(root.GetOptional("tipo"), root.GetOptional("requerimiento"), expediente),
        };
        return new RegistryEntry(number, expediente, csv, draft, previousHash, hash);
    }

    /// <summary>The word for a kind of entry.</summary>
    public static string NameOf(EntryKind kind) => kind switch
    {
        EntryKind.Answer => AnswerKind,
        EntryKind.Documents => DocumentsKind,
        _ => FilingKind,
    };

    /// <summary>The kind of entry of that word.</summary>
    /// <param name="name">The word.</param>
    /// <param name="answered">The number of the request it answers; null for all but answers.</param>
    /// <param name="expediente">The expediente it belongs to.</param>
    /// <exception cref="FormatException">There is no such kind.</exception>
    public static EntryKind ReadKind(string? name, string? answered, ExpedienteNumber expediente) => (name, answered) switch
    {
        (FilingKind, null) => new EntryKind.Filing(),
        (DocumentsKind, null) => new EntryKind.Documents(expediente),
        (AnswerKind, { } request) when CorrectionRequestNumber.TryParse(request, out var number) => new EntryKind.Answer(number),
        _ => throw new FormatException("An entry of the register is of no known kind."),
    };

    private static KeptDocument ReadDocument(JsonElement element) => new(
        element.GetProperty("tipo").GetString()!,
        FileName.TryParse(element.GetOptional("fichero"), out var name) ? name : throw new FormatException("Not a file name."),
        element.GetProperty("bytes").GetInt64(),
        JsonText.ParseDigest(element.GetOptional("sha256")));

    private static void WriteParty(Utf8JsonWriter json, string name, Party? party)
    {
        if (party is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("nif", party.TaxId);
        json.WriteString("nombre", party.Name);
        json.WriteEndObject();
    }

    private static Party? ReadParty(JsonElement root, string name) => root.GetProperty(name) is { ValueKind: JsonValueKind.Object } party
        ? new Party(party.GetProperty("nif").GetString()!, party.GetProperty("nombre").GetString()!)
        : null;
}
