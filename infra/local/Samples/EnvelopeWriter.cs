using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Local.Samples;

/// <summary>Writes <c>solicitud.json</c> as an applicant's form would: what <see cref="EnvelopeReader"/> reads, indented for people.</summary>
public static class EnvelopeWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The envelope of <paramref name="application"/>, UTF-8: the same application gives the same bytes.</summary>
    public static byte[] Write(Application application)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("presentacion", application.Key.Value);
            json.WriteString("convocatoria", application.Call.Value);
            json.WriteString("programa", application.Programme.Value);
            json.WriteString("idioma", JsonText.Code(application.Language));
            WriteApplicant(json, application.Applicant);
            WriteRepresentative(json, application.Representative);
            WriteProject(json, application.Project);
            WriteDeclarations(json, application.Declarations);
            WriteDocuments(json, application.Documents);
            json.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    private static void WriteApplicant(Utf8JsonWriter json, Applicant applicant)
    {
        json.WriteStartObject("solicitante");
        json.WriteString("nif", applicant.TaxId.Value);
        json.WriteString("razonSocial", applicant.Name);
        json.WriteOptional("formaJuridica", applicant.LegalForm);
        json.WriteOptional("municipio", applicant.Municipality);
        json.WriteOptional("provincia", applicant.Province);
        json.WriteOptional("constitucion", Iso(applicant.Founded));
        WriteAmount(json, "empleados", applicant.Employees);
        WriteAmount(json, "volumenNegocio", applicant.Turnover);
        WriteAmount(json, "balance", applicant.BalanceTotal);
        json.WriteOptional("correo", applicant.Email);
        json.WriteOptional("telefono", applicant.Phone);
        json.WriteOptional("fax", applicant.Fax);
        json.WriteEndObject();
    }

    private static void WriteRepresentative(Utf8JsonWriter json, Representative? representative)
    {
        if (representative is null)
        {
            json.WriteNull("representante");
            return;
        }

        json.WriteStartObject("representante");
        json.WriteString("nif", representative.TaxId);
        json.WriteString("nombre", representative.Name);
        json.WriteEndObject();
    }

    private static void WriteProject(Utf8JsonWriter json, Project project)
    {
        json.WriteStartObject("proyecto");
        json.WriteString("referencia", project.Reference);
        json.WriteString("titulo", project.Title);
        json.WriteOptional("inicio", Iso(project.Start));
        json.WriteOptional("fin", Iso(project.End));
        if (project.MultiYear is { } multiYear)
            json.WriteBoolean("plurianual", multiYear);
        WriteAmount(json, "presupuesto", project.Budget);
        WriteAmount(json, "ayudaSolicitada", project.AidRequested);
        WriteList(json, "conceptos", project.Costs, cost =>
        {
            json.WriteString("concepto", cost.Concept);
            json.WriteNumber("ejercicio", cost.Year);
            json.WriteNumber("importe", cost.Amount);
        });
        WriteList(json, "fases", project.Stages, stage =>
        {
            json.WriteString("nombre", stage.Name);
            json.WriteNumber("ejercicio", stage.Year);
        });
        json.WriteEndObject();
    }

    private static void WriteDeclarations(Utf8JsonWriter json, Declarations declarations)
    {
        json.WriteStartObject("declaraciones");
        json.WriteBoolean("autorizaCertificados", declarations.AuthorisesCertificates);
        WriteList(json, "ayudasMinimis", declarations.DeMinimis, aid =>
        {
            json.WriteString("organismo", aid.Body);
            json.WriteString("fecha", JsonText.Iso(aid.Date));
            json.WriteNumber("importe", aid.Amount);
        });
        json.WriteEndObject();
    }

    private static void WriteDocuments(Utf8JsonWriter json, IReadOnlyList<DeclaredDocument> documents) =>
        WriteList(json, "documentos", documents, document =>
        {
            json.WriteString("tipo", document.Kind);
            json.WriteString("fichero", document.Name.Value);
            json.WriteNumber("bytes", document.Bytes);
            json.WriteString("sha256", document.Digest.Hex);
        });

    private static void WriteList<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAmount(Utf8JsonWriter json, string name, decimal? amount)
    {
        if (amount is { } value)
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    private static string? Iso(LocalDate? date) => date is { } day ? JsonText.Iso(day) : null;
}
