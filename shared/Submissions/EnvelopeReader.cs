using System.Text.Json;
using System.Text.Unicode;
using IntakePipeline.Calls;

namespace IntakePipeline.Submissions;

/// <summary>What reading an envelope gave.</summary>
public abstract record EnvelopeReading
{
    private EnvelopeReading()
    {
    }

    /// <summary>Well formed, mandatory fields in place, call and programme known.</summary>
    /// <param name="Application">The form.</param>
    /// <param name="Call">Its call.</param>
    /// <param name="Programme">Its programme.</param>
    public sealed record Readable(Application Application, Call Call, Programme Programme) : EnvelopeReading;

    /// <summary>Refused as it stands.</summary>
    /// <param name="Key">The sender's name for it, when that much could be read.</param>
    /// <param name="Language">The applicant's language; Valencian when it could not be read.</param>
    /// <param name="Faults">Why, at least one.</param>
    public sealed record Refused(SubmissionKey? Key, Language Language, IReadOnlyList<AdmissionFault> Faults) : EnvelopeReading;
}

/// <summary>
/// The strict parser of <c>solicitud.json</c>: bounded in size and depth, no unknown or duplicate properties, every fault reported at once. The JSON
/// Schema beside it (<c>Data/solicitud.schema.json</c>) says the same for other people's tools; a test holds the two together.
/// </summary>
/// <param name="calls">The calls that exist.</param>
public sealed class EnvelopeReader(CallCatalogue calls)
{
    private const int MaxCostLines = 200;
    private const int MaxStages = 100;
    private const int MaxDeMinimis = 100;
    private static readonly LocalizedText AKey = new("s'esperen lletres, xifres, «.», «_» o «-»", "se esperan letras, cifras, «.», «_» o «-»");
    private static readonly LocalizedText AFileName = new("s'espera un nom de fitxer sense carpeta", "se espera un nombre de fichero sin carpeta");
    private static readonly LocalizedText ADigest = new("s'esperen 64 xifres hexadecimals", "se esperan 64 cifras hexadecimales");
    private static readonly LocalizedText ALanguage = new("s'espera «va» o «es»", "se espera «va» o «es»");
    private static readonly LocalizedText OneMemoria = new("s'espera una sola memòria tècnica", "se espera una sola memoria técnica");
    private static readonly LocalizedText UniqueNames = new("s'esperen noms de fitxer distints", "se esperan nombres de fichero distintos");

