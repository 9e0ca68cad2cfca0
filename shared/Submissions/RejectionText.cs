using System.Globalization;
using System.Text;
using IntakePipeline.Calendar;

namespace IntakePipeline.Submissions;

/// <summary>A rejection as a person reads it: plain text, the applicant's language first, the other after.</summary>
public static class RejectionText
{
    /// <summary>The text, UTF-8 without a byte order mark, lines ended by a line feed.</summary>
    public static string Write(Rejection rejection)
    {
        var first = rejection.Language;
        var second = first == Language.Valencian ? Language.Spanish : Language.Valencian;
        var text = new StringBuilder();
        WriteIn(first, rejection, text);
        text.Append('\n').Append('─', 72).Append("\n\n");
        WriteIn(second, rejection, text);
        return text.ToString();
    }

    private static void WriteIn(Language language, Rejection rejection, StringBuilder text)
    {
        string Say(string va, string es) => language == Language.Valencian ? va : es;

        if (rejection.Simulated)
            text.Append("*** SIMULACIÓ / SIMULACIÓN ***\n\n");
        text.Append(Say("REBUIG MOTIVAT D'UNA PRESENTACIÓ", "RECHAZO MOTIVADO DE UNA PRESENTACIÓN")).Append("\n\n")
            .Append(Say("La presentació NO s'ha registrat. No s'ha eliminat res del que s'havia rebut.", "La presentación NO se ha registrado. No se ha eliminado nada de lo recibido."))
            .Append("\n\n");
        Line(Say("Presentació", "Presentación"), rejection.Key?.Value ?? Say("(no s'ha pogut llegir)", "(no se ha podido leer)"));
        Line(Say("Rebuig", "Rechazo"), rejection.Id);
        var local = OfficialClock.ToLocal(rejection.At);
        Line(Say("Data i hora oficials", "Fecha y hora oficiales"), local.ToString("dd'/'MM'/'yyyy HH':'mm':'ss", CultureInfo.InvariantCulture) + " (Europe/Madrid)");
        if (rejection.Envelope is { } digest)
            Line(Say("SHA-256 de solicitud.json", "SHA-256 de solicitud.json"), digest.Hex);

        text.Append('\n').Append(Say("Motius i manera d'esmenar-los:", "Motivos y manera de subsanarlos:")).Append('\n');
        for (var i = 0; i < rejection.Faults.Count; i++)
        {
            var fault = rejection.Faults[i];
            text.Append(CultureInfo.InvariantCulture, $"  {i + 1}. [{fault.Code}] {fault.Reason.In(language)}\n     {fault.Remedy.In(language)}\n");
        }

        if (rejection.Files.Count > 0)
        {
            text.Append('\n').Append(Say("Fitxers rebuts:", "Ficheros recibidos:")).Append('\n');
            foreach (var file in rejection.Files)
            {
                text.Append(CultureInfo.InvariantCulture, $"  - {file.Name}: ")
                    .Append(file.Digest is null ? Say("supera el màxim, no s'ha llegit sencer", "supera el máximo, no se ha leído entero") : string.Create(CultureInfo.InvariantCulture, $"{file.Bytes} bytes, SHA-256 {file.Digest}"))
                    .Append('\n');
            }
        }

        text.Append('\n').Append(Say(
            "Fonament: article 29 del Reial Decret 1671/2009. Podeu tornar a presentar-la mentre el termini estiga obert.",
            "Fundamento: artículo 29 del Real Decreto 1671/2009. Puede volver a presentarla mientras el plazo esté abierto.")).Append('\n');

        void Line(string label, string value) => text.Append(label).Append(": ").Append(value).Append('\n');
    }
}
