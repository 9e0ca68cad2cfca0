using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntakePipeline.Local.Filing;
using IntakePipeline.Local.Samples.Pdf;
using IntakePipeline.Submissions;

namespace IntakePipeline.Local.Samples;

/// <summary>A document of a sample.</summary>
/// <param name="Kind">Its <c>tipo</c>.</param>
/// <param name="Name">Its file's name.</param>
/// <param name="Content">Makes the bytes the manifest declares.</param>
internal sealed record SampleDocument(string Kind, string Name, Func<byte[]> Content)
{
    /// <summary>What is sent for it: the bytes as they are, others, or null for none.</summary>
    public Func<byte[], byte[]?> Sent { get; init; } = static content => content;
}

/// <summary>A submission in the making: the form, its documents, and what a careless sender does to them.</summary>
internal sealed record SampleDraft(SampleCompany Company, Application Application)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The documents; a memoria to begin with.</summary>
    public IReadOnlyList<SampleDocument> Documents { get; init; } = [Memoria(() => SampleMemoria.BornDigital(Company).ToBytes())];

    /// <summary>Whether it is signed.</summary>
    public bool Signed { get; init; } = true;

    /// <summary>Who signs it; null for who should.</summary>
    public Signatory? Signer { get; init; }

    /// <summary>What happens to the envelope after it was signed.</summary>
    public Func<byte[], byte[]> AfterSigning { get; init; } = static envelope => envelope;

    /// <summary>What happens to the envelope after it was filled in.</summary>
    public Func<byte[], byte[]> Envelope { get; init; } = static envelope => envelope;

    /// <summary>The draft with another memoria.</summary>
    public SampleDraft WithMemoria(Func<SampleCompany, byte[]> content) => this with { Documents = [Memoria(() => content(Company)), .. Documents.Skip(1)] };

    /// <summary>The draft with a memoria of the corpus in <c>tests/Samples/pdf</c>.</summary>
    public SampleDraft WithCorpus(string file) => WithMemoria(_ => SampleCorpus.Read(file));

    /// <summary>The draft with annexes, one page each.</summary>
    public SampleDraft WithAnnexes(params string[] kinds) => this with
    {
        Documents = [.. Documents, .. kinds.Select(kind => new SampleDocument(kind, $"{kind}.pdf", () => SampleMemoria.Annex(Company, kind).ToBytes()))],
    };

    /// <summary>The draft with its memoria declared truly but sent otherwise.</summary>
    public SampleDraft SendingMemoria(Func<byte[], byte[]?> sent) => this with { Documents = [Documents[0] with { Sent = sent }, .. Documents.Skip(1)] };

    /// <summary>The draft with another project.</summary>
    public SampleDraft WithProject(Func<Project, Project> change) => this with { Application = Application with { Project = change(Application.Project) } };

    /// <summary>The draft whose envelope is edited as JSON after it was filled in.</summary>
    public SampleDraft WithJson(Action<JsonObject> edit) => this with
    {
        Envelope = bytes =>
        {
            var root = JsonNode.Parse(bytes)!.AsObject();
            edit(root);
            return Encoding.UTF8.GetBytes(root.ToJsonString(Readable));
        },
    };

    /// <summary>The draft whose envelope is edited as text after it was filled in.</summary>
    public SampleDraft WithText(Func<string, string> edit) => this with { Envelope = bytes => Encoding.UTF8.GetBytes(edit(Encoding.UTF8.GetString(bytes))) };

    /// <summary>Makes the submission: the manifest says what the documents are, the signature covers the envelope as it is sent.</summary>
    public SubmissionFolder Make(SampleSigner signer)
    {
        var documents = Documents.Select(d => (Document: d, Content: d.Content())).ToList();
        var manifest = documents.Select(d => new DeclaredDocument(d.Document.Kind, Name(d.Document.Name), d.Content.Length, Sha256Digest.Of(d.Content)));
        var envelope = Envelope(EnvelopeWriter.Write(Application with { Documents = [.. manifest] }));
        var files =
            from d in documents
            let sent = d.Document.Sent(d.Content)
            where sent is not null
            select new SubmissionFile(d.Document.Name, () => new MemoryStream(sent, writable: false));
        var signature = Signed ? signer.Sign(envelope, Signer ?? Signatory.Of(Application, Company.Representative)) : null;
        return new SubmissionFolder(AfterSigning(envelope), signature, [.. files]);
    }

    private static SampleDocument Memoria(Func<byte[]> content) => new(DeclaredDocument.MemoriaKind, "memoria.pdf", content);

    private static FileName Name(string text) => FileName.TryParse(text, out var name) ? name : throw new InvalidOperationException($"{text} is no file name.");
}
