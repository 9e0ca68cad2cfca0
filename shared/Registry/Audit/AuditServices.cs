using IntakePipeline.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IntakePipeline.Registry.Audit;

/// <summary>The audit's services.</summary>
public static class AuditServices
{
    /// <summary>Adds what <see cref="RegisterAudit"/> needs besides the pipeline's own services.</summary>
    public static IServiceCollection AddRegisterAudit(this IServiceCollection services)
    {
        services.AddSingleton<IBookRows, BookRows>().AddSingleton<IExpedienteRows, ExpedienteRows>().AddSingleton<IRequestRows, RequestRows>();
        services.AddSingleton<IInboxFolders, InboxFolders>().AddSingleton<IQueuePeek, QueuePeek>().AddSingleton<IDigestFiles>(p => new DigestFiles(p.GetRequiredService<StorageConnection>().Custody.Blobs));
        services.AddSingleton<KeyCheck>().AddSingleton<ExpedienteCheck>().AddSingleton<RequestCheck>();
        services.AddSingleton<IEntryCheck>(p => p.GetRequiredService<KeyCheck>()).AddSingleton<IEntryCheck, ReceiptCheck>().AddSingleton<IEntryCheck, OriginalCheck>();
        services.AddSingleton<IEntryCheck>(p => p.GetRequiredService<ExpedienteCheck>()).AddSingleton<IEntryCheck>(p => p.GetRequiredService<RequestCheck>());
        services.AddSingleton<IStoreCheck>(p => p.GetRequiredService<KeyCheck>()).AddSingleton<IStoreCheck>(p => p.GetRequiredService<ExpedienteCheck>());
        services.AddSingleton<IStoreCheck>(p => p.GetRequiredService<RequestCheck>()).AddSingleton<IStoreCheck, QueueCheck>().AddSingleton<IStoreCheck, InboxCheck>().AddSingleton<IStoreCheck, DigestCheck>();
        services.AddSingleton<IStoreCheck, OrderCheck>();
        return services.AddSingleton<RegisterAudit>();
    }
}
