using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Mail;
using IntakePipeline.Receipts;
using IntakePipeline.Validation;

namespace IntakePipeline.Functions.Pages;

/// <summary>Parts that applicants' and staff's pages share.</summary>
internal static class Parts
{
    /// <summary>What happened, newest first: when, who, why, by which article.</summary>
    public static Markup Timeline(Visit v, IEnumerable<HistoryEvent> history) => Markup.Of($"""
        <ol class="pasos" reversed>{Markup.Each(history.Reverse(), h => Markup.Of($"""
        <li><p><strong>{StateWords.Event(v, h.What)}</strong> <span class="suave">{v.Moment(h.At)} · {StateWords.Who(v, h.Who)}{(h.Article.Length > 0 ? " · " + h.Article : "")}</span></p>
        <p>{v.Say(h.Why)}</p></li>
        """))}</ol>
        """);

    /// <summary>The end of a period, with how it came about one click away.</summary>
    public static Markup DeadlineOf(Visit v, Deadline deadline) => Markup.Of($"""
        <p><strong>{v.Long(deadline.LastDay)}</strong>, {v.Say("inclòs, fins a les 23:59:59", "incluido, hasta las 23:59:59", "included, until 23:59:59")}</p>
        <details><summary>{v.Say("Com s'ha comptat este termini", "Cómo se ha contado este plazo", "How this date was counted")}</summary>
        {Trace(v, deadline.Trace)}</details>
        """);

    /// <summary>The calendar's steps.</summary>
    public static Markup Trace(Visit v, IEnumerable<TraceStep> trace) => Markup.Of($"""
        <ol>{Markup.Each(trace, s => Markup.Of($"""<li>{v.Short(s.Date)}: {v.Say(s.Text)} <span class="suave">({s.Article})</span></li>"""))}</ol>
        """);

    /// <summary>Findings, each with what was expected and found and its article.</summary>
    public static Markup Findings(Visit v, IEnumerable<Finding> findings) => Markup.Of($"""
        <ul>{Markup.Each(findings, f => Markup.Of($"""
        <li><p>{v.Say(f.Text)} <span class="suave">({f.Article})</span></p>{Compared(v, f)}</li>
        """))}</ul>
        """);

    /// <summary>Every file of a filing with its size and digest.</summary>
    public static Markup Documents(Visit v, IEnumerable<Registry.KeptDocument> documents, Func<Registry.KeptDocument, Markup>? link = null) => Markup.Of($"""
        <div class="tabla fichas"><table>
        <caption class="oculto">{v.Say("Fitxers registrats", "Ficheros registrados", "Registered files")}</caption>
        <thead><tr><th scope="col">{v.Say("Fitxer", "Fichero", "File")}</th><th scope="col">{v.Say("Tipus", "Tipo", "Kind")}</th><th scope="col">{v.Say("Grandària", "Tamaño", "Size")}</th><th scope="col">SHA-256</th></tr></thead>
        <tbody>{Markup.Each(documents, d => Markup.Of($"""
        <tr><th scope="row" data-titulo="{v.Say("Fitxer", "Fichero", "File")}">{(link is null ? Markup.Of($"{d.Name.Value}") : link(d))}</th><td data-titulo="{v.Say("Tipus", "Tipo", "Kind")}">{d.Kind}</td><td data-titulo="{v.Say("Grandària", "Tamaño", "Size")}">{v.Size(d.Bytes)}</td><td data-titulo="SHA-256"><code>{d.Digest.Hex}</code></td></tr>
        """))}</tbody></table></div>
        """);

    /// <summary>The limits on what is uploaded, before anybody uploads (R4 7.2.1, 8.3).</summary>
    public static Markup Limits(Visit v) => Markup.Of($"""
        <section class="aviso" aria-labelledby="limites"><h2 id="limites">{v.Say("Abans d'enviar res", "Antes de enviar nada", "Before you send anything")}</h2>
        <ul>
        <li>{v.Say("La memòria, en PDF: 8 Mb com a màxim.", "La memoria, en PDF: 8 Mb como máximo.", "The memoria, as PDF: 8 Mb at most.")} <span class="suave">(R4 7.2.1)</span></li>
        <li>{v.Say("Si està escanejada: 200 ppp i en blanc i negre.", "Si está escaneada: 200 ppp y en blanco y negro.", "If it was scanned: 200 dpi, black and white.")} <span class="suave">(R4 7.2.1)</span></li>
        <li>{v.Say("La resta de documents, per correu electrònic amb el número d'expedient: 10 Mb per missatge com a màxim.", "El resto de documentos, por correo electrónico con el número de expediente: 10 Mb por mensaje como máximo.", "All other documents by e-mail, quoting the file number: 10 Mb a message at most.")} <span class="suave">(R4 8.3)</span></li>
        </ul>
        <p class="suave">{v.Say("R4: Resolució d'11 de maig de 2012, del president de l'IMPIVA (Pla d'Empreniment).", "R4: Resolución de 11 de mayo de 2012, del presidente del IMPIVA (Plan de Emprendimiento).", "R4: Resolution of 11 May 2012 of the president of IMPIVA (Entrepreneurship Plan).")}</p></section>
        """);

