using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Forgetting;
using IntakePipeline.Health;
using IntakePipeline.Mail;
using IntakePipeline.Memorias;
using IntakePipeline.Memorias.Pdf;
using IntakePipeline.Memorias.Recognition;
using IntakePipeline.Notifications;
using IntakePipeline.Notifications.Letters;
using IntakePipeline.Notifications.Smtp;
using IntakePipeline.Outages;
using IntakePipeline.Panel;
using IntakePipeline.Receipts;
using IntakePipeline.Receipts.Timestamps;
using IntakePipeline.Receipts.Verification;
using IntakePipeline.Registry;
using IntakePipeline.Registry.Audit;
using IntakePipeline.Registry.Digests;
using IntakePipeline.Signatures;
using IntakePipeline.Signatures.Seals;
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
    /// <param name="storage">The storage account, and that of custody when it is another.</param>
    /// <param name="clock">The official time.</param>
    /// <param name="publicAddress">Where receipts are checked.</param>
    /// <param name="sealing">With what the registry seals; null for a development seal, which proves nothing and says so.</param>
    public static IServiceCollection AddIntake(
        this IServiceCollection services, StorageConnection storage, OfficialClock clock, PublicAddress publicAddress, Sealing? sealing = null)
    {
        services.AddSingleton(storage).AddSingleton(storage.Blobs).AddSingleton(storage.Queues).AddSingleton(storage.Tables);
        services.AddSingleton(clock).AddSingleton(publicAddress).AddSingleton(sealing ?? Sealing.Development);
        // A host that needed them before it had services has read them already.
        services.TryAddSingleton(_ => WorkingCalendar.Load());
        services.TryAddSingleton(p => CallCatalogue.Load(p.GetRequiredService<WorkingCalendar>()));

        // 1 admitted
        services.AddSingleton<ICustody, CustodyBlobs>().AddSingleton<IInbox, InboxBlobs>().AddSingleton<IRejectionStore, RejectionBlobs>();
        services.AddSingleton<EnvelopeReader>().AddSingleton<RegisteredForms>().AddSingleton<EnvelopeResolver>().AddSingleton<RefusalDesk>().AddSingleton<PostedIntake>().AddSingleton<DepositedIntake>();
        services.AddSingleton<InboxReconciler>().AddSignatureChecks();

        // 2 registered
        services.AddSingleton<ILedgerStore>(_ => new LedgerTable(storage.Tables.GetTableClient(Pipeline.Tables.Registry)));
        services.AddSingleton<RegistryLedger>().AddSingleton<RegistryDesk>().AddSingleton<IProcessingQueue, ProcessingQueue>().AddSingleton<Outbox>();

        // 3 receipted
        services.AddSingleton<IReceiptStore>(_ => new ReceiptBlobs(storage.Custody.Blobs)).AddSingleton<ReceiptDesk>().AddSingleton<RegisterCheck>();
        services.AddSingleton<ITimestampStore>(_ => new TimestampBlobs(storage.Custody.Blobs)).AddSingleton<ITimestampQueue, TimestampQueue>().AddSingleton<TimestampDesk>();
        services.AddSingleton<IBookReader>(_ => new BookLines(storage.Tables.GetTableClient(Pipeline.Tables.Registry)));
        services.AddSingleton<IDigestStore>(_ => new DigestBlobs(storage.Custody.Blobs)).AddSingleton<DigestDesk>();

        // 4 inspected, 5 validated, 6 queued or sent back
        services.AddSingleton(_ => new MemoriaInspector(TimeProvider.System, PdfLimits.Default, PageRecogniser.Installed(TimeProvider.System))).AddSingleton<MemoriaSignatures>().AddSingleton<MemoriaReview>().AddSingleton<ApplicationReview>();
        services.AddSingleton<SubmissionProcessing>().AddSingleton<EntryProcessing>().AddSingleton<ExpedienteDesk>();
        services.AddSingleton<IMemoriaReportStore, MemoriaReportBlobs>().AddSingleton<IApplicantIndex, ApplicantIndexTable>().AddSingleton<ExpedienteTable>().AddSingleton<IExpedienteStore, IndexedExpedientes>().AddSingleton<ICorrectionRequestStore, CorrectionRequestTable>();
        services.AddSingleton<IEvaluationQueue, EvaluationQueues>().AddSingleton<ExpedienteStatus>().AddSingleton<PoisonQueues>().AddSingleton<PoisonRetry>();

        // corrections: asked for, received, answered, expired, decided
        services.AddSingleton<ICorrectionDocumentStore>(_ => new CorrectionDocumentBlobs(storage.Custody.Blobs)).AddSingleton<CorrectionDocuments>();
        services.AddSingleton<CorrectionRounds>().AddSingleton<IDepartmentRequestJournal>(_ => new DepartmentRequestBlobs(storage.Custody.Blobs)).AddSingleton<DepartmentRequestDesk>().AddSingleton<ReinspectionDesk>();
        services.AddSingleton<CorrectionProcess>().AddSingleton<AnswerProcessing>().AddSingleton<PeriodCounter>().AddSingleton<CorrectionDesk>().AddSingleton<DeadlineSweep>();

        // evaluation: who is next, who goes elsewhere, what was filed when a phase closed
        services.AddSingleton<IExpedienteOrder, ExpedienteOrderTable>().AddSingleton<Worklist>().AddSingleton<IMoveJournal>(_ => new MoveJournalBlobs(storage.Custody.Blobs)).AddSingleton<MoveDesk>();
        services.AddSingleton<IClosingListStore>(_ => new ClosingListBlobs(storage.Custody.Blobs)).AddSingleton<PhaseClosing>();

        // what people do now and then: declare outages, recount periods, forget
        services.AddSingleton<IOutageStore>(_ => new OutageBlobs(storage.Custody.Blobs)).AddSingleton<OutageDesk>().AddSingleton<PeriodReview>();
        services.AddSingleton<IRefusedAttempts, RefusedBlobs>().AddSingleton<ForgetDesk>();

        // whether all of it can work
        services.AddSingleton<IReadinessCheck, StorageCheck>().AddSingleton<IReadinessCheck, SealCheck>().AddSingleton<IReadinessCheck, CalendarCheck>().AddSingleton<ReadinessDesk>();

        // the panel: who works on what, what is where, how things stand
        services.AddSingleton<AssignmentDesk>().AddSingleton<NoteDesk>();
        services.AddSingleton<SearchIndexTable>().AddSingleton<SearchIndexKeeper>().AddSingleton<IExpedienteSearch, SearchIndex>();
        services.AddSingleton<IFailureStore, FailureTable>().AddSingleton<FailureWatch>();
        services.AddSingleton<IReceiptTimeStore, ReceiptTimeTable>().AddHostedService<ReceiptTimes>();
        services.AddSingleton<IHeartbeatStore, HeartbeatTable>().AddSingleton<Pulse>().AddSingleton<TodayBoard>().AddSingleton<FolderCheck>();

        // notifications: noted, written, sent, reported on
        services.AddSingleton<INotificationStore, NotificationTable>().AddSingleton<INotificationQueue, NotificationQueue>().AddSingleton<INotificationEvidence>(_ => new NotificationBlobs(storage.Custody.Blobs));
        services.TryAddSingleton<IMailTransport>(p => SmtpSettings.From(p.GetService<IConfiguration>()) is { } smtp ? new SmtpTransport(smtp) : ActivatorUtilities.CreateInstance<NoTransport>(p));
        services.AddSingleton<NotificationDesk>().AddSingleton<INotices>(p => p.GetRequiredService<NotificationDesk>()).AddSingleton<Recipients>().AddSingleton<LetterWriter>();
        services.AddSingleton<NotificationSender>().AddSingleton<NotificationLog>().AddSingleton<Reminders>();

        // mail: what comes after the application by e-mail
        services.AddSingleton<IMailbox, MailBlobs>().AddSingleton<IMailStore, MailTable>().AddSingleton<ExpedienteMentions>().AddSingleton<DeliveryReports>();
        services.AddSingleton<OversizeReplies>().AddSingleton<MailRegistration>().AddSingleton<MailIntake>().AddSingleton<MailedDocuments>().AddSingleton<MailReconciler>();

        return services.AddRegisterAudit().AddSingleton<ExpedienteRebuild>();
    }
}
