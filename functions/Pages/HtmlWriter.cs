using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace IntakePipeline.Functions.Pages;

/// <summary>Takes an interpolated string apart: what the source says stays markup, what is put in is encoded unless it is <see cref="Markup"/> itself.</summary>
[InterpolatedStringHandler]
public readonly ref struct HtmlWriter(int literalLength, int formattedCount)
{
    private readonly StringBuilder text = new(literalLength + (formattedCount * 16));

    /// <summary>What was written.</summary>
    public string Text => text.ToString();

    /// <summary>A part of the source.</summary>
    public void AppendLiteral(string literal) => text.Append(literal);

    /// <summary>Markup, as it is.</summary>
    public void AppendFormatted(Markup markup) => text.Append(markup.ToString());

    /// <summary>A text, encoded.</summary>
    public void AppendFormatted(string? value) => text.Append(Markup.Encode(value ?? ""));

    /// <summary>A number.</summary>
    public void AppendFormatted(int value) => text.Append(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A size.</summary>
    public void AppendFormatted(long value) => text.Append(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Anything that has a written form, encoded.</summary>
    public void AppendFormatted<T>(T value)
        where T : struct => text.Append(Markup.Encode(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
}
