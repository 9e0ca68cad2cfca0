using System.Text;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Notifications;
using IntakePipeline.Submissions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace IntakePipeline.Tests.Pages;

/// <summary>States of an application's page that the office without a mail server does not come to by itself.</summary>
internal static class FichaOffice
{
    /// <summary>What a test asks for again.</summary>
    internal sealed record Evidence(Notice Failed, Sha256Digest Message, Sha256Digest Report);

    /// <summary>The receipt of an application was sent and its delivery reported; its correction request was refused by the server; a reminder is in doubt.</summary>
    public static async Task<Evidence> TellAsync(IServiceProvider services, ExpedienteKey key)
    {
        var (store, custody) = (services.GetRequiredService<INotificationStore>(), services.GetRequiredService<ICustody>());
        var now = Instant.FromUtc(2012, 6, 22, 7, 0);
        var message = Encoding.UTF8.GetBytes("From: a\r\n\r\nhola");
        var report = await custody.KeepAsync(Encoding.UTF8.GetBytes("Subject: delivered"), default);
        var request = CorrectionRequestNumber.First(key.Number);
        var doubtful = new Notice.Reminder(key, request, new LocalDate(2012, 7, 3));
        await services.GetRequiredService<INotices>().NoteAsync(doubtful, default);
        var failed = new Notice.Correction(key, request);
        var all = await services.GetRequiredService<NotificationLog>().OfAsync(key, default);
        foreach (var found in all)
        {
            var after = found.Notice switch
            {
                Notice.Receipt => found with
                {
                    State = new NotificationState.Sent(now, "250 2.0.0 Ok: queued"),
                    Attempts = 1,
                    Recipient = "empresa@example.org",
                    Message = Sha256Digest.Of(message),
                    Reports = [new DeliveryReport("entregado", now, report)],
                },
                Notice.Correction => found with { State = new NotificationState.Failed(now), Attempts = 11, Recipient = "empresa@example.org", Trouble = new MailTrouble("smtp-550", "no such <user>") },
                _ => found with { State = new NotificationState.Doubtful(now), Attempts = 1, Recipient = "empresa@example.org" },
            };
            if (found.Notice is Notice.Receipt)
                await services.GetRequiredService<INotificationEvidence>().KeepAsync(found.Token, 1, message, default);
            Assert.NotNull(await store.TryChangeAsync(after, default));
        }

        return new Evidence(failed, Sha256Digest.Of(message), report);
    }
}
