using Azure;

namespace IntakePipeline.Storage.Tables;

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
/// <param name="IfMatch">The version that an update or deletion asks for; <c>default</c> and <see cref="ETag.All"/> ask for any. Inserts and upserts
/// ignore it.</param>
public sealed record TableTransactionAction(TableTransactionActionType ActionType, TableEntity Entity, ETag IfMatch = default);
