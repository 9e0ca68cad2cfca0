using IntakePipeline.Mail.Mime;
using IntakePipeline.Notifications;
using IntakePipeline.Notifications.Smtp;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Notifications.Server;
using IntakePipeline.Tests.Submissions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace IntakePipeline.Tests.Notifications;

/// <summary>A desk that sends what was noted on a storage account, as the queue's function does, to a real mail server; its clock can be moved on.</summary>
internal sealed class Sending : IAsyncDisposable
{
    private readonly MovingTime time;

    private Sending(Desk desk, MovingTime time) => (Desk, this.time) = (desk, time);

    public Desk Desk { get; }

    public NotificationSender Sender => Desk.Get<NotificationSender>();

    public INotificationStore Store => Desk.Get<INotificationStore>();

    public static async Task<Sending> OpenAsync(AzuriteFixture azurite, string account, MailServer? server, LocalDateTime? official = null, Func<IMailTransport, IMailTransport>? around = null)
    {
        var moving = new MovingTime();
        var desk = await Desk.OpenAsync(azurite, official, account, configure: services =>
        {
            services.AddSingleton<TimeProvider>(moving);
            if (server is not null)
            {
                var transport = new SmtpTransport(server.Settings);
                services.AddSingleton(around?.Invoke(transport) ?? transport);
            }
        });
        return new Sending(desk, moving);
    }

    /// <summary>Sends everything that is due, once.</summary>
    public async Task<IReadOnlyList<Notification>> SendAllAsync()
    {
        var sent = new List<Notification>();
        foreach (var notice in await OpenAsync())
            sent.Add((await Sender.SendAsync(notice, default))!);
        return sent;
    }

    public async Task<IReadOnlyList<Notice>> OpenAsync()
    {
        var open = new List<Notice>();
        await foreach (var one in Store.ListOpenAsync(default))
            open.Add(one.Notice);
        return open;
    }

    public async Task<Notification> ReadAsync(Notice notice) => (await Store.FindAsync(notice, default))!;

    public void Pass(Duration duration) => time.Passed += duration.ToTimeSpan();

    public ValueTask DisposeAsync() => Desk.DisposeAsync();

    public static MimeMessage Read(GotMail mail) => Assert.IsType<MimeReading.Ok>(MimeReader.Read(mail.Data)).Message;

    private sealed class MovingTime : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Passed;
    }
}
