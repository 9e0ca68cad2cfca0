using System.Text.Json;
using IntakePipeline.Submissions;

namespace IntakePipeline.Local.Filing;

/// <summary>What is filed at once: an envelope, its signature and its files. The envelope may be anything: judging it is the pipeline's part.</summary>
/// <param name="Envelope">The exact bytes of <c>solicitud.json</c>.</param>
/// <param name="Signature">The bytes of <c>solicitud.json.p7s</c>; null when there is none.</param>
/// <param name="Files">The other files that are sent.</param>
public sealed record SubmissionFolder(byte[] Envelope, byte[]? Signature, IReadOnlyList<SubmissionFile> Files)
{
    /// <summary>The key the envelope names; null when it cannot be read.</summary>
    public SubmissionKey? Key => SubmissionKey.TryParse(Peek(root => root.GetProperty("presentacion").GetString()), out var key) ? key : null;

    /// <summary>Digest under which the pipeline knows the envelope: of one over its cap it reads one byte more than that, and no further.</summary>
    public Sha256Digest EnvelopeDigest => Sha256Digest.Of(Envelope.AsSpan(0, Math.Min(Envelope.Length, SubmissionLimits.EnvelopeBytes + 1)));

    /// <summary>
    /// Reads a folder of the disk: its <c>solicitud.json</c>, the signature beside it, and the files the envelope names; every visible file when the envelope names
    /// none that can be read.
    /// </summary>
    /// <param name="path">The folder.</param>
    /// <param name="leftOut">Names of files that lie there but are not sent, for the envelope does not name them.</param>
    /// <exception cref="FilingException">There is no such folder, or no <c>solicitud.json</c> in it, or one of them cannot be read.</exception>
    public static SubmissionFolder Read(string path, out IReadOnlyList<string> leftOut)
    {
        try
        {
            if (!Directory.Exists(path))
                throw new FilingException($"There is no folder {path}.");
            var envelopePath = Path.Combine(path, FileName.Envelope.Value);
            if (!File.Exists(envelopePath))
                throw new FilingException($"{path} has no {FileName.Envelope}: a submission's folder holds it, {FileName.Signature} and the documents it names.");
            var signaturePath = Path.Combine(path, FileName.Signature.Value);
            var folder = new SubmissionFolder(File.ReadAllBytes(envelopePath), File.Exists(signaturePath) ? File.ReadAllBytes(signaturePath) : null, []);

            var others = new DirectoryInfo(path).EnumerateFiles()
                .Where(f => f.Name[0] != '.' && f.Name != FileName.Envelope.Value && f.Name != FileName.Signature.Value)
                .OrderBy(f => f.Name, StringComparer.Ordinal).ToList();
            var declared = folder.DeclaredFiles();
            leftOut = [.. others.Where(f => declared is not null && !declared.Contains(f.Name)).Select(f => f.Name)];
            return folder with
            {
                Files = [.. others.Where(f => declared is null || declared.Contains(f.Name)).Select(f => new SubmissionFile(f.Name, f.OpenRead))],
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FilingException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes the folder to the disk, where <see cref="Read"/> and the commands <c>post</c> and <c>drop</c> find it.</summary>
    public async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(path);
        foreach (var file in Files)
        {
            await using var source = file.Open();
            await using var target = File.Create(Path.Combine(path, file.Name));
            await source.CopyToAsync(target, cancellationToken);
        }

        if (Signature is not null)
            await File.WriteAllBytesAsync(Path.Combine(path, FileName.Signature.Value), Signature, cancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(path, FileName.Envelope.Value), Envelope, cancellationToken);
    }

    private HashSet<string>? DeclaredFiles() => Peek(root => root.GetProperty("documentos").EnumerateArray()
        .Select(d => d.GetProperty("fichero").GetString() ?? "").ToHashSet(StringComparer.Ordinal));

    /// <summary>Looks into an envelope that may be no envelope at all.</summary>
    private T? Peek<T>(Func<JsonElement, T?> look)
        where T : class
    {
        try
        {
            using var json = JsonDocument.Parse(Envelope);
            return look(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
