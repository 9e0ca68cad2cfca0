using System.Globalization;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Submissions;

namespace IntakePipeline.Functions.Panel;

/// <summary>The page of an application.</summary>
internal static class FichaPage
{
    private static readonly NumberFormatInfo Euros = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    /// <summary>The page.</summary>
    public static HtmlPage Of(Visit v, CallCatalogue calls, OpenFile file)
    {
        var e = file.Expediente;
        var title = v.Say($"Expedient {e.Key.Number}", $"Expediente {e.Key.Number}", $"Application {e.Key.Number}");
        return Layout.Page(v, title, Markup.Of($"""
            <h1>{title}</h1>
            <p>{StateWords.Label(v, e.State.Code)} {(e.AssignedTo is { } person ? Markup.Of($"""<span class="etiqueta acento">{person.Name}</span>""") : Markup.None)}</p>
            <p class="entradilla">{v.Say(ExpedienteStateText.Of(e.State).Explanation)}</p>
            {FichaActions.Of(v, calls, file)}
            <div class="columnas">
            <section class="hoja"><h2>{v.Say("Presentació", "Presentación", "Filing")}</h2>{Filing(v, calls, file)}</section>
            <section class="hoja"><h2>{v.Say("Formulari", "Formulario", "Form")}</h2>{Form(v, file.Standing.Filed.Application, file.Standing.Application)}</section>
            </div>
            {FichaFindings.Of(v, file)}
            {Markup.Each(file.Requests.Reverse(), r => Request(v, calls, r))}
            {FichaNotices.Of(v, file)}
            {Comparison.Of(v, file.Compared, file.ComparedBefore)}
            {Memoria(v, file)}
            {FichaReinspections.Of(v, file)}
            {Documents(v, file)}
            <section class="hoja"><h2>{v.Say("Historial", "Historial", "History")}</h2>{FichaHistory.Of(v, file)}</section>
            """), ["memoria.js"]);
    }

    private static Markup Filing(Visit v, CallCatalogue calls, OpenFile file)
    {
        var (e, call) = (file.Expediente, calls.Find(file.Expediente.Key.Call)!);
        return Markup.Of($"""
            <dl class="datos">
            <dt>{v.Say("Registre d'entrada", "Registro de entrada", "Entry")}</dt><dd>{e.Entry.ToString()}</dd>
            <dt>{v.Say("Presentat", "Presentado", "Filed")}</dt><dd>{v.LongMoment(e.FiledAt)}</dd>
            <dt>{v.Say("Compta des del", "Cuenta desde el", "Counts from")}</dt><dd>{v.Long(e.Effective.Date)}<details><summary>{v.Say("Per què", "Por qué", "Why")}</summary><p>{v.Say(e.Effective.Reason)}</p></details></dd>
            <dt>{v.Say("Convocatòria", "Convocatoria", "Call")}</dt><dd>{v.Say(call.Title)}</dd>
            <dt>{v.Say("Programa", "Programa", "Programme")}</dt><dd>{v.Say(call.Find(e.Key.Number.Programme)!.Title)}{(e.Phase is { } phase ? v.Say($", fase {phase}", $", fase {phase}", $", phase {phase}") : "")}</dd>
            {Markup.If(e.MovedTo is not null, () => Markup.Of($"<dt>{v.Say("Traslladat a", "Trasladado a", "Moved to")}</dt><dd>{e.MovedTo!.Programme.Value} · {e.MovedTo.Call.Value}</dd>"))}
            <dt>{v.Say("Unitat", "Unidad", "Department")}</dt><dd>{v.Say(calls.All.SelectMany(c => c.Programmes).First(p => p.Department.Id == ((e.State as ExpedienteState.InEvaluation)?.Department ?? e.Department)).Department.Name)}</dd>
            <dt>{v.Say("Presentació", "Presentación", "Submission")}</dt><dd>{e.Submission.Value}</dd>
            </dl>
            """);
    }

    // As it stands; what answers to correction requests changed is shown from what to what.
    private static Markup Form(Visit v, Application filed, Application now)
    {
        return Markup.Of($"""
            <dl class="datos">
            <dt>{v.Say("Sol·licitant", "Solicitante", "Applicant")}</dt><dd>{Value(a => a.Applicant.Name)} (<a href="/panel/expedientes?nif={Uri.EscapeDataString(now.Applicant.TaxId.ToString()!)}">{now.Applicant.TaxId.ToString()}</a>)</dd>
            <dt>{v.Say("Municipi", "Municipio", "Municipality")}</dt><dd>{Value(a => a.Applicant.Municipality)}</dd>
            <dt>{v.Say("Constitució", "Constitución", "Founded")}</dt><dd>{Value(a => a.Applicant.Founded is { } founded ? Written.Plain(v, founded) : null)}</dd>
            <dt>{v.Say("Plantilla", "Plantilla", "Staff")}</dt><dd>{Value(a => a.Applicant.Employees?.ToString(CultureInfo.InvariantCulture))}</dd>
            <dt>{v.Say("Representant", "Representante", "Representative")}</dt><dd>{Value(a => a.Representative is { } r ? $"{r.Name} ({r.TaxId})" : null)}</dd>
            <dt>{v.Say("Correu", "Correo", "E-mail")}</dt><dd>{Value(a => a.Applicant.Email)}</dd>
            <dt>{v.Say("Projecte", "Proyecto", "Project")}</dt><dd>{Value(a => a.Project.Title)}</dd>
            <dt>{v.Say("Dates", "Fechas", "Dates")}</dt><dd>{Value(a => a.Project is { Start: { } start, End: { } end } ? $"{Written.Plain(v, start)}–{Written.Plain(v, end)}" : null)}</dd>
            <dt>{v.Say("Pressupost", "Presupuesto", "Budget")}</dt><dd>{Value(a => Money(a.Project.Budget))}</dd>
            <dt>{v.Say("Ajuda demanada", "Ayuda solicitada", "Aid asked for")}</dt><dd>{Value(a => Money(a.Project.AidRequested))}</dd>
            </dl>
            """);

        Markup Value(Func<Application, string?> of) => Amended(v, of(filed) ?? "—", of(now) ?? "—");
    }

