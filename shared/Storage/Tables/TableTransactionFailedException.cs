using Azure;

namespace IntakePipeline.Storage.Tables;

/// <summary>A transaction was refused and left nothing behind.</summary>
public sealed class TableTransactionFailedException : RequestFailedException
{
    internal TableTransactionFailedException(int status, string message, string? errorCode, int? failedTransactionActionIndex)
        : base(status, message, errorCode, null) => FailedTransactionActionIndex = failedTransactionActionIndex;

    /// <summary>Which operation failed, from 0; null when the service does not say.</summary>
    public int? FailedTransactionActionIndex { get; }
}
