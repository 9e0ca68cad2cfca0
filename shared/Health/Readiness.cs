namespace IntakePipeline.Health;

/// <summary>Whether the pipeline can take submissions in.</summary>
/// <param name="Checks">What was looked at.</param>
public sealed record Readiness(IReadOnlyList<CheckedPart> Checks)
{
    /// <summary>True when nothing is wrong.</summary>
    public bool IsReady => Checks.All(c => c.Trouble is null);

    /// <summary>As JSON: <c>{"estado":"listo"|"no-listo","comprobaciones":[{"nombre","ok","problema"}]}</c>.</summary>
    public byte[] ToJson() => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("estado", IsReady ? "listo" : "no-listo");
        json.WriteStartArray("comprobaciones");
        foreach (var check in Checks)
        {
            json.WriteStartObject();
            json.WriteString("nombre", check.Name);
            json.WriteBoolean("ok", check.Trouble is null);
            json.WriteOptional("problema", check.Trouble);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}

/// <summary>A part that was looked at.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Trouble">What is wrong with it; null when nothing is.</param>
public sealed record CheckedPart(string Name, string? Trouble);