    /// <summary>Reads an envelope. Never throws on bad input.</summary>
    /// <param name="utf8">Its exact bytes; a byte order mark is skipped.</param>
    public EnvelopeReading Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > SubmissionLimits.EnvelopeBytes)
            return Refuse(AdmissionFaults.EnvelopeTooLarge);
        if (!Utf8.IsValid(utf8.Span))
            return Refuse(AdmissionFaults.EnvelopeUnreadable(line: null));
        if (utf8.Span.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        try
        {
            using var json = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = SubmissionLimits.EnvelopeDepth, AllowDuplicateProperties = false });
            return Read(json.RootElement);
        }
        catch (JsonException e)
        {
            return Refuse(AdmissionFaults.EnvelopeUnreadable(e.LineNumber + 1));
        }
    }

    private static EnvelopeReading.Refused Refuse(AdmissionFault fault) => new(null, Language.Valencian, [fault]);

    private EnvelopeReading Read(JsonElement root)
    {
        var faults = new List<AdmissionFault>();
        var form = FormReader.Root(root, faults);

        var version = form.Number("version", 0, int.MaxValue);
        var key = ReadKey(form);
        var language = ReadLanguage(form);
        // The rest of another version would only give faults that are none.
        if (version != 1 && faults.Count == 0)
            return new EnvelopeReading.Refused(key, language, [AdmissionFaults.UnknownVersion]);
        var (call, programme) = ReadCall(form, faults);
        var applicant = ReadApplicant(form.Object("solicitante"), faults);
        var representative = ReadRepresentative(form.OptionalObject("representante"));
        var project = ReadProject(form.Object("proyecto"));
        var declarations = ReadDeclarations(form.OptionalObject("declaraciones"));
        var documents = ReadDocuments(form, faults);
        form.RefuseTheRest();

        return faults.Count == 0
            ? new EnvelopeReading.Readable(
                new Application(key!.Value, call!.Id, programme!.Id, language, applicant!, representative, project, declarations, documents), call, programme)
            : new EnvelopeReading.Refused(key, language, faults);
    }

    private static SubmissionKey? ReadKey(FormReader form)
    {
        var text = form.Text("presentacion", 200);
        if (SubmissionKey.TryParse(text, out var key))
            return key;
        if (text.Length > 0)
            form.Malformed("presentacion", AKey);
        return null;
    }

    private (Call? Call, Programme? Programme) ReadCall(FormReader form, List<AdmissionFault> faults)
    {
        var (callText, programmeText) = (form.Text("convocatoria", 60), form.Text("programa", 20));
        if (callText.Length == 0)
            return (null, null);
        if (calls.Find(new CallId(callText)) is not { } call)
        {
            faults.Add(AdmissionFaults.UnknownCall);
            return (null, null);
        }

        var programme = call.Find(new ProgrammeId(programmeText));
        if (programme is null && programmeText.Length > 0)
            faults.Add(AdmissionFaults.UnknownProgramme);
        return (call, programme);
    }

    private static Language ReadLanguage(FormReader form)
    {
        switch (form.Text("idioma", 10))
        {
            case "va":
                return Language.Valencian;
            case "es":
                return Language.Spanish;
            case "":
                return Language.Valencian;
            default:
                form.Malformed("idioma", ALanguage);
                return Language.Valencian;
        }
    }

    private static Applicant? ReadApplicant(FormReader form, List<AdmissionFault> faults)
    {
        var taxIdText = form.Text("nif", 20);
        if (!TaxId.TryParse(taxIdText, out var taxId) && taxIdText.Length > 0)
            faults.Add(AdmissionFaults.TaxIdInvalid(form.Path("nif")));
        var applicant = new Applicant(
            taxId,
            form.Text("razonSocial", 200),
            form.OptionalText("formaJuridica", 40),
            form.OptionalText("municipio", 100),
            form.OptionalText("provincia", 40),
            form.OptionalDate("constitucion"),
            (int?)form.OptionalNumber("empleados", 0, 10_000_000),
            form.OptionalAmount("volumenNegocio"),
            form.OptionalAmount("balance"),
            form.OptionalText("correo", 254),
            form.OptionalText("telefono", 40),
            form.OptionalText("fax", 40));
        form.RefuseTheRest();
        return applicant;
    }

    private static Representative? ReadRepresentative(FormReader? form)
    {
        if (form is null)
            return null;
        var representative = new Representative(form.Text("nif", 20), form.Text("nombre", 200));
        form.RefuseTheRest();
        return representative;
    }

    private static Project ReadProject(FormReader form)
    {
        var project = new Project(
            form.Text("referencia", 60),
            form.Text("titulo", 500),
            form.OptionalDate("inicio"),
            form.OptionalDate("fin"),
            form.OptionalBoolean("plurianual"),
            form.OptionalAmount("presupuesto"),
            form.OptionalAmount("ayudaSolicitada"),
            form.List("conceptos", MaxCostLines, mandatory: false, line => new CostLine(line.Text("concepto", 60), (int)line.Number("ejercicio", 1900, 2200), line.Amount("importe"))),
            form.List("fases", MaxStages, mandatory: false, stage => new Stage(stage.Text("nombre", 300), (int)stage.Number("ejercicio", 1900, 2200))));
        form.RefuseTheRest();
        return project;
    }

    private static Declarations ReadDeclarations(FormReader? form)
    {
        if (form is null)
            return new Declarations(AuthorisesCertificates: true, []);
        var declarations = new Declarations(
            form.OptionalBoolean("autorizaCertificados") ?? true,
            form.List("ayudasMinimis", MaxDeMinimis, mandatory: false, aid => new DeMinimisAid(aid.Text("organismo", 200), aid.Date("fecha"), aid.Amount("importe"))));
        form.RefuseTheRest();
        return declarations;
    }

    private static List<DeclaredDocument> ReadDocuments(FormReader form, List<AdmissionFault> faults)
    {
        var wellFormed = true;
        var documents = form.List("documentos", SubmissionLimits.Documents, mandatory: true, item =>
        {
            var document = ReadDocument(item);
            wellFormed &= document is not null;
            return document;
        });
        var read = documents.OfType<DeclaredDocument>().ToList();
        if (read.Select(d => d.Name.Value).Distinct(StringComparer.OrdinalIgnoreCase).Count() != read.Count)
            form.Malformed("documentos", UniqueNames);
        switch (read.Count(d => d.IsMemoria))
        {
            case 0 when wellFormed && !faults.Exists(f => f.Field == "documentos"):
                faults.Add(AdmissionFaults.MemoriaMissing);
                break;
            case > 1:
                form.Malformed("documentos", OneMemoria);
                break;
        }

        return read;
    }

    private static DeclaredDocument? ReadDocument(FormReader form)
    {
        var kind = form.Text("tipo", 60);
        var nameText = form.Text("fichero", 200);
        var bytes = form.Number("bytes", 0, long.MaxValue);
        var digestText = form.Text("sha256", 100);
        var named = FileName.TryParse(nameText, out var name) && !name.IsReserved;
        if (!named && nameText.Length > 0)
            form.Malformed("fichero", AFileName);
        var digested = Sha256Digest.TryParse(digestText, out var digest);
        if (!digested && digestText.Length > 0)
            form.Malformed("sha256", ADigest);
        var plain = kind.Length > 0 && kind.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
        if (!plain && kind.Length > 0)
            form.Malformed("tipo", AKey);
        return named && digested && plain ? new DeclaredDocument(kind, name, bytes, digest) : null;
    }
}
