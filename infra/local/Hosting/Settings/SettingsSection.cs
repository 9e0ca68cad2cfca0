using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Local.Hosting.Settings;

/// <summary>One object of <c>host.json</c>, or its absence, with the way there for error messages.</summary>
internal readonly struct SettingsSection
{
    private readonly JsonElement? element;
    private readonly string path;

    public SettingsSection(JsonElement root)
        : this(root, "")
    {
    }

    private SettingsSection(JsonElement? element, string path)
    {
        (this.element, this.path) = (element, path);
        if (element is { ValueKind: not JsonValueKind.Object })
            throw new HostStartException($"host.json: {(path.Length == 0 ? "the root" : path)} must be an object.");
    }

    public SettingsSection Section(string name) => new(Find(name), PathOf(name));

    public string Text(string name, string fallback) => Find(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.String } value => value.GetString()!,
        { } value => throw Bad(name, "a text", value),
    };

    /// <summary>A text out of several, whatever the case.</summary>
    public string OneOf(string name, string fallback, string[] choices)
    {
        var text = Text(name, fallback);
        return choices.FirstOrDefault(choice => choice.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? throw Bad(name, "one of " + string.Join(", ", choices), Find(name)!.Value);
    }

    /// <summary>A whole number between two bounds, both inclusive.</summary>
    public int Number(string name, int fallback, int least, int most)
    {
        if (Find(name) is not { } value)
            return fallback;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw Bad(name, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"), value);
    }

    /// <summary>A duration <c>hh:mm:ss</c> between two bounds, both inclusive.</summary>
    public TimeSpan Span(string name, TimeSpan fallback, TimeSpan least, TimeSpan most)
    {
        if (Find(name) is not { } value)
            return fallback;
        // Without a colon it would be read as days, which nobody means.
        return value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.Contains(':')
            && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span >= least && span <= most
            ? span
            : throw Bad(name, string.Create(CultureInfo.InvariantCulture, $"a duration hh:mm:ss from {least} to {most}"), value);
    }

    /// <summary>The section's properties as log levels by category.</summary>
    public IReadOnlyDictionary<string, LogLevel> Levels()
    {
        var levels = new Dictionary<string, LogLevel>(StringComparer.OrdinalIgnoreCase);
        if (element is not { } section)
            return levels;
        foreach (var property in section.EnumerateObject())
        {
            levels[property.Name] = property.Value.ValueKind == JsonValueKind.String && Enum.TryParse<LogLevel>(property.Value.GetString(), ignoreCase: true, out var level)
                ? level
                : throw Bad(property.Name, "one of " + string.Join(", ", Enum.GetNames<LogLevel>()), property.Value);
        }

        return levels;
    }

    private JsonElement? Find(string name) => element is { } section && section.TryGetProperty(name, out var value) ? value : null;

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private HostStartException Bad(string name, string wanted, JsonElement value) => new($"host.json: {PathOf(name)} must be {wanted}, but is {value.GetRawText()}.");
}
