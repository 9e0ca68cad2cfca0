using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Panel;
using IntakePipeline.Registry;
using IntakePipeline.Storage;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Functions.Panel;

/// <summary>The page of what went wrong.</summary>
internal static class FallosPage
{
    /// <summary>The page.</summary>
    public static HtmlPage Of(Visit v, IReadOnlyList<PoisonQueue> queues, IReadOnlyDictionary<string, Failure> known, IReadOnlyList<Rejection> rejections)
    {
        var title = v.Say("Avaries i rebutjos", "Averías y rechazos", "Failures and rejections");
        var failing = queues.Where(q => q.Count > 0).ToList();
        return Layout.Page(v, title, Markup.Of($"""
            <h1>{title}</h1>
            <div id="averias" data-vivo>
            <section><h2>{v.Say("El que no s'ha pogut processar", "Lo que no se ha podido procesar", "What could not be processed")}</h2>
            {(failing.Count == 0 ? Markup.Of($"""<p class="aviso bien">{v.Say("Res: tot ha passat.", "Nada: todo ha pasado.", "Nothing: everything went through.")}</p>""") : Markup.Each(failing, q => Queue(v, q, known)))}</section>
            <section><h2>{v.Say("Últimes presentacions rebutjades", "Últimas presentaciones rechazadas", "Latest rejected submissions")}</h2>
            {(rejections.Count == 0 ? Markup.Of($"<p>{v.Say("Cap.", "Ninguna.", "None.")}</p>") : Markup.Each(rejections, r => Rejected(v, r)))}</section>
            </div>
            """), ["vivo.js"]);
    }

    private static Markup Queue(Visit v, PoisonQueue queue, IReadOnlyDictionary<string, Failure> known) => Markup.Of($"""
        <section class="hoja"><h3>{Name(v, queue.Name)}: {queue.Count}</h3>
        <p>{Cause(v, queue.Name)}</p>
        {Markup.If(v.Member.May(StaffRole.Admin), () => Markup.Of($"""<form method="post" action="/panel/averias/todas">{v.Hidden}<input type="hidden" name="cola" value="{queue.Name}"><button>{v.Say("Reintentar-ho tot", "Reintentarlo todo", "Retry all")}</button></form>"""))}
        <ul>{Markup.Each(queue.Messages, m => Message(v, queue.Name, m, known.GetValueOrDefault(m.Subject)))}</ul>
        {Markup.If(queue.Count > queue.Messages.Count, () => Markup.Of($"""<p class="suave">{v.Say($"Es mostren els {queue.Messages.Count} primers.", $"Se muestran los {queue.Messages.Count} primeros.", $"The first {queue.Messages.Count} are shown.")}</p>"""))}
        </section>
        """);

    private static Markup Message(Visit v, string queue, PoisonMessage m, Failure? failure) => Markup.Of($"""
        <li>{Subject(m)} {(m.InsertedOn is { } at ? Markup.Of($"""<span class="suave">{v.Say("des del", "desde el", "since")} {v.Moment(Instant.FromDateTimeOffset(at))}</span>""") : Markup.None)}
        <br>{(failure is null ? Markup.Of($"{FailureWords.Unknown(v)}") : Markup.Of($"""<strong>{FailureWords.Of(v, failure.Code)}</strong> <span class="suave">{v.Say($"{failure.Attempts} intents; l'últim", $"{failure.Attempts} intentos; el último", $"{failure.Attempts} attempts; the last")} {v.Moment(failure.At)} <code>{failure.Code}</code> <code>{failure.Kind}</code></span>"""))}
        {Markup.If(v.Member.May(StaffRole.Act), () => Markup.Of($"""<form method="post" action="/panel/averias/una">{v.Hidden}<input type="hidden" name="cola" value="{queue}"><input type="hidden" name="mensaje" value="{m.Id}"><button class="enlace" aria-label="{v.Say("Reintentar", "Reintentar", "Retry")} {m.Subject}">{v.Say("Reintentar", "Reintentar", "Retry")}</button></form>"""))}</li>
        """);

    // A number of the register leads to its application.
    private static Markup Subject(PoisonMessage m) => RegistryNumber.TryParse(m.Subject, out var entry)
        ? Markup.Of($"""<a href="/panel/expedientes?texto={Uri.EscapeDataString(entry.ToString())}">{entry.ToString()}</a>""")
        : Markup.Of($"<code>{(m.Subject == m.Id ? m.Text : m.Subject)}</code>");

    private static string Name(Visit v, string queue) => queue switch
    {
        Pipeline.Queues.BlobPoison => v.Say("Entrada per blobs i per correu", "Entrada por blobs y por correo", "Inbox of blobs and mail"),
        Pipeline.Queues.Processing + Pipeline.Queues.PoisonSuffix => v.Say("Tramitació", "Tramitación", "Processing"),
        Pipeline.Queues.Notifications + Pipeline.Queues.PoisonSuffix => v.Say("Notificacions", "Notificaciones", "Notifications"),
        Pipeline.Queues.Timestamps + Pipeline.Queues.PoisonSuffix => v.Say("Segells de temps", "Sellos de tiempo", "Timestamps"),
        _ => queue,
    };

    private static string Cause(Visit v, string queue) => queue switch
    {
        Pipeline.Queues.BlobPoison => v.Say("El registre va fallar cinc vegades. No s'ha perdut res: els fitxers són on van arribar.", "El registro falló cinco veces. No se ha perdido nada: los ficheros están donde llegaron.", "Registering failed five times. Nothing is lost: the files are where they arrived."),
        Pipeline.Queues.Processing + Pipeline.Queues.PoisonSuffix => v.Say("El missatge va fallar cinc vegades. La presentació està registrada i té resguard; li falta el pas següent.", "El mensaje falló cinco veces. La presentación está registrada y tiene resguardo; le falta el paso siguiente.", "The message failed five times. The submission is registered and has its receipt; its next step is missing."),
        _ => v.Say("El missatge va fallar cinc vegades. El registre no en depén.", "El mensaje falló cinco veces. El registro no depende de ello.", "The message failed five times. The register does not depend on it."),
    };

    private static Markup Rejected(Visit v, Rejection r) => Markup.Of($"""
        <article class="hoja"><h3>{r.Key?.Value ?? v.Say("Sense identificador", "Sin identificador", "No key")}</h3>
        <p class="suave">{v.Moment(r.At)} · {(r.Door == Door.Http ? "HTTP" : "blobs")}</p>
        <ul>{Markup.Each(r.Faults, f => Markup.Of($"<li>{v.Say(f.Reason)} <span class=\"suave\">{v.Say(f.Remedy)}</span></li>"))}</ul></article>
        """);
}
