using IntakePipeline.Mail;
using IntakePipeline.Notifications;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Evaluation;
using IntakePipeline.Tests.Notifications;
using IntakePipeline.Tests.Notifications.Server;
using Microsoft.Extensions.DependencyInjection;

namespace IntakePipeline.Tests.Mail;

/// <summary>Mail over 10 Mb (R4 8.3): kept, seen by a person, its sender told once; and no machine ever gets an answer that it could answer.</summary>
public sealed class OversizeMailTests(AzuriteFixture azurite)
{
    private const string Path = "base.tecnologica/gran.eml";

    private static readonly byte[] Large = new byte[10 * 1024 * 1024];

    [Fact]
    public async Task Its_sender_is_told_once_in_both_languages_and_a_person_sees_it()
    {
        await using var server = await MailServer.StartAsync();
        await using var sending = await Sending.OpenAsync(azurite, await azurite.NewAccountAsync(), server);
        var mail = new Eml { Files = [("tc1.pdf", Large)], Subject = "EBT/2012/1 compreu ja" }.ToBytes();
        var record = await DropAsync(sending, Path, mail);
        Assert.Equal(MailReasons.TooLarge, Assert.IsType<MailState.ForPerson>(record.State).Reason);
        Assert.Equal(("Núria Peris <x@example.org>", "EBT/2012/1"), (record.From, Assert.Single(record.Expedientes)));
        Assert.Contains(record.Id, await WaitingAsync(sending));

        // The same event again, and the same message along another way.
        await sending.Desk.Get<MailIntake>().CollectAsync(Path, default);
        await DropAsync(sending, "base.tecnologica/copia.eml", [.. "Received: from mx2.example.org\r\n"u8, .. mail]);
        await sending.SendAllAsync();
        Assert.Empty(await sending.SendAllAsync());

        var got = Assert.Single(await server.UntilAsync(1));
        Assert.Equal("x@example.org", got.To);
        var letter = Sending.Read(got);
        Assert.Equal(("auto-replied", "<m1@example.org>"), (letter.Headers.Find("Auto-Submitted"), letter.Headers.Find("In-Reply-To")));
        var text = letter.ReadableText();
        Assert.Contains("[correo-demasiado-grande]", text, StringComparison.Ordinal);
        Assert.True(text.Contains("10 Mb com a màxim", StringComparison.Ordinal) && text.Contains("10 Mb como máximo", StringComparison.Ordinal), text);
        // What strangers write goes to no other stranger.
        Assert.DoesNotContain("compreu", text + letter.Headers.Find("Subject"), StringComparison.Ordinal);

        // And the answer, should it come back, begins nothing.
        Assert.Equal(MailReasons.OwnMessage, Assert.IsType<MailState.Automatic>((await DropAsync(sending, "base.tecnologica/bucle.eml", got.Data)).State).Reason);
    }

    [Theory]
    [InlineData("no-reply@example.org", null)]
    [InlineData("No.Responder <norespondais@example.org>", null)]
    [InlineData("MAILER-DAEMON@example.org", null)]
    [InlineData("owner-llista@example.org", null)]
    [InlineData("registre@gva.example", null)]
    [InlineData("Base <Base.Tecnologica@impiva.gva.es>", null)]
    [InlineData("a@example.org, b@example.org", null)]
    [InlineData("ningú", null)]
    [InlineData("x@example.org", "Return-Path: <>")]
    [InlineData("x@example.org", "Return-Path: <bounce+17@example.org>")]
    [InlineData("x@example.org", "Auto-Submitted: auto-replied")]
    [InlineData("x@example.org", "Precedence: bulk")]
    [InlineData("x@example.org", "List-Id: <llista.example.org>")]
    [InlineData("x@example.org", "X-Auto-Response-Suppress: All")]
    [InlineData("x@example.org", "Message-ID: <aviso.00112233445566778899aabbccddeeff@gva.example>")]
    public async Task Nobody_who_could_answer_by_itself_is_answered_and_a_person_sees_it_all_the_same(string from, string? header)
    {
        await using var server = await MailServer.StartAsync();
        await using var sending = await Sending.OpenAsync(azurite, await azurite.NewAccountAsync(), server);
        var record = await DropAsync(sending, Path, new Eml { From = from, Headers = header is null ? [] : [header], Files = [("tc1.pdf", Large)] }.ToBytes());
        Assert.Equal(MailReasons.TooLarge, Assert.IsType<MailState.ForPerson>(record.State).Reason);
        Assert.Equal([record.Id], await WaitingAsync(sending));
        Assert.Empty(await sending.OpenAsync());
    }

    [Fact]
    public async Task What_is_no_message_at_all_is_kept_for_a_person()
    {
        await using var sending = await Sending.OpenAsync(azurite, await azurite.NewAccountAsync(), null);
        var record = await DropAsync(sending, Path, [.. Large, 0]);
        Assert.Equal(MailReasons.TooLarge, Assert.IsType<MailState.ForPerson>(record.State).Reason);
        Assert.Empty(await sending.OpenAsync());
    }

    [Fact]
    public async Task A_crash_between_the_record_and_the_note_is_made_good_when_the_event_comes_again()
    {
        await using var sending = await Sending.OpenAsync(azurite, await azurite.NewAccountAsync(), null);
        var provider = sending.Desk.Get<IServiceProvider>();
        var dying = ActivatorUtilities.CreateInstance<MailIntake>(provider, ActivatorUtilities.CreateInstance<OversizeReplies>(provider, new DyingNotices()));
        await UploadAsync(sending, Path, new Eml { Files = [("tc1.pdf", Large)] }.ToBytes());
        await Assert.ThrowsAsync<HostDiedException>(() => dying.CollectAsync(Path, default));
        Assert.Empty(await sending.OpenAsync());
        var record = (await sending.Desk.Get<MailIntake>().CollectAsync(Path, default))!;
        Assert.Equal(new Notice.MailTooLarge(record.Id), Assert.Single(await sending.OpenAsync()));
    }

    [Fact]
    public void The_notice_is_read_back_from_its_id()
    {
        var notice = new Notice.MailTooLarge(MailRecord.IdOf(Path));
        Assert.True(Notice.TryParse(notice.Id, out var read));
        Assert.Equal(notice, read);
        Assert.False(Notice.TryParse("correo|x|correo-demasiado-grande|remitente", out _));
        Assert.False(Notice.TryParse(notice.Id.Replace("remitente", "altre", StringComparison.Ordinal), out _));
    }

    private static async Task<MailRecord> DropAsync(Sending sending, string path, byte[] mail)
    {
        await UploadAsync(sending, path, mail);
        return (await sending.Desk.Get<MailIntake>().CollectAsync(path, default))!;
    }

    private static async Task UploadAsync(Sending sending, string path, byte[] mail) =>
        await sending.Desk.Storage.Blobs.GetBlobContainerClient(Pipeline.Containers.Mail).GetBlobClient(path).UploadAsync(BinaryData.FromBytes(mail));

    private static async Task<IReadOnlyList<string>> WaitingAsync(Sending sending)
    {
        var waiting = new List<string>();
        await foreach (var record in sending.Desk.Get<IMailStore>().ListForPersonAsync(default))
            waiting.Add(record.Id);
        return waiting;
    }

    private sealed class DyingNotices : INotices
    {
        public Task NoteAsync(Notice notice, CancellationToken cancellationToken) => throw new HostDiedException();
    }
}
