using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Local.Samples.Pdf;
using IntakePipeline.Mail;
using IntakePipeline.Notifications;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Evaluation;
using IntakePipeline.Tests.Notifications;
using IntakePipeline.Tests.Notifications.Server;
using IntakePipeline.Tests.Submissions;
using IntakePipeline.Validation;
using NodaTime;

namespace IntakePipeline.Tests.Mail;

/// <summary>The mail channel (R4 8.3) on real storage.</summary>
public sealed class MailIntakeTests(AzuriteFixture azurite)
{
    private static readonly byte[] Pdf = Memorias.Pdf.Samples.Read(Memorias.Pdf.Samples.Names.First());

    [Fact]
    public async Task Documents_are_registered_receipted_kept_and_no_longer_missing()
    {
        await using var bench = await OpenAsync();
        var before = await ExpedienteAsync(bench);
        Assert.Contains(before.Findings, f => f is { Code: "documento-pendiente-por-correo", Expected: "tc1" });
        var mail = new Eml { Files = [("EBT_2012_1 TC1 últim.pdf", Pdf), ("Plan de empresa.pdf", Pdf), ("foto.jpg", [1, 2, 3]), ("foto.jpg", [4])] }.ToBytes();
        var record = await DropAsync(bench, "base.tecnologica/a.eml", mail);
        var registered = Assert.IsType<MailState.Registered>(record.State);
        var entry = (await bench.Desk.Ledger.FindAsync(registered.Entry, default))!;
        Assert.Equal("EBT/2012/1", entry.Expediente.ToString());
        Assert.Equal(
            ["correo mensaje.eml", "tc1 EBT_2012_1_TC1_ultim.pdf", "plan-empresa Plan_de_empresa.pdf", "otro foto.jpg", "otro foto-2.jpg"],
            entry.Draft.Documents.Select(d => $"{d.Kind} {d.Name}"));
        foreach (var document in entry.Draft.Documents)
            Assert.Equal(document.Digest, await bench.Desk.DigestInCustodyAsync(document.Digest));
        Assert.Equal([Sha256Digest.Of(mail), Sha256Digest.Of(Pdf)], entry.Draft.Documents.Take(2).Select(d => d.Digest));

        for (var again = 0; again < 2; again++)
            await bench.Desk.Get<SubmissionProcessing>().ProcessAsync(entry.Number, default);
        var after = await ExpedienteAsync(bench);
        Assert.Equal(before.State, after.State);
        Assert.DoesNotContain(after.Findings, f => f is { Code: "documento-pendiente-por-correo", Expected: "tc1" or "plan-empresa" });
        Assert.Contains(after.Findings, f => f is { Code: "documento-pendiente-por-correo", Expected: "resumen-ejecutivo" });
        Assert.Equal(2, after.Findings.Count(f => f.Code == "correo-documento-sin-clasificar"));
        Assert.All(after.Findings.Where(f => f.Code.StartsWith("correo-", StringComparison.Ordinal)), f => Assert.Equal("R4 8.3", f.Article));
        Assert.Single(await bench.Desk.Get<IExpedienteStore>().HistoryAsync(after.Key, default), h => h.What == HistoryEvent.DocumentsCode);

        // The receipt goes to the address in the form, whoever sent the mail.
        var notice = new Notice.Receipt(after.Key, entry.Number);
        Assert.IsType<NotificationState.Sent>((await bench.Sending.Sender.SendAsync(notice, default))!.State);
        var got = Assert.Single(await bench.Server.UntilAsync(1));
        Assert.Equal("x@example.org", got.To);
        var letter = Sending.Read(got).ReadableText();
        Assert.Contains("EBT_2012_1_TC1_ultim.pdf", letter, StringComparison.Ordinal);
        Assert.Contains("article 7.7", letter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_document_says_counts_besides_its_name_and_a_contradiction_is_for_a_person()
    {
        await using var bench = await OpenAsync();
        var plan = new SamplePdf().Text("Pla d'empresa 2012-2014", ["Anàlisi del mercat i competidors"]).ToBytes();
        var summary = new SamplePdf().Text("Resumen ejecutivo", ["La oportunidad de negocio"]).ToBytes();
        var mail = new Eml { Files = [("scan0001.pdf", plan), ("TC1.pdf", summary)] }.ToBytes();
        var entry = Assert.IsType<MailState.Registered>((await DropAsync(bench, "base.tecnologica/a.eml", mail)).State).Entry;
        await bench.Desk.Get<SubmissionProcessing>().ProcessAsync(entry, default);
        var findings = (await ExpedienteAsync(bench)).Findings;
        Assert.Equal(
            ["certificado-auditor", "resumen-ejecutivo", "tc1"],
            findings.Where(f => f.Code == MailedDocuments.PendingCode).Select(f => f.Expected).Order(StringComparer.Ordinal));
        var byContent = Assert.Single(findings, f => f.Code == "correo-documento-por-contenido");
        Assert.Equal((Severity.Information, "scan0001.pdf"), (byContent.Severity, Assert.Single(byContent.Fields)));
        var contradicted = Assert.Single(findings, f => f.Code == "correo-documento-contradictorio");
        Assert.Equal((Severity.EligibilityDoubt, "TC1.pdf"), (contradicted.Severity, Assert.Single(contradicted.Fields)));
        Assert.Contains("«Resumen ejecutivo»", contradicted.Text.Es, StringComparison.Ordinal);
        Assert.DoesNotContain(findings, f => f.Code == "correo-documento-sin-clasificar");
    }

    [Fact]
    public async Task The_same_message_again_by_any_way_is_one_entry_and_another_body_is_another()
    {
        await using var bench = await OpenAsync();
        var mail = new Eml { Files = [("tc1.pdf", Pdf)] };
        var first = Assert.IsType<MailState.Registered>((await DropAsync(bench, "base.tecnologica/a.eml", mail.ToBytes())).State);
        Assert.Equal(first, (await bench.Desk.Get<MailIntake>().CollectAsync("base.tecnologica/a.eml", default))!.State);
        var relayed = (mail with { Headers = ["Received: from mx2.example.org"] }).ToBytes();
        Assert.Equal(first.Entry, Assert.IsType<MailState.Duplicate>((await DropAsync(bench, "base.tecnologica/b.eml", relayed)).State).Entry);
        Assert.Equal(first.Entry, Assert.IsType<MailState.Duplicate>((await DropAsync(bench, "base.tecnologica@impiva.gva.es/c.eml", mail.ToBytes())).State).Entry);
        var other = Assert.IsType<MailState.Registered>((await DropAsync(bench, "base.tecnologica/d.eml", (mail with { Text = "Un altre" }).ToBytes())).State);
        Assert.NotEqual(first.Entry, other.Entry);
        Assert.Equal(3, await bench.Desk.EntriesAsync());
    }

    [Fact]
    public async Task A_crash_before_the_record_gives_one_entry_and_the_reconciler_finds_what_no_event_told()
    {
        await using var bench = await OpenAsync();
        var mail = new Eml { Files = [("tc1.pdf", Pdf)] }.ToBytes();
        var blob = bench.Desk.Storage.Blobs.GetBlobContainerClient(Pipeline.Containers.Mail).GetBlobClient("base.tecnologica/a.eml");
        await blob.UploadAsync(BinaryData.FromBytes(mail));
        var dying = new DyingStore(bench.Desk.Get<IMailStore>());
        var intake = new MailIntake(
            bench.Desk.Get<IMailbox>(), dying, bench.Desk.Get<ICustody>(), bench.Desk.Get<ExpedienteMentions>(), bench.Desk.Get<DeliveryReports>(), bench.Desk.Get<OversizeReplies>(),
            bench.Desk.Get<MailRegistration>(), bench.Desk.Get<IExpedienteStore>(), bench.Desk.Get<CallCatalogue>(), bench.Desk.Get<IMailTransport>(), bench.Desk.Get<OfficialClock>());
        await Assert.ThrowsAsync<HostDiedException>(() => intake.CollectAsync("base.tecnologica/a.eml", default));
        Assert.Equal(2, await bench.Desk.EntriesAsync());
        await bench.Desk.Storage.Blobs.GetBlobContainerClient(Pipeline.Containers.Mail).GetBlobClient("notes.txt").UploadAsync(BinaryData.FromString("x"));
        Assert.Equal(2, await bench.Desk.Get<MailReconciler>().RunAsync(Duration.FromSeconds(-5), default));
        Assert.Equal(0, await bench.Desk.Get<MailReconciler>().RunAsync(Duration.FromSeconds(-5), default));
        Assert.Equal(2, await bench.Desk.EntriesAsync());
        Assert.IsType<MailState.Registered>((await bench.Desk.Get<IMailStore>().FindAsync(MailRecord.IdOf("base.tecnologica/a.eml"), default))!.State);
        Assert.Equal(["no-es-correo"], await WaitingAsync(bench));
    }

    [Theory]
    [InlineData("sin-expediente", "Documentació", "base.tecnologica/a.eml", true, null)]
    [InlineData("varios-expedientes", "EBT/2012/1 i EBT/2012/2", "base.tecnologica/a.eml", true, null)]
    [InlineData("expediente-desconocido", "EBT/2012/99", "base.tecnologica/a.eml", true, null)]
    [InlineData("buzon-desconocido", "EBT/2012/1", "info/a.eml", true, null)]
    [InlineData("sin-documentos", "EBT/2012/1", "base.tecnologica/a.eml", false, null)]
    [InlineData("automatico-con-documentos", "EBT/2012/1", "base.tecnologica/a.eml", true, "Auto-Submitted: auto-replied")]
    public async Task What_no_machine_can_place_waits_for_a_person_who_can(string reason, string subject, string path, bool files, string? header)
    {
        await using var bench = await OpenAsync();
        var mail = new Eml { Subject = subject, Files = files ? [("tc1.pdf", Pdf)] : [], Headers = header is null ? [] : [header] }.ToBytes();
        var record = await DropAsync(bench, path, mail);
        Assert.Equal(reason, Assert.IsType<MailState.ForPerson>(record.State).Reason);
        Assert.Equal([reason], await WaitingAsync(bench));
        Assert.Equal(1, await bench.Desk.EntriesAsync());
        Assert.Equal(record.Digest, await bench.Desk.DigestInCustodyAsync(record.Digest!.Value));
        var intake = bench.Desk.Get<MailIntake>();
        if (files)
            Assert.IsType<MailState.Registered>((await intake.AssignAsync(record.Id, bench.Key, default))!.State);
        else
            Assert.IsType<MailState.Settled>((await intake.SettleAsync(record.Id, new Actor("núria"), "Només pregunta", default))!.State);
        Assert.Empty(await WaitingAsync(bench));
        Assert.Null(await intake.SettleAsync(record.Id, new Actor("núria"), "x", default));
        Assert.Equal(files ? 2 : 1, await bench.Desk.EntriesAsync());
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied (vacation)", "respuesta-automatica")]
    [InlineData("Return-Path: <>", "respuesta-automatica")]
    [InlineData("Precedence: bulk", "lista-de-correo")]
    [InlineData("List-Id: <llista.example.org>", "lista-de-correo")]
    [InlineData("X-Autoreply: yes", "respuesta-automatica")]
    public async Task What_machines_write_without_documents_is_kept_and_nobody_is_answered(string header, string reason)
    {
        await using var bench = await OpenAsync();
        var record = await DropAsync(bench, "base.tecnologica/a.eml", new Eml { Headers = [header] }.ToBytes());
        Assert.Equal(reason, Assert.IsType<MailState.Automatic>(record.State).Reason);
        Assert.Empty(await WaitingAsync(bench));
        Assert.Equal(1, await bench.Desk.EntriesAsync());
        Assert.Equal(record.Digest, await bench.Desk.DigestInCustodyAsync(record.Digest!.Value));
    }

    [Fact]
    public async Task Our_own_message_come_back_is_known_and_reports_on_it_are_evidence()
    {
        await using var bench = await OpenAsync();
        var notice = Assert.Single((await bench.Sending.OpenAsync()).OfType<Notice.Receipt>());
        await bench.Sending.Sender.SendAsync(notice, default);
        var sent = Assert.Single(await bench.Server.UntilAsync(1));
        var looped = await DropAsync(bench, "base.tecnologica/bucle.eml", sent.Data);
        Assert.IsType<MailState.Automatic>(looped.State);

        var id = Sending.Read(sent).Headers.FindRaw("Message-ID");
        var report = $"From: mx@example.org\r\nReturn-Path: <>\r\nMessage-ID: <dsn1@example.org>\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=r\r\n\r\n--r\r\n\r\nNo s'ha pogut entregar\r\n--r\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\nFinal-Recipient: rfc822; x@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n--r\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {id}\r\n--r--\r\n";
        var arrived = await DropAsync(bench, "base.tecnologica/dsn.eml", System.Text.Encoding.UTF8.GetBytes(report));
        Assert.Equal(notice, Assert.IsType<MailState.Report>(arrived.State).Notice);
        var evidence = Assert.Single((await bench.Sending.ReadAsync(notice)).Reports, r => r.What == "no-entregado");
        Assert.Equal(arrived.Digest, evidence.Mail);
    }

    [Fact]
    public async Task Ten_megabytes_are_taken_and_one_byte_more_waits_for_a_person()
    {
        await using var bench = await OpenAsync();
        var small = new Eml { Files = [("tc1.pdf", Pdf)] }.ToBytes();
        var exact = new byte[10 * 1024 * 1024];
        Array.Fill(exact, (byte)'\n');
        small.CopyTo(exact, 0);
        Assert.IsType<MailState.Registered>((await DropAsync(bench, "base.tecnologica/a.eml", exact)).State);
        var over = await DropAsync(bench, "base.tecnologica/b.eml", [.. exact, (byte)'\n']);
        Assert.Equal("correo-demasiado-grande", Assert.IsType<MailState.ForPerson>(over.State).Reason);
        Assert.Equal(10 * 1024 * 1024 + 1, over.Bytes);
    }

    [Theory]
    [InlineData("EBT/2012/1", "EBT/2012/1")]
    [InlineData("expediente ebt 2012-1, y EBT/2012/1-R1", "EBT/2012/1")]
    [InlineData("solicitud-EBT_2012_17_tc1.pdf CRE/2013/4.", "EBT/2012/17 CRE/2013/4")]
    [InlineData("XEBT/2012/1 EBT/1999/1 EBT 2012-06-20 ZZZ/2012/1 EBT/2012/12345678", "")]
    [InlineData("EBT / 2012 / 017", "EBT/2012/17")]
    public void Expedientes_are_found_as_people_write_them(string text, string found) => Assert.Equal(
        found, string.Join(' ', new ExpedienteMentions(CallCatalogue.Load(WorkingCalendar.Load())).In([text]).Select(k => k.Number.ToString())));

    private async Task<Bench> OpenAsync()
    {
        var server = await MailServer.StartAsync();
        var sending = await Sending.OpenAsync(azurite, await azurite.NewAccountAsync(), server);
        var entry = Assert.IsType<IntakeOutcome.Registered>(await sending.Desk.PostAsync(Posting.Clean("RT-1", Pdf))).Entry;
        await sending.Desk.Get<SubmissionProcessing>().ProcessAsync(entry.Number, default);
        return new Bench(sending, server, ExpedienteKey.Of(entry));
    }

    private static async Task<MailRecord> DropAsync(Bench bench, string path, byte[] mail)
    {
        await bench.Desk.Storage.Blobs.GetBlobContainerClient(Pipeline.Containers.Mail).GetBlobClient(path).UploadAsync(BinaryData.FromBytes(mail));
        return (await bench.Desk.Get<MailIntake>().CollectAsync(path, default))!;
    }

    private static async Task<Expediente> ExpedienteAsync(Bench bench) => (await bench.Desk.Get<IExpedienteStore>().FindAsync(bench.Key, default))!;

    private static async Task<IReadOnlyList<string>> WaitingAsync(Bench bench)
    {
        var waiting = new List<string>();
        await foreach (var record in bench.Desk.Get<IMailStore>().ListForPersonAsync(default))
            waiting.Add(((MailState.ForPerson)record.State).Reason);
        return waiting;
    }

    private sealed record Bench(Sending Sending, MailServer Server, ExpedienteKey Key) : IAsyncDisposable
    {
        public Desk Desk => Sending.Desk;

        public async ValueTask DisposeAsync()
        {
            await Sending.DisposeAsync();
            await Server.DisposeAsync();
        }
    }

    /// <summary>A host that ends when it is about to keep the record.</summary>
    private sealed class DyingStore(IMailStore real) : IMailStore
    {
        public Task SaveAsync(MailRecord record, CancellationToken cancellationToken) => throw new HostDiedException();

        public Task<MailRecord?> FindAsync(string id, CancellationToken cancellationToken) => real.FindAsync(id, cancellationToken);

        public IAsyncEnumerable<MailRecord> ListForPersonAsync(CancellationToken cancellationToken) => real.ListForPersonAsync(cancellationToken);

        public Task<string> ClaimAsync(SubmissionKey key, string path, CancellationToken cancellationToken) => real.ClaimAsync(key, path, cancellationToken);

        public Task AddDocumentsAsync(ExpedienteKey expediente, IReadOnlyList<MailedDocument> documents, CancellationToken cancellationToken) => real.AddDocumentsAsync(expediente, documents, cancellationToken);

        public Task<IReadOnlyList<MailedDocument>> DocumentsAsync(ExpedienteKey expediente, CancellationToken cancellationToken) => real.DocumentsAsync(expediente, cancellationToken);
    }
}
