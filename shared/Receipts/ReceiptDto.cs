using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntakePipeline.Calls;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using NodaTime.Text;

namespace IntakePipeline.Receipts;

/// <summary>
/// The receipt's JSON, name by name and in this order: what a sender relies on comes first. Null stands for "none" and is always written. Instants
/// are ISO 8601, the local one with its offset; dates are <c>yyyy-MM-dd</c>; digests are lower-case hexadecimal.
/// </summary>
internal sealed record ReceiptDto(
    [property: JsonPropertyName("registro")] string Number,
    [property: JsonPropertyName("expediente")] string Expediente,
    [property: JsonPropertyName("presentadoEn")] string FiledAt,
    [property: JsonPropertyName("presentadoEnLocal")] string FiledAtLocal,
    [property: JsonPropertyName("efectivoEn")] string EffectiveDate,
    [property: JsonPropertyName("fase")] string? Phase,
    [property: JsonPropertyName("csv")] string Csv,
    [property: JsonPropertyName("resguardo")] string Address,
    [property: JsonPropertyName("presentacion")] string Key,
    [property: JsonPropertyName("efectivoMotivo")] LocalizedText EffectiveReason,
    [property: JsonPropertyName("cierreFase")] string? PhaseCloses,
    [property: JsonPropertyName("solicitante")] PartyDto Applicant,
    [property: JsonPropertyName("representante")] PartyDto? Representative,
    [property: JsonPropertyName("organismo")] LocalizedText Body,
    [property: JsonPropertyName("departamento")] TitledDto Department,
    [property: JsonPropertyName("convocatoria")] TitledDto Call,
    [property: JsonPropertyName("programa")] TitledDto Programme,
    [property: JsonPropertyName("proyecto")] string ProjectTitle,
    [property: JsonPropertyName("tipo")] string Kind,
    [property: JsonPropertyName("requerimiento")] string? Request,
    [property: JsonPropertyName("documentos")] IReadOnlyList<DocumentDto> Documents,
    [property: JsonPropertyName("verificacion")] string VerifyAt,
    [property: JsonPropertyName("siguiente")] LocalizedText Next,
    [property: JsonPropertyName("idioma")] string Language,
    [property: JsonPropertyName("simulacion")] bool Simulated,
    [property: JsonPropertyName("referencia")] string ProjectReference,
    [property: JsonPropertyName("sobre")] string Envelope,
    [property: JsonPropertyName("huellaAnterior")] string PreviousHash,
    [property: JsonPropertyName("huellaAsiento")] string EntryHash)
{
    public static ReceiptDto Of(Receipt receipt) => new(
        receipt.Number.ToString(), receipt.Expediente.ToString(), InstantPattern.ExtendedIso.Format(receipt.FiledAt),
        OffsetDateTimePattern.Rfc3339.Format(receipt.FiledAtLocal.WithOffset(receipt.FiledAtOffset)),
        LocalDatePattern.Iso.Format(receipt.Effective.Date), receipt.Phase?.Value, receipt.Csv.ToString(), receipt.Address, receipt.Key.Value,
        receipt.Effective.Reason, receipt.PhaseCloses is { } closes ? LocalDatePattern.Iso.Format(closes) : null, PartyDto.Of(receipt.Applicant),
        receipt.Representative is { } representative ? PartyDto.Of(representative) : null, receipt.Body,
        new TitledDto(receipt.DepartmentId.Value, receipt.Department),
        new TitledDto(receipt.Call.Value, receipt.CallTitle), new TitledDto(receipt.Programme.Value, receipt.ProgrammeTitle), receipt.ProjectTitle,
        RegistryEntryJson.NameOf(receipt.Kind), receipt.Answers?.ToString(), [.. receipt.Documents.Select(DocumentDto.Of)], receipt.VerifyAt, receipt.Next, receipt.Language == IntakePipeline.Language.Valencian ? "va" : "es",
        receipt.Simulated, receipt.ProjectReference, receipt.Envelope.Hex, receipt.PreviousHash.Hex, receipt.EntryHash.Hex);

    public Receipt ToReceipt()
    {
        var filedAt = Parse(InstantPattern.ExtendedIso, FiledAt, "presentadoEn");
        var local = Parse(OffsetDateTimePattern.Rfc3339, FiledAtLocal, "presentadoEnLocal");
        if (local.ToInstant() != filedAt)
            throw new JsonException("presentadoEn and presentadoEnLocal are different instants.");
        if (Phase is null != PhaseCloses is null)
            throw new JsonException("fase and cierreFase go together.");
        var expediente = Parse<ExpedienteNumber>(ExpedienteNumber.TryParse, Expediente, "expediente");
        return new Receipt(
            Parse<RegistryNumber>(RegistryNumber.TryParse, Number, "registro"),
            expediente,
            Parse<SubmissionKey>(SubmissionKey.TryParse, Key, "presentacion"),
            filedAt, local.LocalDateTime, local.Offset,
            new EffectiveDate(Parse(LocalDatePattern.Iso, EffectiveDate, "efectivoEn"), EffectiveReason),
            Applicant.ToParty(), Representative?.ToParty(), Body, new DepartmentId(Department.Id), Department.Title, new CallId(Call.Id), Call.Title, new ProgrammeId(Programme.Id),
            Programme.Title, Phase is null ? null : new PhaseId(Phase),
            PhaseCloses is null ? null : Parse(LocalDatePattern.Iso, PhaseCloses, "cierreFase"), ProjectReference, ProjectTitle,
            [.. Documents.Select(d => d.ToDocument())], Parse<VerificationCode>(VerificationCode.TryParse, Csv, "csv"), Address, VerifyAt, Next,
            Language switch
            {
                "va" => IntakePipeline.Language.Valencian,
                "es" => IntakePipeline.Language.Spanish,
                _ => throw new JsonException("idioma is va or es."),
            },
            Simulated, Parse<Sha256Digest>(Sha256Digest.TryParse, Envelope, "sobre"), Parse<Sha256Digest>(Sha256Digest.TryParse, PreviousHash, "huellaAnterior"),
            Parse<Sha256Digest>(Sha256Digest.TryParse, EntryHash, "huellaAsiento"))
        {
            Kind = ReadKind(expediente),
        };
    }

    private EntryKind ReadKind(ExpedienteNumber expediente)
    {
        try
        {
            return RegistryEntryJson.ReadKind(Kind, Request, expediente);
        }
        catch (FormatException e)
        {
            throw new JsonException("tipo and requerimiento are those of no entry.", e);
        }
    }

    internal delegate bool TryParse<T>([NotNullWhen(true)] string? text, out T value);

    internal static T Parse<T>(TryParse<T> tryParse, string text, string name) =>
        tryParse(text, out var value) ? value : throw new JsonException($"{name} is malformed.");

    private static T Parse<T>(IPattern<T> pattern, string text, string name) =>
        pattern.Parse(text).TryGetValue(default!, out var value) ? value : throw new JsonException($"{name} is malformed.");
}