    /// <summary>A value of the form as it stands, after the one that was filed where they differ.</summary>
    internal static Markup Amended(Visit v, string filed, string now) => filed == now ? Markup.Of($"{now}") : Markup.Of(
        $"""<span class="oculto">{v.Say("abans", "antes", "before")}: </span><del>{filed}</del> <span aria-hidden="true">→</span> <span class="oculto">{v.Say("ara", "ahora", "now")}: </span><ins>{now}</ins>""");

    private static Markup Request(Visit v, CallCatalogue calls, CorrectionRequest request) => Markup.Of($"""
        <section class="hoja"><h2>{v.Say("Requeriment", "Requerimiento", "Correction request")} {request.Number.ToString()}</h2>
        <p><span class="etiqueta {(request.State.IsOpen ? "ojo" : "")}">{StateWords.Event(v, request.State.Code)}</span> <span class="suave">{v.Moment(request.CreatedAt)} · {StateWords.Who(v, request.OrderedBy ?? Actor.Pipeline)}</span></p>
        {(request.State.On.Reception is { } reception ? Markup.Of($"<p>{v.Say("Rebut el", "Recibido el", "Received on")} {v.LongMoment(reception.At)}: {reception.Proof} <span class=\"suave\">({StateWords.Who(v, reception.By)})</span></p>") : Markup.None)}
        {Parts.RequestOf(v, request, calls.Find(request.Expediente.Call)!)}
        <p><a href="{Paths.Of(request.Number.Expediente)}/documentos/{Ficha.NameOf(request)}">{v.Say("Document emés (PDF)", "Documento emitido (PDF)", "Document as issued (PDF)")}</a></p></section>
        """);

    // Without a script the link opens the file; with it the pages are shown here.
    private static Markup Memoria(Visit v, OpenFile file)
    {
        var memoria = file.Standing.Memoria;
        var path = $"{Paths.Of(file.Expediente.Key.Number)}/originales/{memoria.Digest.Hex}";
        return Markup.Of($"""
            <section class="hoja" id="memoria"><h2>{v.Say("Memòria", "Memoria", "Memoria")}</h2>
            <p><a href="{path}?ver=1">{memoria.Name.Value}</a> <span class="suave">{v.Size(memoria.Bytes)}</span></p>
            <div data-memoria="{path}?ver=1" data-pagina="{v.Say("Pàgina {0} de {1}", "Página {0} de {1}", "Page {0} of {1}")}" data-anterior="{v.Say("Anterior", "Anterior", "Previous")}" data-siguiente="{v.Say("Següent", "Siguiente", "Next")}" data-error="{v.Say("La memòria no es pot mostrar ací: obriu el fitxer.", "La memoria no se puede mostrar aquí: abra el fichero.", "The memoria cannot be shown here: open the file.")}"></div>
            </section>
            """);
    }

    private static Markup Documents(Visit v, OpenFile file) => Markup.Of($"""
        <section class="hoja"><h2>{v.Say("Documents i empremtes", "Documentos y huellas", "Documents and digests")}</h2>
        <p><a href="{Paths.Of(file.Expediente.Key.Number)}/documentos/resguardo.pdf">{v.Say("Resguard (PDF)", "Resguardo (PDF)", "Receipt (PDF)")}</a> · {v.Say("empremta de l'assentament", "huella del asiento", "digest of the entry")} <code>{file.Entries[0].Hash.Hex}</code></p>
        {Markup.Each(file.Entries, entry => Markup.Of($"""
        <h3>{entry.Number.ToString()}</h3>
        {Parts.Documents(v, entry.Draft.Documents, d => Markup.Of($"""<a href="{Paths.Of(file.Expediente.Key.Number)}/originales/{d.Digest.Hex}">{d.Name.Value}</a>"""))}
        """))}</section>
        """);

    private static string? Money(decimal? amount) => amount is { } euros ? euros.ToString("#,##0.00", Euros) + " €" : null;
}
