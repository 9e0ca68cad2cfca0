using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IntakePipeline.Calendar;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Access;
using IntakePipeline.Notifications;
using IntakePipeline.Registry;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Corrections;
using IntakePipeline.Tests.Functions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace IntakePipeline.Tests.Pages;

/// <summary>What is done on the page of an application, over HTTP against the real host.</summary>
public sealed partial class FichaTests(AzuriteFixture azurite)
{
    private const string First = "/panel/expedientes/EBT/2012/1", Second = "/panel/expedientes/EBT/2012/2";
    private const string Hostile = "\"><script>alert(1)</script>'&amp; falta l'annex";

    private static readonly (string, string)[] Texts =
        [("ronda", "1"), ("defecto", "memoria-incompleta.1"), ("va.memoria-incompleta.1", "VA " + Hostile), ("es.memoria-incompleta.1", "ES " + Hostile), ("motivo", "falta l'annex")];

    private static readonly ExpedienteKey Key = new(new("emprendimiento-2012"), new ExpedienteNumber(new("EBT"), 2012, 2));

    [Fact]
    public async Task A_correction_is_chosen_written_seen_and_issued_once()
    {
        await using var office = await Office.OpenAsync(azurite, clean: 1);
        using var officer = await office.SignInAsync(StaffRole.Act);
        using var other = await office.SignInAsync(StaffRole.Act, "blai@example.org");

        using var chosen = await officer.GetAsync(Second + "/requerir");
        Assert.Contains("value=\"memoria-incompleta.1\"", await chosen.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var written = await officer.PostAsync(Second + "/requerir", ("ronda", "1"), ("paso", "textos"), ("defecto", "memoria-incompleta.1"));
        Assert.Contains("A la memòria tècnica li falten pàgines. Torneu a presentar-la sencera.</textarea>", WebUtility.HtmlDecode(await written.Content.ReadAsStringAsync()), StringComparison.Ordinal);

        // It is seen in both languages, as text, before anything is sent.
        using var seen = await officer.PostAsync(Second + "/requerir", [("paso", "ver"), .. Texts]);
        var preview = await seen.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        Assert.DoesNotContain("<script>alert", preview, StringComparison.Ordinal);
        var text = await Caller.TextAsync(seen);
        Assert.Contains("1. VA " + Hostile, text, StringComparison.Ordinal);
        Assert.Contains("1. ES " + Hostile, text, StringComparison.Ordinal);
        Assert.Contains("No es pot desfer.", text, StringComparison.Ordinal);
        Assert.Null(await RequestAsync(office, 1));

        // Two clicks of one person and two of another, at once.
        var answers = await Task.WhenAll(new[] { officer, officer, other, other }.Select(who => who.PostAsync(Second + "/requerir", [("paso", "emitir"), .. Texts])));
        var mine = answers[0].StatusCode == HttpStatusCode.SeeOther;
        Assert.Equal([mine, mine, !mine, !mine], answers.Select(a => a.StatusCode == HttpStatusCode.SeeOther));
        Assert.Equal(2, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
        foreach (var answer in answers)
            answer.Dispose();
        var request = (await RequestAsync(office, 1))!;
        Assert.Equal("VA " + Hostile, Assert.Single(request.Defects).Text.Va);
        Assert.Null(await RequestAsync(office, 2));
        using var page = await officer.GetAsync(Second);
        var ficha = await Caller.TextAsync(page);
        Assert.Contains("Pendent d'esmena", ficha, StringComparison.Ordinal);
        Assert.Single(HistoryOf(await page.Content.ReadAsStringAsync()), line => line.Contains("La unitat demana esmenar un defecte", StringComparison.Ordinal));
        using var pdf = await officer.GetAsync(Second + "/documentos/requerimiento-R1.pdf");
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType?.MediaType);
        using var late = await other.GetAsync(Second + "/requerir");
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);

        // The applicant reads it as it was written, and as text.
        var entry = (await Services(office).GetRequiredService<ILedgerStore>().FindAsync(request.Entry, default))!;
        using var applicant = Caller.Anonymous(office.Address);
        (await applicant.GetAsync("/estado")).Dispose();
        (await applicant.PostAsync("/estado", ("expediente", "EBT/2012/2"), ("codigo", entry.Csv.ToString()))).Dispose();
        using var status = await applicant.GetAsync("/estado/expediente");
        Assert.DoesNotContain("<script>alert", await status.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("VA " + Hostile, await Caller.TextAsync(status), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_go_out_comes_back_with_what_was_written()
    {
        await using var office = await Office.OpenAsync(azurite, clean: 1);
        using var officer = await office.SignInAsync(StaffRole.Act);
        foreach (var (va, why) in new[] { ("", "x"), ("amb\u0001control", "x"), ("al revés \u202E", "x"), (new string('a', 1001), "x"), ("bé", ""), ("bé", "dos\nlínies") })
        {
            using var refused = await officer.PostAsync(
                Second + "/requerir", ("paso", "emitir"), ("ronda", "1"), ("defecto", "memoria-danada.1"), ("va.memoria-danada.1", va), ("es.memoria-danada.1", "es conserva"), ("motivo", why));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains("es conserva</textarea>", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var none = await officer.PostAsync(Second + "/requerir", ("paso", "textos"), ("ronda", "1"), ("defecto", "inventado.1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.StatusCode);
        using var old = await officer.PostAsync(Second + "/requerir", [("paso", "emitir"), .. Texts.Skip(1), ("ronda", "7")]);
        Assert.Equal(HttpStatusCode.Conflict, old.StatusCode);
        using var awaiting = await officer.PostAsync(First + "/requerir", [("paso", "emitir"), .. Texts.Skip(1), ("ronda", "2")]);
        Assert.Equal(HttpStatusCode.Conflict, awaiting.StatusCode);
        Assert.Null(await RequestAsync(office, 1));
    }

    [Fact]
    public async Task Programs_ask_by_the_same_rules()
    {
        await using var office = await Office.OpenAsync(azurite, clean: 1);
        using var officer = await office.SignInAsync(StaffRole.Act);
        const string Path = "/api/panel/expedientes/EBT/2012/2/requerimientos";
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync("""{"ronda":1,"defectos":[{"codigo":"memoria-danada","va":"","es":"b"}],"motivo":"m"}"""));
        Assert.Equal(HttpStatusCode.BadRequest, await AskAsync("""{"ronda":1,"defectos":"memoria-danada","motivo":"m"}"""));
        Assert.Equal((HttpStatusCode)422, await AskAsync("""{"ronda":1,"defectos":[{"codigo":"inventado","va":"a","es":"b"}],"motivo":"m"}"""));
        Assert.Equal(HttpStatusCode.Conflict, await AskAsync("""{"ronda":2,"defectos":[{"codigo":"memoria-danada","va":"a","es":"b"}],"motivo":"m"}"""));
        foreach (var _ in new[] { 1, 2 })
            Assert.Equal(HttpStatusCode.OK, await AskAsync("""{"ronda":1,"defectos":[{"codigo":"memoria-danada","va":"a","es":"b"}],"motivo":"m"}"""));
        Assert.Equal("a", (await RequestAsync(office, 1))!.Defects[0].Text.Va);

        async Task<HttpStatusCode> AskAsync(string json)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(office.Address, Path)) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
            request.Headers.Add(CrossSite.Header, officer.Token);
            using var answer = await officer.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_memoria_is_read_again_beside_what_was_decided_and_a_double_click_reads_it_once()
    {
        await using var office = await Office.OpenAsync(azurite, clean: 1);
        using var officer = await office.SignInAsync(StaffRole.Act);
        var before = (await Services(office).GetRequiredService<IExpedienteStore>().FindAsync(Key, default))!;
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => officer.PostAsync(Second + "/reinspeccionar", ("vez", "1"), ("motivo", "sembla que falta text"))));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.SeeOther, a.StatusCode));
        foreach (var answer in answers)
            answer.Dispose();
        var after = (await Services(office).GetRequiredService<IExpedienteStore>().FindAsync(Key, default))!;
        Assert.Equal((before.State, before.Memoria, before.Findings.Count), (after.State, after.Memoria, after.Findings.Count));
        using var page = await officer.GetAsync(Second);
        var html = await page.Content.ReadAsStringAsync();
        Assert.Contains("id=\"reinspecciones\"", html, StringComparison.Ordinal);
        Assert.Single(HistoryOf(html), line => line.Contains("sembla que falta text", StringComparison.Ordinal));
        using var old = await officer.PostAsync(Second + "/reinspeccionar", ("vez", "3"), ("motivo", "x"));
        Assert.Equal(HttpStatusCode.Conflict, old.StatusCode);
        // The applicant's page knows nothing of it.
        Assert.DoesNotContain(await Services(office).GetRequiredService<IExpedienteStore>().HistoryAsync(Key, default), h => h.What == HistoryEvent.ReinspectedCode && !h.IsInternal);
    }

    [Fact]
    public async Task What_reads_otherwise_is_shown_and_can_be_asked_for()
    {
        await using var office = await Office.OpenAsync(azurite, clean: 1);
        using var officer = await office.SignInAsync(StaffRole.Act);
        // As if the reader of that day had seen less and found something else.
        var expediente = (await Services(office).GetRequiredService<IExpedienteStore>().FindAsync(Key, default))!;
        var reports = Services(office).GetRequiredService<IMemoriaReportStore>();
        var report = JsonNode.Parse((await reports.FindAsync(Key, expediente.Memoria!.Value, default))!.Value.Span)!.AsObject();
        report["fields"]!.AsArray().Add(JsonNode.Parse("""{"name":"titulo","value":"Un altre títol","page":1,"confidence":0.9,"source":"Text","box":[10,20,30,40]}"""));
        report["findings"]!.AsArray().Add(JsonNode.Parse("""{"code":"memoria-danada","severity":"defect","fields":["documentos"],"expected":null,"found":null,"article":"R4 7.2.1","text":{"va":"Llegida de nou, està danyada.","es":"Leída de nuevo, está dañada."}}"""));
        (report["quien"], report["motivo"], report["fecha"]) = ("blai", "prova", "2012-06-22T07:00:00Z");
        await reports.SaveAgainAsync(Key, expediente.Memoria!.Value, 1, Encoding.UTF8.GetBytes(report.ToJsonString()), default);

        using var page = await officer.GetAsync(Second);
        var text = await Caller.TextAsync(page);
        Assert.Contains("Un altre títol", text, StringComparison.Ordinal);
        Assert.Contains("Llegida de nou, està danyada.", text, StringComparison.Ordinal);
        using var choices = await officer.PostAsync(Second + "/requerir", ("ronda", "1"), ("paso", "textos"), ("defecto", "memoria-danada.1"));
        Assert.Contains("Llegida de nou, està danyada.</textarea>", WebUtility.HtmlDecode(await choices.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_answers_changed_is_shown_from_what_to_what_beside_the_memoria_that_counts()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        var answer = await bench.AnswerAsync(bench.Answer("RS-1"));
        await using var host = await RunningHost.StartAsync(azurite, bench.Account, new LocalDateTime(2012, 6, 22, 9, 0));
        using var reader = await Caller.SignInAsync(host.Host.Address, StaffRole.Read, "núria@example.org");
        using var page = await reader.GetAsync(First);
        var html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
        Assert.Equal(2, Regex.Count(html, "<del>88.450,00 €</del>[^\n]*<ins>87.450,00 €</ins>", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5)));
        Assert.Contains($"data-memoria=\"{First}/originales/{answer.Draft.Documents.Single(d => d.Kind == "memoria").Digest.Hex}?ver=1\"", html, StringComparison.Ordinal);
        // Nothing can be done by who only reads.
        Assert.DoesNotContain("/requerir", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/reinspeccionar", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_is_retracted_by_its_author_and_stays_struck_through()
    {
        await using var office = await Office.OpenAsync(azurite, clean: 1);
        using var author = await office.SignInAsync(StaffRole.Act);
        using var other = await office.SignInAsync(StaffRole.Act, "blai@example.org");
        using var admin = await office.SignInAsync(StaffRole.Admin, "cap@example.org");
        foreach (var note in new[] { "nota u", "nota dos" })
            (await author.PostAsync(Second + "/nota", ("nota", note))).Dispose();
        var notes = (await Services(office).GetRequiredService<IExpedienteStore>().HistoryAsync(Key, default)).Where(h => h.What == HistoryEvent.NoteCode).ToList();
        Assert.Equal(HttpStatusCode.Conflict, await RetractAsync(other, notes[0]));
        foreach (var _ in new[] { 1, 2 })
            Assert.Equal(HttpStatusCode.SeeOther, await RetractAsync(author, notes[0]));
        Assert.Equal(HttpStatusCode.SeeOther, await RetractAsync(admin, notes[1]));
        using var page = await author.GetAsync(Second);
        var html = await page.Content.ReadAsStringAsync();
        Assert.Contains("<s>nota u</s>", html, StringComparison.Ordinal);
        Assert.Contains("<s>nota dos</s>", html, StringComparison.Ordinal);
        Assert.Equal(2, (await Services(office).GetRequiredService<IExpedienteStore>().HistoryAsync(Key, default)).Count(h => h.What == HistoryEvent.NoteRetractedCode));
        Assert.Contains("cap@example.org", await Caller.TextAsync(page), StringComparison.Ordinal);

        static async Task<HttpStatusCode> RetractAsync(Caller who, HistoryEvent note)
        {
            using var answer = await who.PostAsync(Second + "/retirar-nota", ("nota", JsonText.Iso(note.At)));
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_transfer_is_undone_in_one_click()
    {
        await using var office = await Office.OpenAsync(azurite, clean: 1);
        using var officer = await office.SignInAsync(StaffRole.Act);
        (await officer.PostAsync(Second + "/trasladar", ("destino", "emprendimiento-2012~CRE"), ("motivo", "convé més"))).Dispose();
        using var moved = await officer.GetAsync(Second);
        var form = Regex.Match(await moved.Content.ReadAsStringAsync(), "name=\"destino\" value=\"(?<to>[^\"]+)\">\\s*<input type=\"hidden\" name=\"motivo\" value=\"(?<why>[^\"]+)\"", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
        Assert.Equal("emprendimiento-2012~EBT", form.Groups["to"].Value);
        using var undone = await officer.PostAsync(Second + "/trasladar", ("destino", form.Groups["to"].Value), ("motivo", WebUtility.HtmlDecode(form.Groups["why"].Value)));
        Assert.Equal(HttpStatusCode.SeeOther, undone.StatusCode);
        Assert.Null((await Services(office).GetRequiredService<IExpedienteStore>().FindAsync(Key, default))!.MovedTo);
    }

    [Fact]
    public async Task A_late_answer_is_accepted_and_a_proposal_taken_back_until_it_is_signed()
    {
        await using var office = await Office.OpenAsync(azurite);
        using var officer = await office.SignInAsync(StaffRole.Act);
        var (process, key) = (Services(office).GetRequiredService<CorrectionProcess>(), Key with { Number = new ExpedienteNumber(new("EBT"), 2012, 1) });
        var number = CorrectionRequestNumber.First(key.Number);
        (await officer.PostAsync(First + "/recepcion", ("fecha", "2012-06-21T09:00"), ("constancia", "justificant 17"))).Dispose();
        var over = OfficialClock.FromLocal(new LocalDateTime(2012, 8, 1, 9, 0));
        foreach (var happened in new CorrectionEvent[] { new CorrectionEvent.DeadlineChecked(over), new CorrectionEvent.ProposedOnExpiry(over) })
            Assert.NotNull(await process.ApplyAsync(key, number, happened, default));
        await DecideAsync("retirar-desistimiento", "ha telefonat");
        Assert.IsType<CorrectionRequestState.Expired>((await FindAsync()).State);
        Assert.NotNull(await process.ApplyAsync(key, number, new CorrectionEvent.Answered(new Answer(new RegistryNumber(2012, 1), over), over), default));
        await DecideAsync("proponer-desistimiento", "no ho cura");
        await DecideAsync("retirar-desistimiento", "sí que ho cura");
        Assert.IsType<CorrectionRequestState.LateAnswer>((await FindAsync()).State);
        await DecideAsync("evaluacion", "s'admet");
        Assert.IsType<ExpedienteState.InEvaluation>((await Services(office).GetRequiredService<IExpedienteStore>().FindAsync(key, default))!.State);
        using var refused = await officer.PostAsync(First + "/decidir", ("decision", "retirar-desistimiento"), ("motivo", "x"));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);

        var told = (await Services(office).GetRequiredService<NotificationLog>().OfAsync(key, default)).Select(n => n.Notice.Kind).ToList();
        Assert.Equal((2, 2, 1), (told.Count(k => k == "desistimiento-propuesto"), told.Count(k => k == "desistimiento-retirado"), told.Count(k => k == "admitido")));
        var history = (await Services(office).GetRequiredService<IExpedienteStore>().HistoryAsync(key, default)).ToList();
        Assert.Equal(2, history.Count(h => h.What == HistoryEvent.ProposalRetractedCode && h.Who.Name == "núria@example.org"));
        Assert.Single(history, h => h.What == "admitido-por-la-unidad" && h.Why.Es.EndsWith("s'admet", StringComparison.Ordinal));

        async Task DecideAsync(string decision, string why)
        {
            using var done = await officer.PostAsync(First + "/decidir", ("decision", decision), ("motivo", why));
            Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        }

        async Task<CorrectionRequest> FindAsync() => (await Services(office).GetRequiredService<CorrectionDesk>().FindAsync(number, default))!;
    }

    [Fact]
    public async Task Each_notice_stands_there_with_its_evidence_and_can_be_sent_again()
    {
        await using var office = await Office.OpenAsync(azurite);
        using var officer = await office.SignInAsync(StaffRole.Act);
        var key = Key with { Number = new ExpedienteNumber(new("EBT"), 2012, 1) };
        var evidence = await FichaOffice.TellAsync(Services(office), key);
        (await officer.PostAsync(First + "/recepcion", ("fecha", "2012-06-21T09:00"), ("constancia", "justificant <17>"))).Dispose();

        using var page = await officer.GetAsync(First);
        var text = await Caller.TextAsync(page);
        foreach (var shown in new[] { "250 2.0.0 Ok: queued", "smtp-550", "Justificant d'entrega", "justificant <17>", "ha fallat" })
            Assert.Contains(shown, text, StringComparison.Ordinal);
        using var message = await officer.GetAsync($"{First}/avisos/{evidence.Message.Hex}");
        Assert.Equal("From: a\r\n\r\nhola", await message.Content.ReadAsStringAsync());
        Assert.Equal("attachment", message.Content.Headers.ContentDisposition?.DispositionType);
        using var report = await officer.GetAsync($"{First}/avisos/{evidence.Report.Hex}");
        Assert.Equal("Subject: delivered", await report.Content.ReadAsStringAsync());
        // Originals of the application are no evidence, and another's evidence is not this one's.
        using var none = await officer.GetAsync($"{Second}/avisos/{evidence.Message.Hex}");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);

        var store = Services(office).GetRequiredService<INotificationStore>();
        using var again = await officer.PostAsync(First + "/avisos", ("id", evidence.Failed.Id));
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        Assert.IsType<NotificationState.Pending>((await store.FindAsync(evidence.Failed, default))!.State);
        using var anothers = await officer.PostAsync(First + "/avisos", ("id", new IntakePipeline.Notifications.Notice.Correction(Key, CorrectionRequestNumber.First(Key.Number)).Id));
        Assert.Equal(HttpStatusCode.Conflict, anothers.StatusCode);
    }

    private static IServiceProvider Services(Office office) => office.Host.Host.Services;

    private static Task<CorrectionRequest?> RequestAsync(Office office, int round) =>
        Services(office).GetRequiredService<ICorrectionRequestStore>().FindAsync(Key, new CorrectionRequestNumber(Key.Number, round), default);

    private static IEnumerable<string> HistoryOf(string html) => Steps.Matches(html).Select(m => WebUtility.HtmlDecode(m.Value));

    [GeneratedRegex("<li><p><strong>.*?</li>", RegexOptions.CultureInvariant | RegexOptions.Singleline, 5000)]
    private static partial Regex Steps { get; }
}
