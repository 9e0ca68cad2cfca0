using Azure;

namespace IntakePipeline.Storage.Tables;

/// <summary>How a write meets the row that is there.</summary>
public enum TableUpdateMode
{
    /// <summary>Properties that are not named stay.</summary>
    Merge,

    /// <summary>Properties that are not named go.</summary>
    Replace,
}

/// <summary>What to do with a row.</summary>
public enum TableTransactionActionType
{
    /// <summary>Insert; the row must not exist.</summary>
    Add,

    /// <summary>Merge into a row that must exist.</summary>
    UpdateMerge,

    /// <summary>Replace a row that must exist.</summary>
    UpdateReplace,

    /// <summary>Insert, or merge into the row.</summary>
    UpsertMerge,

    /// <summary>Insert, or replace the row.</summary>
    UpsertReplace,

    /// <summary>Delete a row that must exist.</summary>
    Delete,
}

/// <summary>One operation of a transaction.</summary>
/// <param name="ActionType">What to do.</param>
/// <param name="Entity">With which row; for a deletion only its keys count.</param>
/// <param name="IfMatch">The version that an update or deletion asks for; <c>default</c> and <see cref="ETag.All"/> ask for any. Inserts and upserts ignore it.</param>
public sealed record TableTransactionAction(TableTransactionActionType ActionType, TableEntity Entity, ETag IfMatch = default);

/// <summary>A transaction was refused and left nothing behind.</summary>
public sealed class TableTransactionFailedException : RequestFailedException
{
    internal TableTransactionFailedException(int status, string message, string? errorCode, int? failedTransactionActionIndex)
        : base(status, message, errorCode, null) => FailedTransactionActionIndex = failedTransactionActionIndex;

    /// <summary>Which operation failed, from 0; null when the service does not say.</summary>
    public int? FailedTransactionActionIndex { get; }
}
