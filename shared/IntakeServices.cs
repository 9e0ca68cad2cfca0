using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Mail;
using IntakePipeline.Memorias;
using IntakePipeline.Notifications;
using IntakePipeline.Notifications.Letters;
using IntakePipeline.Notifications.Smtp;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Storage;
using IntakePipeline.Submissions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IntakePipeline;

/// <summary>The pipeline's services, in the order a submission meets them. Reads like a table of contents because it is one.</summary>
public static class IntakeServices
{
    /// <summary>Adds everything the functions ask for.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="storage">The storage account.</param>
    /// <param name="clock">The official time.</param>
    /// <param name="publicAddress">Where receipts are checked.</param>
    public static IServiceCollection AddIntake(this IServiceCollection services, StorageConnection storage, OfficialClock clock, PublicAddress publicAddress)
    {
        services.AddSingleton(storage).AddSingleton(storage.Blobs).AddSingleton(storage.Queues).AddSingleton(storage.Tables);
        services.AddSingleton(clock).AddSingleton(publicAddress);
        services.AddSingleton(_ => WorkingCalendar.Load()).AddSingleton(p => CallCatalogue.Load(p.GetRequiredService<WorkingCalendar>()));

        // 1 admitted
        services.AddSingleton<ICustody, CustodyBlobs>().AddSingleton<IInbox, InboxBlobs>().AddSingleton<IRejectionStore, RejectionBlobs>();
        services.AddSingleton<EnvelopeReader>().AddSingleton<RegisteredForms>().AddSingleton<EnvelopeResolver>().AddSingleton<RefusalDesk>().AddSingleton<PostedIntake>().AddSingleton<DepositedIntake>();
        services.AddSingleton<InboxReconciler>();

        // 2 registered
        services.AddSingleton<ILedgerStore>(_ => new LedgerTable(storage.Tables.GetTableClient(Pipeline.Tables.Registry)));
        services.AddSingleton<RegistryLedger>().AddSingleton<RegistryDesk>().AddSingleton<IProcessingQueue, ProcessingQueue>().AddSingleton<Outbox>();

        // 3 receipted
        services.AddSingleton<IReceiptStore, ReceiptBlobs>().AddSingleton<ReceiptDesk>();

        // 4 inspected, 5 validated, 6 queued or sent back
        services.AddSingleton(_ => new MemoriaInspector(TimeProvider.System)).AddSingleton<ApplicationReview>();
        services.AddSingleton<SubmissionProcessing>().AddSingleton<EntryProcessing>().AddSingleton<ExpedienteDesk>();
        services.AddSingleton<IApplicantIndex, ApplicantIndexTable>().AddSingleton<IExpedienteStore, ExpedienteTable>().AddSingleton<ICorrectionRequestStore, CorrectionRequestTable>();
        services.AddSingleton<IEvaluationQueue, EvaluationQueues>().AddSingleton<ExpedienteStatus>().AddSingleton<PoisonQueues>();

        // corrections: asked for, received, answered, expired, decided
        services.AddSingleton<ICorrectionDocumentStore, CorrectionDocumentBlobs>().AddSingleton<CorrectionDocuments>();
        services.AddSingleton<CorrectionProcess>().AddSingleton<AnswerProcessing>().AddSingleton<CorrectionDesk>().AddSingleton<DeadlineSweep>();

        // evaluation: who is next, who goes elsewhere, what was filed when a phase closed
        services.AddSingleton<IExpedienteOrder, ExpedienteOrderTable>().AddSingleton<Worklist>().AddSingleton<MoveDesk>();
        services.AddSingleton<IClosingListStore, ClosingListBlobs>().AddSingleton<PhaseClosing>();

        // notifications: noted, written, sent, reported on
        services.AddSingleton<INotificationStore, NotificationTable>().AddSingleton<INotificationQueue, NotificationQueue>().AddSingleton<INotificationEvidence, NotificationBlobs>();
        services.TryAddSingleton<IMailTransport>(p => SmtpSettings.From(p.GetService<IConfiguration>()) is { } smtp ? new SmtpTransport(smtp) : ActivatorUtilities.CreateInstance<NoTransport>(p));
        services.AddSingleton<NotificationDesk>().AddSingleton<INotices>(p => p.GetRequiredService<NotificationDesk>()).AddSingleton<Recipients>().AddSingleton<LetterWriter>();
        services.AddSingleton<NotificationSender>().AddSingleton<NotificationLog>().AddSingleton<Reminders>();

        // mail: what comes after the application by e-mail
        services.AddSingleton<IMailbox, MailBlobs>().AddSingleton<IMailStore, MailTable>().AddSingleton<ExpedienteMentions>().AddSingleton<DeliveryReports>();
        services.AddSingleton<MailRegistration>().AddSingleton<MailIntake>().AddSingleton<MailedDocuments>().AddSingleton<MailReconciler>();

        return services;
    }
}
