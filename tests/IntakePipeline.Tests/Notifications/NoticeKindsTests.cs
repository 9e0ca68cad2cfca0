using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Mail.Mime;
using IntakePipeline.Notifications;
using IntakePipeline.Receipts;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Corrections;
using IntakePipeline.Tests.Notifications.Server;
using IntakePipeline.Tests.Submissions;
using NodaTime;

namespace IntakePipeline.Tests.Notifications;

/// <summary>Each kind of notice, from what happens in the pipeline to what a real mail server gets.</summary>
public sealed class NoticeKindsTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task From_the_receipt_to_the_transfer_each_step_is_told_once()
    {
        await using var server = await MailServer.StartAsync();
        await using var bench = await Correcting.StartAsync(azurite);

        // Filed and found wanting while no mail server was configured: nothing is lost.
        Assert.Equal(["requerimiento enviada", "resguardo enviada"], await SendAsync(bench, server, new LocalDateTime(2012, 6, 20, 10, 0)));
        var receipt = Only(server, "Resguard del registre 2012/000001, expedient EBT/2012/1 · Resguardo del registro 2012/000001, expediente EBT/2012/1");
        Assert.Equal(await PdfAsync(bench), Assert.Single(receipt.Attachments).Content().ToArray());
        var request = Only(server, "Requeriment d'esmena EBT/2012/1-R1 · Requerimiento de subsanación EBT/2012/1-R1");
        Assert.Equal("requerimiento-EBT-2012-1-R1.pdf", Assert.Single(request.Attachments).FileName);
        Assert.NotNull(request.Headers.Find("Disposition-Notification-To"));
        foreach (var defect in (await bench.RequestAsync()).Defects)
            Assert.True(request.ReadableText().Contains(defect.Text.Va, StringComparison.Ordinal) && request.ReadableText().Contains(defect.Text.Es, StringComparison.Ordinal), defect.Code);

        // Received on Thursday 21 June: the reminder goes on the last day on which two working days are left after it.
        await bench.GoToAsync(new LocalDateTime(2012, 6, 21, 12, 0));
        await bench.ReceiveAsync();
        var last = (await bench.RequestAsync()).State.On.Reception!.Deadline.LastDay;
        var day = last;
        var calendar = bench.Desk.Get<WorkingCalendar>();
        for (var left = 0; left < Reminders.WorkingDays || !calendar.IsWorking(day, calendar.ScopeOf("Alacant")); day = day.PlusDays(-1))
            left += calendar.IsWorking(day, calendar.ScopeOf("Alacant")) ? 1 : 0;
        await bench.GoToAsync(day.PlusDays(-1).At(new LocalTime(23, 0)));
        Assert.Equal(0, await bench.Desk.Get<Reminders>().RunAsync(default));
        await bench.GoToAsync(day.At(new LocalTime(6, 0)));
        Assert.Equal(1, await bench.Desk.Get<Reminders>().RunAsync(default));
        Assert.Equal(1, await bench.Desk.Get<Reminders>().RunAsync(default));
        Assert.Equal(["recordatorio enviada"], await SendAsync(bench, server, day.At(new LocalTime(6, 1))));
        Assert.Contains("inclòs, fins a les 23.59.59", Only(server, "El termini del requeriment EBT/2012/1-R1 acaba el").ReadableText(), StringComparison.Ordinal);

        await bench.AnswerAsync(bench.Answer("RT-2"));
        Assert.Equal(["resguardo enviada", "subsanado enviada"], await SendAsync(bench, server, day.At(new LocalTime(9, 0))));
        Only(server, "Requeriment EBT/2012/1-R1: esmenat · Requerimiento EBT/2012/1-R1: subsanado");
        Assert.Contains("Su contestación al requerimiento EBT/2012/1-R1", Only(server, "Resguard del registre 2012/000002").ReadableText(), StringComparison.Ordinal);

        var target = new Move(new CallId("emprendimiento-2012"), new ProgrammeId("CRE"));
        for (var again = 0; again < 2; again++)
            Assert.IsType<MoveOutcome.Done>(await bench.Desk.Get<MoveDesk>().MoveAsync(bench.Entry.Expediente, target, null, new Actor("núria"), "encaixa\r\nBcc: x@y.es millor", default));
        Assert.Equal(["traslado enviada"], await SendAsync(bench, server, day.At(new LocalTime(9, 5))));
        Assert.Contains("encaixa Bcc: x@y.es millor", Only(server, "Trasllat de l'expedient EBT/2012/1").ReadableText(), StringComparison.Ordinal);

        // Nothing is told twice, whatever is swept again.
        Assert.Empty(await SendAsync(bench, server, day.At(new LocalTime(9, 6))));
        Assert.Equal(6, server.Got.Count);
        Assert.All(server.Got, mail => Assert.Equal("auto-generated", Sending.Read(mail).Headers.Find("Auto-Submitted")));
        // Each as text and as a page, and each in both languages.
        Assert.All(server.Got, mail => Assert.Equal(["text/plain", "text/html"], Sending.Read(mail).All.Select(p => p.MediaType).Where(t => t.StartsWith("text/", StringComparison.Ordinal))));
        Assert.All(server.Got.Select(m => Sending.Read(m).ReadableText()), text => Assert.True(text.Contains("no el contesteu", StringComparison.Ordinal) && text.Contains("no lo conteste", StringComparison.Ordinal)));
        Assert.Equal(6, server.Got.Select(m => Sending.Read(m).Headers.Find("Message-ID")).Distinct().Count());
    }

    [Fact]
    public async Task A_proposed_withdrawal_is_told_and_one_undone_meanwhile_is_not()
    {
        await using var server = await MailServer.StartAsync();
        await using var bench = await Correcting.StartAsync(azurite);
        await bench.GoToAsync(new LocalDateTime(2012, 6, 21, 12, 0));
        await bench.ReceiveAsync();
        await bench.GoToAsync(new LocalDateTime(2012, 8, 1, 2, 30));
        Assert.Equal(1, await bench.Desk.Get<DeadlineSweep>().RunAsync(default));
        await using (var sending = await Sending.OpenAsync(azurite, bench.Account, server, new LocalDateTime(2012, 8, 1, 3, 0)))
        {
            var proposed = Assert.Single((await sending.OpenAsync()).OfType<Notice.WithdrawalProposed>());
            Assert.IsType<NotificationState.Sent>((await sending.Sender.SendAsync(proposed, default))!.State);
            await server.UntilAsync(1);
            Assert.Contains("76.3", Only(server, "Proposta de desistiment de l'expedient EBT/2012/1").ReadableText(), StringComparison.Ordinal);

            // The request was to be told, too; by now a person decided otherwise.
            await bench.Desk.Get<CorrectionDesk>().DecideAsync(bench.Number, DepartmentDecision.ToEvaluation, new Actor("núria"), "prou clar", default);
            var request = Assert.Single((await sending.OpenAsync()).OfType<Notice.Correction>());
            Assert.IsType<NotificationState.Moot>((await sending.Sender.SendAsync(request, default))!.State);
            Assert.DoesNotContain(request, await sending.OpenAsync());
        }

        Assert.Single(await server.UntilAsync(1));
    }

    [Fact]
    public async Task What_a_department_takes_back_accepts_and_asks_for_is_told()
    {
        await using var server = await MailServer.StartAsync();
        await using var bench = await Correcting.StartAsync(azurite);
        await bench.GoToAsync(new LocalDateTime(2012, 6, 21, 12, 0));
        await bench.ReceiveAsync();
        await SendAsync(bench, server, new LocalDateTime(2012, 6, 21, 12, 5));
        await bench.GoToAsync(new LocalDateTime(2012, 8, 1, 2, 30));
        Assert.Equal(1, await bench.Desk.Get<DeadlineSweep>().RunAsync(default));
        Assert.IsType<CorrectionOutcome.Done>(await bench.Desk.Get<CorrectionDesk>().RetractProposalAsync(bench.Number, Evaluated.Núria, "ha telefonat", default));
        // The proposal had not gone out yet, and never will.
        Assert.Equal(["desistimiento-propuesto sin-objeto", "desistimiento-retirado enviada"], await SendAsync(bench, server, new LocalDateTime(2012, 8, 1, 3, 0)));
        Only(server, "Es retira la proposta de desistiment de l'expedient EBT/2012/1 · Se retira la propuesta de desistimiento");

        await bench.AnswerAsync(bench.Answer("RT-2"));
        Assert.IsType<CorrectionRequestState.LateAnswer>((await bench.RequestAsync()).State);
        await bench.Desk.Get<CorrectionDesk>().DecideAsync(bench.Number, DepartmentDecision.ToEvaluation, Evaluated.Núria, "s'admet", default);
        Assert.Equal(["admitido enviada", "resguardo enviada"], await SendAsync(bench, server, new LocalDateTime(2012, 8, 1, 3, 5)));
        Assert.Contains("76.3", Only(server, "Requeriment EBT/2012/1-R1: la sol·licitud passa a l'avaluació").ReadableText(), StringComparison.Ordinal);

        Assert.IsType<DepartmentRequestOutcome.Done>(await Evaluated.AskAsync(bench.Desk, bench.Entry, 2));
        Assert.Equal(["requerimiento enviada"], await SendAsync(bench, server, new LocalDateTime(2012, 8, 1, 3, 10)));
        var asked = Only(server, "Requeriment d'esmena EBT/2012/1-R2");
        Assert.Contains("1. Falta l'annex 3: aporteu-lo.", asked.ReadableText(), StringComparison.Ordinal);
        Assert.Equal("requerimiento-EBT-2012-1-R2.pdf", Assert.Single(asked.Attachments).FileName);
        await bench.AnswerAsync(bench.Answer("RT-3", form: false, spoil: a => a["requerimiento"] = "EBT/2012/1-R2"));
        Assert.Equal(["resguardo enviada", "subsanado enviada"], await SendAsync(bench, server, new LocalDateTime(2012, 8, 1, 3, 15)));
        Assert.Contains("on es comprovarà el que es demanava", Only(server, "Requeriment EBT/2012/1-R2: contestat").ReadableText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_told_to_the_address_in_the_form_and_to_nobody_when_there_is_none()
    {
        await using var server = await MailServer.StartAsync();
        var account = await azurite.NewAccountAsync();
        await using var sending = await Sending.OpenAsync(azurite, account, server);
        var spoilt = Posting.Clean("RT-1", spoil: form => form["programa"] = "XYZ");
        Assert.IsType<IntakeOutcome.Refused>(await sending.Desk.PostAsync(spoilt));
        Assert.IsType<IntakeOutcome.Refused>(await sending.Desk.PostAsync(spoilt));
        Assert.IsType<IntakeOutcome.Refused>(await sending.Desk.PostAsync(Posting.Clean("RT-2", spoil: form => form["solicitante"]!["correo"] = "x@example.org\r\nRCPT TO:<y@example.org>") with { Signature = null }));
        var states = (await sending.SendAllAsync()).Select(n => n.State.Code).Order();
        Assert.Equal(["enviada", "sin-direccion"], states);
        var got = Assert.Single(await server.UntilAsync(1));
        Assert.Equal("x@example.org", got.To);
        Assert.StartsWith("La presentació RT-1 no s'ha registrat", Sending.Read(got).Headers.Find("Subject"), StringComparison.Ordinal);
        Assert.Contains("[programa-desconocido]", Sending.Read(got).ReadableText(), StringComparison.Ordinal);
        var document = Assert.Single(Sending.Read(got).Attachments);
        Assert.Matches("^rechazo-[A-Za-z0-9-]+\\.pdf$", document.FileName);
        Assert.Equal("%PDF-"u8.ToArray(), document.Content()[..5].ToArray());
    }

    // In both languages, whichever comes first.
    private static MimeMessage Only(MailServer server, string subject) => Assert.Single(
        server.Got.Select(Sending.Read), m => subject.Split(" · ").All(part => m.Headers.Find("Subject")!.Contains(part, StringComparison.Ordinal)));

    private static async Task<byte[]> PdfAsync(Correcting bench) =>
        (await bench.Desk.Get<ReceiptDesk>().FindAsync(bench.Entry.Csv, ReceiptForm.Pdf, default))!.Value.ToArray();

    private async Task<IEnumerable<string>> SendAsync(Correcting bench, MailServer server, LocalDateTime official)
    {
        await using var sending = await Sending.OpenAsync(azurite, bench.Account, server, official);
        var before = server.Got.Count;
        var sent = await sending.SendAllAsync();
        await server.UntilAsync(before + sent.Count(n => n.State is NotificationState.Sent));
        return sent.Select(n => $"{n.Notice.Kind} {n.State.Code}").Order(StringComparer.Ordinal);
    }
}
