using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace IntakePipeline.Functions.Pages;

/// <summary>
/// Markup. The only way to make it is an interpolated string (<see cref="HtmlWriter"/>), whose literal parts the compiler has seen and whose values are
/// encoded as they go in: text from outside can never become markup. Attributes are always written in double quotes.
/// </summary>
/// <example><c>Markup.Of($"&lt;p&gt;{applicant.Name}&lt;/p&gt;")</c></example>
public readonly struct Markup
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly string? text;

    private Markup(string text) => this.text = text;

    /// <summary>Nothing.</summary>
    public static Markup None => default;

    /// <summary>The markup of an interpolated string.</summary>
    public static Markup Of(HtmlWriter writer) => new(writer.Text);

    /// <summary>One after another.</summary>
    public static Markup All(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(p => p.text)));

    /// <summary><paramref name="each"/> of every item, one after another.</summary>
    public static Markup Each<T>(IEnumerable<T> items, Func<T, Markup> each) => All(items.Select(each));

    /// <summary><paramref name="then"/> if so, else nothing.</summary>
    public static Markup If(bool condition, Func<Markup> then) => condition ? then() : None;

    /// <summary>A text encoded.</summary>
    internal static string Encode(string value) => Encoder.Encode(value);

    /// <inheritdoc/>
    public override string ToString() => text ?? "";
}
