using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Filters;

/// <summary>Runs a stream's filters. Image filters are not among them: no image is ever decoded.</summary>
internal sealed class StreamDecoder(ObjectStore objects, PdfBudget budget)
{
    /// <summary>Longer chains occur only in hostile files.</summary>
    private const int MaxFilters = 8;

    /// <summary>The decoded bytes, or null when a filter is unknown or an image's. The caller disposes of them.</summary>
    public PooledBuffer? Decode(PdfStream stream) => Decode(stream, left: 0);

    /// <summary>An image's data with its last filter left on, and the parameters of that filter; null when one before it is unknown.</summary>
    public (byte[] Data, PdfDictionary Parameters)? DecodeButLast(PdfStream stream)
    {
        using var decoded = Decode(stream, left: 1);
        return decoded is null ? null : (decoded.Span.ToArray(), ParametersOf(ParametersOf(stream.Dictionary), Math.Max(0, Filters(stream.Dictionary).Length - 1)));
    }

    private PooledBuffer? Decode(PdfStream stream, int left)
    {
        if (Begin(stream) is not var (filters, parameters, raw) || !RunAll(filters.AsSpan(0, Math.Max(0, filters.Length - left)), parameters, raw, out var decoded))
            return null;
        if (decoded is not null)
            return decoded;
        var copy = new PooledBuffer(budget);
        copy.Append(raw.Span);
        return copy;
    }

    /// <summary>The same, decoded while it is read; null likewise. The caller disposes of it.</summary>
    public DecodedReader? Open(PdfStream stream)
    {
        if (Begin(stream) is not var (filters, parameters, raw))
            return null;
        // What an inflater puts out can be taken as it comes; the other filters are rare and work on the whole.
        var inflates = filters.Length > 0 && filters[^1] == "FlateDecode" && PredictorOf(ParametersOf(parameters, filters.Length - 1)).Kind <= 1;
        if (!RunAll(inflates ? filters.AsSpan(0, filters.Length - 1) : filters, parameters, raw, out var decoded))
            return null;
        return inflates ? DecodedReader.Inflating(budget, decoded, decoded?.Memory ?? raw) : DecodedReader.Plain(budget, decoded, decoded?.Memory ?? raw);
    }

    private (string[] Filters, PdfValue Parameters, ReadOnlyMemory<byte> Raw)? Begin(PdfStream stream)
    {
        budget.CheckDeadline();
        var dictionary = stream.Dictionary;
        var filters = Filters(dictionary);
        if (filters.Length > MaxFilters)
            return null;
        var raw = objects.Security is { } security && !SkipsDecryption(dictionary, filters) ? security.DecryptStream(stream) : stream.Raw;
        return (filters, ParametersOf(dictionary), raw);
    }

    /// <returns>False when a filter cannot be run; <paramref name="decoded"/> is null when there are none.</returns>
    private bool RunAll(ReadOnlySpan<string> filters, PdfValue parameters, ReadOnlyMemory<byte> raw, out PooledBuffer? decoded)
    {
        decoded = null;
        try
        {
            for (var i = 0; i < filters.Length; i++)
            {
                var next = new PooledBuffer(budget);
                var input = decoded;
                decoded = next;
                using (input)
                {
                    if (Run(filters[i], ParametersOf(parameters, i), input?.Memory ?? raw, next))
                        continue;
                }

                decoded.Dispose();
                decoded = null;
                return false;
            }

            return true;
        }
        catch
        {
            decoded?.Dispose();
            throw;
        }
    }

    /// <summary>The names of a stream's filters, in the order they are undone; abbreviations of inline images are written out.</summary>
    public string[] Filters(PdfDictionary dictionary)
    {
        var filter = objects.Resolve(dictionary[dictionary["Filter"].IsNull ? "F" : "Filter"]);
        if (filter.Name is { } single)
            return [FullName(single)];
        if (filter.Array is not { Length: > 0 } several)
            return [];
        var names = new string[Math.Min(several.Length, MaxFilters + 1)];
        for (var i = 0; i < names.Length; i++)
            names[i] = FullName(objects.Resolve(several[i]).Name ?? "");
        return names;
    }

    private static bool SkipsDecryption(PdfDictionary dictionary, string[] filters) =>
        dictionary["Type"].Name == "XRef" || (filters.Length > 0 && filters[0] == "Crypt");

    private static PdfValue ParametersOf(PdfDictionary dictionary) => dictionary[dictionary["DecodeParms"].IsNull ? "DP" : "DecodeParms"];

    private PdfDictionary ParametersOf(PdfValue parameters, int filter)
    {
        parameters = objects.Resolve(parameters);
        if (parameters.Array is { } several)
            parameters = filter < several.Length ? objects.Resolve(several[filter]) : default;
        else if (filter > 0)
            parameters = default;
        return parameters.Dictionary ?? PdfDictionary.Empty;
    }

    private bool Run(string filter, PdfDictionary parameters, ReadOnlyMemory<byte> input, PooledBuffer output)
    {
        switch (filter)
        {
            case "FlateDecode":
                Flate.Decode(input, output);
                Predictor.Undo(PredictorOf(parameters), output);
                return true;
            case "LZWDecode":
                Lzw.Decode(input.Span, output, (objects.Resolve(parameters["EarlyChange"]).Integer ?? 1) != 0);
                Predictor.Undo(PredictorOf(parameters), output);
                return true;
            case "ASCII85Decode":
                AsciiFilters.Decode85(input.Span, output);
                return true;
            case "ASCIIHexDecode":
                AsciiFilters.DecodeHex(input.Span, output);
                return true;
            case "RunLengthDecode":
                AsciiFilters.DecodeRunLength(input.Span, output);
                return true;
            case "Crypt":
                output.Append(input.Span);
                return true;
            default:
                return false;
        }
    }

    private Predictor.Parameters PredictorOf(PdfDictionary parameters)
    {
        int Number(string key, int otherwise) => objects.Resolve(parameters[key]).Integer ?? otherwise;
        return new(Number("Predictor", 1), Number("Colors", 1), Number("BitsPerComponent", 8), Number("Columns", 1));
    }

    private static string FullName(string name) => name switch
    {
        "Fl" => "FlateDecode",
        "LZW" => "LZWDecode",
        "A85" => "ASCII85Decode",
        "AHx" => "ASCIIHexDecode",
        "RL" => "RunLengthDecode",
        "CCF" => "CCITTFaxDecode",
        "DCT" => "DCTDecode",
        _ => name,
    };
}
