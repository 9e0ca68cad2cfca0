using System.Globalization;
using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Notifications;

namespace IntakePipeline.Functions.Panel;

/// <summary>What the applicant was told, with what proves it: the server's answer, the message as handed over, the reports that came back, the reception on record.</summary>
internal static class FichaNotices
{
    /// <summary>The section; says so where nothing was told yet.</summary>
    public static Markup Of(Visit v, OpenFile file)
    {
        var title = v.Say("Notificacions", "Notificaciones", "Notifications");
        return Markup.Of($"""
            <section class="hoja" id="avisos"><h2>{title}</h2>
            {Markup.If(!file.Sends, () => Markup.Of($"""<p class="aviso ojo">{v.Say("No hi ha cap servidor de correu configurat: res no s'envia.", "No hay ningún servidor de correo configurado: no se envía nada.", "No mail server is configured: nothing is sent.")}</p>"""))}
            {(file.Notifications.Count == 0 ? Markup.Of($"<p>{v.Say("Cap.", "Ninguna.", "None.")}</p>") : Markup.Of($"""
            <div class="tabla fichas"><table><caption class="oculto">{title}</caption>
            <thead><tr><th scope="col">{v.Say("Avís", "Aviso", "Notice")}</th><th scope="col">{v.Say("Estat", "Estado", "State")}</th><th scope="col">{v.Say("Intents", "Intentos", "Attempts")}</th><th scope="col">{v.Say("Constància", "Constancia", "Evidence")}</th></tr></thead>
            <tbody>{Markup.Each(file.Notifications.Reverse(), n => Row(v, file, n))}</tbody></table></div>
            """))}</section>
            """);
    }

    /// <summary>A kind of notice in words.</summary>
    public static string Kind(Visit v, string kind) => kind switch
    {
        "resguardo" => v.Say("Resguard", "Resguardo", "Receipt"),
        "rechazo" => v.Say("Rebuig", "Rechazo", "Rejection"),
        "requerimiento" => v.Say("Requeriment d'esmena", "Requerimiento de subsanación", "Correction request"),
        "recordatorio" => v.Say("Recordatori del termini", "Recordatorio del plazo", "Reminder of the period"),
        "subsanado" => v.Say("Esmenat", "Subsanado", "Cured"),
        "admitido" => v.Say("Admés per la unitat", "Admitido por la unidad", "Accepted by the department"),
        "desistimiento-propuesto" => v.Say("Proposta de desistiment", "Propuesta de desistimiento", "Withdrawal proposal"),
        "desistimiento-retirado" => v.Say("Proposta de desistiment retirada", "Propuesta de desistimiento retirada", "Withdrawal proposal retracted"),
        "traslado" => v.Say("Trasllat", "Traslado", "Transfer"),
        _ => kind,
    };

    private static Markup Row(Visit v, OpenFile file, Notification n) => Markup.Of($"""
        <tr><th scope="row" data-titulo="{v.Say("Avís", "Aviso", "Notice")}"><span>{Kind(v, n.Notice.Kind)}{(n.Notice is IntakePipeline.Notifications.Notice.OfRequest asked ? " " + asked.Request : "")}<br><span class="suave">{v.Moment(n.CreatedAt)}</span></span></th>
        <td data-titulo="{v.Say("Estat", "Estado", "State")}"><span>{State(v, n)}{Retry(v, file, n)}</span></td>
        <td data-titulo="{v.Say("Intents", "Intentos", "Attempts")}">{n.Attempts.ToString(CultureInfo.InvariantCulture)}</td>
        <td data-titulo="{v.Say("Constància", "Constancia", "Evidence")}"><div>{Evidence(v, file, n)}</div></td></tr>
        """);