/// <summary>A person or body.</summary>
internal sealed record PartyDto([property: JsonPropertyName("nif")] string TaxId, [property: JsonPropertyName("nombre")] string Name)
{
    public static PartyDto Of(Party party) => new(party.TaxId, party.Name);

    public Party ToParty() => new(TaxId, Name);
}

/// <summary>Something that has an id and a name.</summary>
internal sealed record TitledDto([property: JsonPropertyName("id")] string Id, [property: JsonPropertyName("titulo")] LocalizedText Title);

/// <summary>A file kept.</summary>
internal sealed record DocumentDto(
    [property: JsonPropertyName("tipo")] string Kind,
    [property: JsonPropertyName("fichero")] string Name,
    [property: JsonPropertyName("bytes")] long Bytes,
    [property: JsonPropertyName("sha256")] string Digest)
{
    public static DocumentDto Of(KeptDocument document) => new(document.Kind, document.Name.Value, document.Bytes, document.Digest.Hex);

    public KeptDocument ToDocument() => new(
        Kind, ReceiptDto.Parse<FileName>(FileName.TryParse, Name, "fichero"),
        Bytes >= 0 ? Bytes : throw new JsonException("bytes is negative."), ReceiptDto.Parse<Sha256Digest>(Sha256Digest.TryParse, Digest, "sha256"));
}
