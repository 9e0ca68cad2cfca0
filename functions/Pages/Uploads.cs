using System.Text;
using IntakePipeline.Functions.Intake;
using IntakePipeline.Submissions;
using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Pages;

/// <summary>A file that came with a form, whole or cut at its cap.</summary>
/// <param name="Name">Its name as the sender wrote it.</param>
/// <param name="Content">Its bytes; one more than the cap when it is larger.</param>
internal sealed record UploadedFile(string Name, byte[] Content);

/// <summary>The fields and files of a multipart form, held in memory and nowhere else.</summary>
/// <param name="Fields">The fields.</param>
/// <param name="Files">The files, empty ones left out: that is what browsers send when none was chosen.</param>
/// <param name="TooMuch">Something was larger or more than is taken; the rest was not read.</param>
internal sealed record Uploads(IReadOnlyDictionary<string, string> Fields, IReadOnlyList<UploadedFile> Files, bool TooMuch)
{
    /// <summary>Most bytes of a file.</summary>
    public const int MaxFile = 10 * 1024 * 1024;

    private const int MaxAll = 40 * 1024 * 1024;
    private const int MaxParts = 60;
    private const int MaxField = 4096;

    // Fields are known by their names; every other part is a file and bears its own.
    private static readonly string[] FieldNames = [Access.CrossSite.Field, "codigo"];

    /// <summary>Reads a form; null when it is none.</summary>
    public static async Task<Uploads?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (MultipartParts.From(request) is not { } parts)
            return null;
        var (fields, files, total) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<UploadedFile>(), 0L);
        try
        {
            for (var count = 0; await parts.NextAsync(cancellationToken) is { } part; count++)
            {
                if (count == MaxParts)
                    return new(fields, files, TooMuch: true);
                var name = part.Name ?? "";
                var isField = FieldNames.Contains(name);
                var content = await ReadAsync(part.Content, isField ? MaxField : MaxFile, cancellationToken);
                total += content.Length;
                if (total > MaxAll || content.Length > (isField ? MaxField : MaxFile))
                    return new(fields, files, TooMuch: true);
                if (isField)
                    fields[name] = Encoding.UTF8.GetString(content).Trim();
                else if (content.Length > 0)
                    files.Add(new(name, content));
            }
        }
        catch (BrokenRequestException e)
        {
            return e.OverCap ? new(fields, files, TooMuch: true) : null;
        }

        return new(fields, files, TooMuch: false);
    }

    // One byte more than the cap tells that there is more.
    private static async Task<byte[]> ReadAsync(Stream stream, int cap, CancellationToken cancellationToken)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[81920];
        while (memory.Length <= cap)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, cap + 1 - memory.Length)), cancellationToken);
            if (read == 0)
                break;
            memory.Write(buffer, 0, read);
        }

        return memory.ToArray();
    }
}
