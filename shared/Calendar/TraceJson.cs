using System.Text.Json;

namespace IntakePipeline.Calendar;

/// <summary>The steps of a calculation as JSON.</summary>
public static class TraceJson
{
    /// <summary>Writes the steps in their order: day, rule, article, and the words in both languages.</summary>
    public static void WriteTrace(this Utf8JsonWriter json, string name, IEnumerable<TraceStep> steps)
    {
        json.WriteStartArray(name);
        foreach (var step in steps)
        {
            json.WriteStartObject();
            json.WriteString("date", JsonText.Iso(step.Date));
            json.WriteString("rule", step.Rule);
            json.WriteString("article", step.Article);
            json.WriteString("va", step.Text.Va);
            json.WriteString("es", step.Text.Es);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
