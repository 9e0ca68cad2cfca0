using System.Text;
using IntakePipeline.Evaluation;
using IntakePipeline.Notifications;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Evaluation;
using IntakePipeline.Tests.Notifications.Server;
using IntakePipeline.Tests.Submissions;
using NodaTime;

namespace IntakePipeline.Tests.Notifications;

/// <summary>The outbox of notifications: failures, crashes and races, on real storage and a real mail server.</summary>
public sealed class NotificationSenderTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task What_is_put_off_waits_longer_each_time_and_goes_in_the_end()
    {
        await using var server = await MailServer.StartAsync();
        await using var sending = await Sending.OpenAsync(azurite, await azurite.NewAccountAsync(), server);
        var notice = await FileAsync(sending, "despres@example.org");
        foreach (var wait in NotificationSender.Waits.Take(2))
        {
            var after = (await sending.Sender.SendAsync(notice, default))!;
            Assert.IsType<NotificationState.Pending>(after.State);
            Assert.Equal("smtp-451", after.Trouble!.Code);
            sending.Pass(wait - Duration.FromSeconds(5));
            Assert.Equal(after.Attempts, (await sending.Sender.SendAsync(notice, default))!.Attempts);
            sending.Pass(Duration.FromSeconds(10));
        }

        Assert.IsType<NotificationState.Sent>((await sending.Sender.SendAsync(notice, default))!.State);
        Assert.Single(await server.UntilAsync(1));
    }

    [Fact]
    public async Task A_server_that_is_away_for_days_leaves_it_to_a_person_and_registration_goes_on()
    {
        var server = await MailServer.StartAsync();
        await using var sending = await Sending.OpenAsync(azurite, await azurite.NewAccountAsync(), server);
        await server.DisposeAsync();
        var notice = await FileAsync(sending, "x@example.org");
        for (var i = 0; i <= NotificationSender.Waits.Count; i++)
        {
            Assert.Equal("smtp-conexion", (await sending.Sender.SendAsync(notice, default))!.Trouble!.Code);
            sending.Pass(Duration.FromHours(25));
        }

        Assert.IsType<NotificationState.Failed>((await sending.ReadAsync(notice)).State);
        var (unsent, forPerson) = await sending.Desk.Get<NotificationLog>().PendingAsync(10, default);
        Assert.Empty(unsent);
        Assert.Equal(notice, Assert.Single(forPerson).Notice);
        Assert.Equal(1, await sending.Desk.EntriesAsync());
    }

    [Fact]
    public async Task A_refused_recipient_is_for_a_person_at_once_and_can_be_tried_again()
    {
        await using var server = await MailServer.StartAsync();
        await using var sending = await Sending.OpenAsync(azurite, await azurite.NewAccountAsync(), server);
        var notice = await FileAsync(sending, "rebutjada@example.org");
        var failed = (await sending.Sender.SendAsync(notice, default))!;
        Assert.IsType<NotificationState.Failed>(failed.State);
        Assert.Equal(("smtp-550", "rebutjada@example.org", 1), (failed.Trouble!.Code, failed.Recipient, failed.Attempts));
        Assert.IsType<NotificationState.Pending>((await sending.Desk.Get<NotificationDesk>().RetryAsync(notice, default))!.State);
        Assert.Equal(2, (await sending.Sender.SendAsync(notice, default))!.Attempts);
        Assert.Equal(notice, Assert.Single((await sending.Desk.Get<NotificationLog>().PendingAsync(10, default)).ForPerson).Notice);
    }

    [Fact]
    public async Task A_crash_after_the_server_took_it_sends_nothing_twice()
    {
        await using var server = await MailServer.StartAsync();
        var account = await azurite.NewAccountAsync();
        Notice notice;
        await using (var dying = await Sending.OpenAsync(azurite, account, server, around: t => new Dying(t, afterwards: true)))
        {
            notice = await FileAsync(dying, "x@example.org");
            await Assert.ThrowsAsync<HostDiedException>(() => dying.Sender.SendAsync(notice, default));
        }

        Assert.Single(await server.UntilAsync(1));
        await using var sending = await Sending.OpenAsync(azurite, account, server);
        Assert.IsType<NotificationState.Sending>((await sending.Sender.SendAsync(notice, default))!.State);
        sending.Pass(NotificationSender.Claim + Duration.FromMinutes(1));
        Assert.IsType<NotificationState.Doubtful>((await sending.Sender.SendAsync(notice, default))!.State);
        Assert.Empty(await sending.OpenAsync());
        Assert.Single(await server.UntilAsync(1));

        // A person who looked into it may send it again: the same message, to whoever compares.
        await sending.Desk.Get<NotificationDesk>().RetryAsync(notice, default);
        Assert.IsType<NotificationState.Sent>((await sending.Sender.SendAsync(notice, default))!.State);
        var got = await server.UntilAsync(2);
        Assert.Equal(got[0].Data, got[1].Data);
    }

    [Fact]
    public async Task A_crash_before_the_server_took_it_costs_a_repetition_and_nothing_else()
    {
        await using var server = await MailServer.StartAsync();
        var account = await azurite.NewAccountAsync();
        Notice notice;
        await using (var dying = await Sending.OpenAsync(azurite, account, server, around: t => new Dying(t, afterwards: false)))
        {
            notice = await FileAsync(dying, "x@example.org");
            await Assert.ThrowsAsync<HostDiedException>(() => dying.Sender.SendAsync(notice, default));
        }

        await using var sending = await Sending.OpenAsync(azurite, account, server);
        Assert.IsType<NotificationState.Sent>((await sending.Sender.SendAsync(notice, default))!.State);
        Assert.Single(await server.UntilAsync(1));
    }

    [Fact]
    public async Task A_server_that_hangs_up_with_the_message_in_hand_leaves_it_to_a_person()
    {
        await using var server = await MailServer.StartAsync();
        await using var sending = await Sending.OpenAsync(azurite, await azurite.NewAccountAsync(), server);
        var notice = await FileAsync(sending, "talla@example.org");
        Assert.IsType<NotificationState.Doubtful>((await sending.Sender.SendAsync(notice, default))!.State);
        sending.Pass(Duration.FromHours(48));
        await sending.Sender.SendAsync(notice, default);
        Assert.Single(await server.UntilAsync(1));
    }

    [Fact]
    public async Task Many_hosts_at_once_send_one_message()
    {
        await using var server = await MailServer.StartAsync();
        var account = await azurite.NewAccountAsync();
        await using var one = await Sending.OpenAsync(azurite, account, server);
        await using var other = await Sending.OpenAsync(azurite, account, server);
        var notice = await FileAsync(one, "x@example.org");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? one : other).Sender.SendAsync(notice, default)));
        var sent = await one.ReadAsync(notice);
        Assert.IsType<NotificationState.Sent>(sent.State);
        Assert.Equal(1, sent.Attempts);
        Assert.Single(await server.UntilAsync(1));
    }

    [Fact]
    public async Task Evidence_of_what_was_sent_is_kept_byte_by_byte()
    {
        await using var server = await MailServer.StartAsync();
        await using var sending = await Sending.OpenAsync(azurite, await azurite.NewAccountAsync(), server);
        var notice = await FileAsync(sending, "x@example.org");
        var sent = (await sending.Sender.SendAsync(notice, default))!;
        var message = (await sending.Desk.Get<NotificationLog>().MessageAsync(sent, default))!.Value;
        Assert.Equal(Assert.Single(await server.UntilAsync(1)).Data, message.ToArray());
        Assert.Equal(Sha256Digest.Of(message.Span), sent.Message);
        Assert.StartsWith("250 ", Assert.IsType<NotificationState.Sent>(sent.State).Answer, StringComparison.Ordinal);
        Assert.Equal(sent.Notice, Assert.Single(await sending.Desk.Get<NotificationLog>().OfAsync(((Notice.Receipt)notice).Key, default)).Notice);
    }

    [Fact]
    public async Task Without_a_mail_server_notices_wait_in_sight_and_go_once_there_is_one()
    {
        var account = await azurite.NewAccountAsync();
        Notice notice;
        await using (var silent = await Sending.OpenAsync(azurite, account, server: null))
        {
            notice = await FileAsync(silent, "x@example.org");
            Assert.IsType<NotificationState.Pending>((await silent.Sender.SendAsync(notice, default))!.State);
            Assert.False(silent.Desk.Get<NotificationLog>().Sends);
            Assert.Equal(notice, Assert.Single((await silent.Desk.Get<NotificationLog>().PendingAsync(10, default)).Unsent).Notice);
            Assert.Equal(0, await silent.Desk.Get<NotificationDesk>().SweepAsync(Duration.Zero, default));
            Assert.Empty(await MessagesAsync(silent));
        }

        await using var server = await MailServer.StartAsync();
        await using var sending = await Sending.OpenAsync(azurite, account, server);
        Assert.Equal(0, await sending.Desk.Get<NotificationDesk>().SweepAsync(default));
        sending.Pass(NotificationDesk.Grace + Duration.FromSeconds(1));
        Assert.Equal(1, await sending.Desk.Get<NotificationDesk>().SweepAsync(default));
        var message = Assert.Single(await MessagesAsync(sending));
        Assert.Equal("""{"version":1,"notificacion":"emprendimiento-2012|EBT:2012:1|resguardo|2012:000001"}""", message);
        Assert.IsType<NotificationState.Sent>((await sending.Sender.SendAsync(System.Text.Json.JsonSerializer.Deserialize<NotificationMessage>(message)!.ToNotice(), default))!.State);
        Assert.Single(await server.UntilAsync(1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x|y|z|t")]
    [InlineData("emprendimiento-2012|EBT:2012:1|resguardo|1")]
    [InlineData("emprendimiento-2012|EBT:2012:1|otra|1")]
    [InlineData("emprendimiento-2012|EBT:2012:01|resguardo|2012:000001")]
    [InlineData("emprendimiento-2012|EBT:2012:1|recordatorio|1")]
    [InlineData("rechazos||rechazo|x")]
    public void What_names_no_notice_is_no_notice(string id)
    {
        Assert.False(Notice.TryParse(id, out _));
        Assert.Throws<FormatException>(() => new NotificationMessage(1, id).ToNotice());
    }

    private static async Task<Notice> FileAsync(Sending sending, string email)
    {
        var entry = Assert.IsType<IntakeOutcome.Registered>(await sending.Desk.PostAsync(Posting.Clean("RT-1", spoil: form => form["solicitante"]!["correo"] = email))).Entry;
        var notice = new Notice.Receipt(ExpedienteKey.Of(entry), entry.Number);
        await sending.Desk.Get<INotices>().NoteAsync(notice, default);
        await sending.Desk.Get<INotices>().NoteAsync(notice, default);
        return notice;
    }

    private static async Task<IReadOnlyList<string>> MessagesAsync(Sending sending)
    {
        var queue = sending.Desk.Storage.Queues.GetQueueClient(Pipeline.Queues.Notifications);
        return [.. (await queue.ReceiveMessagesAsync(32)).Value.Select(m => Encoding.UTF8.GetString(m.Body))];
    }

    /// <summary>A host that ends just before the message is handed over, or when it has just been taken.</summary>
    private sealed class Dying(IMailTransport real, bool afterwards) : IMailTransport
    {
        public EmailAddress? Sender => real.Sender;

        public async Task<MailOutcome> SendAsync(OutgoingMail mail, Func<Task> handingOver, CancellationToken cancellationToken)
        {
            var outcome = await real.SendAsync(mail, afterwards ? handingOver : () => throw new HostDiedException(), cancellationToken);
            return afterwards ? throw new HostDiedException() : outcome;
        }
    }
}
