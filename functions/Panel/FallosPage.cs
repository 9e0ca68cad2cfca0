using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Storage;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Functions.Panel;

/// <summary>The page of what went wrong.</summary>
internal static class FallosPage
{
    /// <summary>The page.</summary>
    public static HtmlPage Of(Visit v, IReadOnlyList<PoisonQueue> queues, IReadOnlyList<Rejection> rejections)
    {
        var title = v.Say("Avaries i rebutjos", "Averías y rechazos", "Failures and rejections");
        var failing = queues.Where(q => q.Count > 0).ToList();
        return Layout.Page(v, title, Markup.Of($"""
            <h1>{title}</h1>
            <div id="averias" data-vivo>
            <section><h2>{v.Say("El que no s'ha pogut processar", "Lo que no se ha podido procesar", "What could not be processed")}</h2>
            {(failing.Count == 0 ? Markup.Of($"""<p class="aviso bien">{v.Say("Res: tot ha passat.", "Nada: todo ha pasado.", "Nothing: everything went through.")}</p>""") : Markup.Each(failing, q => Queue(v, q)))}</section>
            <section><h2>{v.Say("Últimes presentacions rebutjades", "Últimas presentaciones rechazadas", "Latest rejected submissions")}</h2>
            {(rejections.Count == 0 ? Markup.Of($"<p>{v.Say("Cap.", "Ninguna.", "None.")}</p>") : Markup.Each(rejections, r => Rejected(v, r)))}</section>
            </div>
            """), ["vivo.js"]);
    }

    private static Markup Queue(Visit v, PoisonQueue queue) => Markup.Of($"""
        <section class="hoja"><h3>{Name(v, queue.Name)}: {queue.Count}</h3>
        <p>{Cause(v, queue.Name)}</p>
        {Markup.If(v.Member.May(StaffRole.Admin), () => Markup.Of($"""<form method="post" action="/panel/averias/todas">{v.Hidden}<input type="hidden" name="cola" value="{queue.Name}"><button>{v.Say("Reintentar-ho tot", "Reintentarlo todo", "Retry all")}</button></form>"""))}
        <ul>{Markup.Each(queue.Messages, m => Markup.Of($"""
        <li><code>{m.Text}</code> {(m.InsertedOn is { } at ? Markup.Of($"""<span class="suave">{v.Say("des del", "desde el", "since")} {v.Moment(Instant.FromDateTimeOffset(at))}</span>""") : Markup.None)}
        {Markup.If(v.Member.May(StaffRole.Act), () => Markup.Of($"""<form method="post" action="/panel/averias/una">{v.Hidden}<input type="hidden" name="cola" value="{queue.Name}"><input type="hidden" name="mensaje" value="{m.Id}"><button class="enlace">{v.Say("Reintentar", "Reintentar", "Retry")}</button></form>"""))}</li>
        """))}</ul>
        {Markup.If(queue.Count > queue.Messages.Count, () => Markup.Of($"""<p class="suave">{v.Say($"Es mostren els {queue.Messages.Count} primers.", $"Se muestran los {queue.Messages.Count} primeros.", $"The first {queue.Messages.Count} are shown.")}</p>"""))}
        </section>
        """);

    private static string Name(Visit v, string queue) => queue == Pipeline.Queues.BlobPoison ? v.Say("Entrada per blobs", "Entrada por blobs", "Blob inbox")
        : queue == Pipeline.Queues.Processing + Pipeline.Queues.PoisonSuffix ? v.Say("Tramitació", "Tramitación", "Processing")
        : queue;

    private static string Cause(Visit v, string queue) => queue == Pipeline.Queues.BlobPoison
        ? v.Say("La presentació va fallar cinc vegades en registrar-se. No s'ha perdut: els fitxers són en l'entrada.", "La presentación falló cinco veces al registrarse. No se ha perdido: los ficheros están en la entrada.", "Registering the submission failed five times. Nothing is lost: its files are in the inbox.")
        : v.Say("El missatge va fallar cinc vegades. La presentació està registrada i té resguard; li falta el pas següent. El registre d'activitat diu l'error.", "El mensaje falló cinco veces. La presentación está registrada y tiene resguardo; le falta el paso siguiente. El registro de actividad dice el error.", "The message failed five times. The submission is registered and has its receipt; its next step is missing. The log tells the error.");

    private static Markup Rejected(Visit v, Rejection r) => Markup.Of($"""
        <article class="hoja"><h3>{r.Key?.Value ?? v.Say("Sense identificador", "Sin identificador", "No key")}</h3>
        <p class="suave">{v.Moment(r.At)} · {(r.Door == Door.Http ? "HTTP" : "blobs")}</p>
        <ul>{Markup.Each(r.Faults, f => Markup.Of($"<li>{v.Say(f.Reason)} <span class=\"suave\">{v.Say(f.Remedy)}</span></li>"))}</ul></article>
        """);
}
