using System.Globalization;
using System.Text;

namespace IntakePipeline.Mail.Mime;

/// <summary>A header with parameters (Content-Type, Content-Disposition): <c>value; name=text; name*0*=utf-8''…</c> (RFC 2045 5.1, RFC 2231).</summary>
internal sealed class ParameterList
{
    private const int MaxParameters = 64;
    private readonly Dictionary<string, string> raw = new(StringComparer.OrdinalIgnoreCase);

    private ParameterList(string value) => Value = value;

    /// <summary>Before the first parameter, lower case.</summary>
    public string Value { get; }

    /// <summary>Reads a header's value, unfolded; of a parameter that is there twice the first counts.</summary>
    public static ParameterList Parse(string? header)
    {
        var text = header ?? "";
        var semicolon = text.IndexOf(';', StringComparison.Ordinal);
        var list = new ParameterList((semicolon < 0 ? text : text[..semicolon]).Trim().ToLowerInvariant());
        var at = semicolon;
        while (at >= 0 && at < text.Length && list.raw.Count < MaxParameters)
        {
            var equals = text.IndexOf('=', at);
            if (equals < 0)
                break;
            // Of what stands between two semicolons without an equals sign nothing can be made.
            var name = text[(text.LastIndexOf(';', equals) + 1)..equals].Trim();
            var (value, next) = ReadValue(text, equals + 1);
            if (name.Length is > 0 and < 80)
                list.raw.TryAdd(name, value);
            at = next;
        }

        return list;
    }

    /// <summary>A parameter's text, decoded; null when it is not there.</summary>
    public string? Find(string name)
    {
        if (raw.TryGetValue(name + "*", out var extended))
            return Extended(extended);
        if (raw.ContainsKey(name + "*0") || raw.ContainsKey(name + "*0*"))
            return Continued(name);
        // Against the rules and everywhere: an encoded word as a parameter.
        return raw.TryGetValue(name, out var plain) ? EncodedWords.Decode(plain) : null;
    }

    private static (string Value, int Next) ReadValue(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        if (at >= text.Length || text[at] != '"')
        {
            var end = text.IndexOf(';', at);
            return end < 0 ? (text[at..].Trim(), text.Length) : (text[at..end].Trim(), end);
        }

        var value = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
                at++;
            value.Append(text[at]);
        }

        var next = at < text.Length ? text.IndexOf(';', at) : -1;
        return (value.ToString(), next < 0 ? text.Length : next);
    }

    private static string Extended(string value)
    {
        var parts = value.Split('\'', 3);
        return parts is [var charset, _, var text] ? Charsets.Decode(Percent(text), charset) : Charsets.Decode(Percent(value), null);
    }

    // name*0*=charset'lang'%xx; name*1*=%xx; name*2=plain: bytes first, then the charset of the first piece.
    private string Continued(string name)
    {
        var bytes = new List<byte>();
        string? charset = null;
        for (var i = 0; i < MaxParameters; i++)
        {
            var piece = string.Create(CultureInfo.InvariantCulture, $"{name}*{i}");
            if (raw.TryGetValue(piece + "*", out var encoded))
            {
                if (i == 0 && encoded.Split('\'', 3) is [var claimed, _, var rest])
                    (charset, encoded) = (claimed, rest);
                bytes.AddRange(Percent(encoded));
            }
            else if (raw.TryGetValue(piece, out var plain))
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(plain));
            }
            else
            {
                break;
            }
        }

        return Charsets.Decode([.. bytes], charset);
    }

    private static byte[] Percent(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text, i, 1));
            }
        }

        return [.. bytes];
    }
}