    private static Markup State(Visit v, Notification n) => n.State switch
    {
        NotificationState.Pending s => Label(v, "", v.Say("pendent", "pendiente", "waiting"), n.Trouble is null ? Markup.None : Markup.Of($"{v.Say("següent intent", "siguiente intento", "next attempt")}: {v.Moment(s.NotBefore)}")),
        NotificationState.Sending => Label(v, "acento", v.Say("enviant-se", "enviándose", "being sent"), Markup.None),
        NotificationState.Sent s => Label(v, "bien", v.Say("enviada", "enviada", "sent"), v.Moment(s.At)),
        NotificationState.Doubtful s => Label(v, "ojo", v.Say("dubtosa: potser s'ha entregat", "dudosa: quizá se ha entregado", "in doubt: it may have been delivered"), v.Moment(s.At)),
        NotificationState.Failed s => Label(v, "mal", v.Say("ha fallat", "ha fallado", "failed"), v.Moment(s.At)),
        NotificationState.NoAddress s => Label(v, "mal", v.Say("sense adreça: cal avisar d'una altra manera", "sin dirección: hay que avisar de otra manera", "no address: tell the applicant some other way"), v.Moment(s.At)),
        NotificationState.Moot s => Label(v, "", v.Say("ja no calia", "ya no hacía falta", "no longer needed"), v.Moment(s.At)),
        _ => throw new System.Diagnostics.UnreachableException("A state nobody shows."),
    };

    private static Markup Label(Visit v, string tone, string text, Markup more) => Markup.Of($"""<span class="etiqueta ancha {tone}">{text}</span> <span class="suave">{more}</span>""");

    private static Markup Retry(Visit v, OpenFile file, Notification n) => Markup.If(n.State.NeedsPerson && v.Member.May(StaffRole.Act), () => Markup.Of($"""
        <form method="post" action="{Paths.Of(file.Expediente.Key.Number)}/avisos">{v.Hidden}<input type="hidden" name="id" value="{n.Notice.Id}">
        {Markup.If(n.State is NotificationState.Doubtful, () => Markup.Of($"""<p class="pista">{v.Say("Si es va entregar, la persona la rebrà dos vegades.", "Si se entregó, la persona la recibirá dos veces.", "If it was delivered, the person will receive it twice.")}</p>"""))}
        <button class="segundo">{v.Say("Tornar a enviar", "Volver a enviar", "Send again")}</button></form>
        """));

    private static Markup Evidence(Visit v, OpenFile file, Notification n)
    {
        var path = Paths.Of(file.Expediente.Key.Number) + "/avisos/";
        var reception = n.Notice is IntakePipeline.Notifications.Notice.Correction asked ? file.Requests.FirstOrDefault(r => r.Number == asked.Request)?.State.On.Reception : null;
        return Markup.Of($"""
            {(n.Recipient is { } to ? Markup.Of($"<p>{v.Say("A", "A", "To")} {to}</p>") : Markup.None)}
            {(n.State is NotificationState.Sent sent ? Markup.Of($"<p>{v.Say("El servidor va respondre", "El servidor respondió", "The server answered")}: <code>{sent.Answer}</code></p>") : Markup.None)}
            {(n.Trouble is { } trouble ? Markup.Of($"<p>{v.Say("Problema", "Problema", "Trouble")}: <code>{trouble.Code}</code> {trouble.Detail}</p>") : Markup.None)}
            {(n.Message is { } message ? Markup.Of($"""<p><a href="{path}{message.Hex}">{v.Say("Missatge tal com es va entregar", "Mensaje tal como se entregó", "Message as handed over")} (.eml)</a></p>""") : Markup.None)}
            {Markup.Each(n.Reports, r => Markup.Of($"""<p><a href="{path}{r.Mail.Hex}">{Report(v, r.What)} (.eml)</a> <span class="suave">{v.Moment(r.At)}</span></p>"""))}
            {(reception is not null ? Markup.Of($"<p>{v.Say("Recepció", "Recepción", "Reception")}: {v.Moment(reception.At)}, {reception.Proof} <span class=\"suave\">({StateWords.Who(v, reception.By)})</span></p>") : Markup.None)}
            """);
    }

    private static string Report(Visit v, string what) => what switch
    {
        "entregado" => v.Say("Justificant d'entrega", "Justificante de entrega", "Delivery report"),
        "leido" => v.Say("Justificant de lectura", "Justificante de lectura", "Reading report"),
        "no-entregado" => v.Say("No s'ha pogut entregar", "No se ha podido entregar", "Could not be delivered"),
        "retrasado" => v.Say("Entrega retardada", "Entrega retrasada", "Delivery delayed"),
        _ => v.Say("Altre informe", "Otro informe", "Other report"),
    };
}