    /// <summary>What a receipt says, in short.</summary>
    public static Markup Filing(Visit v, Receipt receipt) => Markup.Of($"""
        <dl class="datos">
        <dt>{v.Say("Registre d'entrada", "Registro de entrada", "Entry in the register")}</dt><dd>{receipt.Number.ToString()}</dd>
        <dt>{v.Say("Expedient", "Expediente", "File number")}</dt><dd>{receipt.Expediente.ToString()}</dd>
        <dt>{v.Say("Presentada", "Presentada", "Filed")}</dt><dd>{v.LongMoment(receipt.FiledAt)}</dd>
        <dt>{v.Say("Compta des del", "Cuenta desde el", "Counts from")}</dt><dd>{v.Long(receipt.Effective.Date)}
        <details><summary>{v.Say("Per què este dia", "Por qué este día", "Why this day")}</summary><p>{v.Say(receipt.Effective.Reason)}</p></details></dd>
        <dt>{v.Say("Sol·licitant", "Solicitante", "Applicant")}</dt><dd>{receipt.Applicant.Name} ({receipt.Applicant.TaxId})</dd>
        <dt>{v.Say("Projecte", "Proyecto", "Project")}</dt><dd>{receipt.ProjectTitle}</dd>
        <dt>{v.Say("Convocatòria", "Convocatoria", "Call")}</dt><dd>{v.Say(receipt.CallTitle)}</dd>
        <dt>{v.Say("Programa", "Programa", "Programme")}</dt><dd>{v.Say(receipt.ProgrammeTitle)}{(receipt.Phase is { } phase ? v.Say($", fase {phase}", $", fase {phase}", $", phase {phase}") : "")}</dd>
        <dt>{v.Say("Unitat", "Unidad", "Department")}</dt><dd>{v.Say(receipt.Department)}</dd>
        </dl>
        {Markup.If(receipt.Simulated, () => Markup.Of($"""<p class="aviso ojo"><strong>{v.Say("Simulació", "Simulación", "Simulation")}</strong>: {v.Say("este resguard no prova res.", "este resguardo no prueba nada.", "this receipt proves nothing.")}</p>"""))}
        """);

    /// <summary>What a request asks for and by when.</summary>
    public static Markup RequestOf(Visit v, CorrectionRequest request, Call call) => Markup.Of($"""
        <h3>{v.Say("Què cal esmenar", "Qué hay que subsanar", "What has to be cured")}</h3>
        {Findings(v, request.Defects)}
        <h3>{v.Say("Fins quan", "Hasta cuándo", "Until when")}</h3>
        {(request.State.On.Reception is { } reception
            ? DeadlineOf(v, reception.Deadline)
            : Markup.Of($"""<p>{v.Say($"{call.Correction.WorkingDays} dies hàbils, comptats des de l'endemà de rebre el requeriment.", $"{call.Correction.WorkingDays} días hábiles, contados desde el siguiente a recibir el requerimiento.", $"{call.Correction.WorkingDays} working days, counted from the day after you receive the request.")} <span class="suave">({call.Correction.Article})</span></p>"""))}
        """);

    /// <summary>On an English page, why part of it is not: there are no official texts in English.</summary>
    public static Markup OfficialLanguage(Visit v) => Markup.If(v.Language == PageLanguage.English, () => Markup.Of($"""<p class="suave">Official texts exist in Valencian and Spanish only, and are shown in Spanish.</p>"""));

    // Of a document that is to come the text says everything; what is expected is only its name in the data.
    private static Markup Compared(Visit v, Finding f) => Markup.If((f.Expected is not null || f.Found is not null) && f.Code != MailedDocuments.PendingCode, () => Markup.Of($"""
        <p class="suave">{(f.Expected is { } e ? v.Say("S'esperava", "Se esperaba", "Expected") + ": " + e : "")}{(f is { Expected: not null, Found: not null } ? " · " : "")}{(f.Found is { } x ? v.Say("Consta", "Consta", "Found") + ": " + x : "")}</p>
        """));
}
