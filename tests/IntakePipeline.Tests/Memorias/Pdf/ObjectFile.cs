using System.Globalization;
using System.Text;

namespace IntakePipeline.Tests.Memorias.Pdf;

/// <summary>Writes a PDF object by object; objects 1 and 2 are the catalog and the page tree. Text is Latin-1.</summary>
internal sealed class ObjectFile
{
    private readonly List<byte[]> _objects = [[], []];
    private readonly List<int> _pages = [];

    /// <summary>Adds an object.</summary>
    /// <returns>Its number.</returns>
    public int Add(string body)
    {
        _objects.Add(Encoding.Latin1.GetBytes(body));
        return _objects.Count;
    }

    /// <summary>Adds a stream.</summary>
    /// <param name="entries">Its dictionary, without brackets and length.</param>
    /// <param name="data">Its bytes, encoded as the dictionary says.</param>
    public int AddStream(string entries, ReadOnlySpan<byte> data)
    {
        _objects.Add([.. Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<<{entries}/Length {data.Length}>>\nstream\n")), .. data, .. "\nendstream"u8]);
        return _objects.Count;
    }

    /// <summary>Adds an A4 page.</summary>
    /// <param name="content">Its content stream.</param>
    /// <param name="resources">Inside of its resource dictionary.</param>
    public void AddPage(string content, string resources)
    {
        var stream = AddStream("", Encoding.Latin1.GetBytes(content));
        _pages.Add(Add(string.Create(CultureInfo.InvariantCulture, $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {stream} 0 R/Resources<<{resources}>>>>")));
    }

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        _objects[0] = "<</Type/Catalog/Pages 2 0 R>>"u8.ToArray();
        _objects[1] = Encoding.Latin1.GetBytes($"<</Type/Pages/Count {_pages.Count}/Kids[{string.Join(' ', _pages.Select(page => $"{page} 0 R"))}]>>");
        var file = new MemoryStream();
        file.Write("%PDF-1.4\n%\u00e2\u00e3\n"u8);
        var xref = new StringBuilder($"xref\n0 {_objects.Count + 1}\n0000000000 65535 f \n");
        for (var i = 0; i < _objects.Count; i++)
        {
            xref.Append(CultureInfo.InvariantCulture, $"{file.Position:D10} 00000 n \n");
            file.Write(Encoding.Latin1.GetBytes($"{i + 1} 0 obj\n"));
            file.Write(_objects[i]);
            file.Write("\nendobj\n"u8);
        }

        xref.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {_objects.Count + 1}/Root 1 0 R>>\nstartxref\n{file.Position}\n%%EOF\n");
        file.Write(Encoding.Latin1.GetBytes(xref.ToString()));
        return file.ToArray();
    }
}
