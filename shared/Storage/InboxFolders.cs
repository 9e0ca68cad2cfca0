using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using IntakePipeline.Calendar;
using IntakePipeline.Registry.Audit;
using IntakePipeline.Submissions;

namespace IntakePipeline.Storage;

/// <summary><c>entrada</c> as folders: the service lists in order, so that the files of one come together.</summary>
/// <param name="blobs">The storage account.</param>
/// <param name="clock">Turns the service's time stamps into official time.</param>
public sealed class InboxFolders(BlobServiceClient blobs, OfficialClock clock) : IInboxFolders
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(Pipeline.Containers.Inbox);

    /// <inheritdoc/>
    public async IAsyncEnumerable<InboxFolder> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        InboxFolder? folder = null;
        await foreach (var item in container.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            var (name, file) = item.Name.Split('/', 2) is [var before, var after] ? (before, after) : ("", item.Name);
            var written = clock.FromStorage(item.Properties.LastModified!.Value);
            if (folder is not null && folder.Name != name)
            {
                yield return folder;
                folder = null;
            }

            folder ??= new InboxFolder(name, 0, false, written);
            folder = folder with
            {
                Files = folder.Files + 1,
                HasEnvelope = folder.HasEnvelope || file == FileName.Envelope.Value,
                LastWritten = NodaTime.Instant.Max(folder.LastWritten, written),
            };
        }

        if (folder is not null)
            yield return folder;
    }
}
