namespace IntakePipeline.Storage.Tables;

/// <summary>The table service's own error codes, as <see cref="Azure.RequestFailedException.ErrorCode"/> carries them.</summary>
public static class TableErrorCode
{
    /// <summary>409: an insert met a row with the same keys.</summary>
    public const string EntityAlreadyExists = nameof(EntityAlreadyExists);

    /// <summary>412: the row is no longer the version named by If-Match.</summary>
    public const string UpdateConditionNotSatisfied = nameof(UpdateConditionNotSatisfied);

    /// <summary>404: no such row.</summary>
    public const string ResourceNotFound = nameof(ResourceNotFound);

    /// <summary>409: the table is there already.</summary>
    public const string TableAlreadyExists = nameof(TableAlreadyExists);

    /// <summary>409: the table was deleted moments ago and its name is not free yet.</summary>
    public const string TableBeingDeleted = nameof(TableBeingDeleted);

    /// <summary>404: no such table.</summary>
    public const string TableNotFound = nameof(TableNotFound);

    /// <summary>400: a transaction names the same row twice.</summary>
    public const string InvalidDuplicateRow = nameof(InvalidDuplicateRow);

    /// <summary>400: a key or value breaks the service's rules.</summary>
    public const string InvalidInput = nameof(InvalidInput);

    /// <summary>400: a row of more than 1 MiB.</summary>
    public const string EntityTooLarge = nameof(EntityTooLarge);

    /// <summary>400: a property of more than 64 KiB.</summary>
    public const string PropertyValueTooLarge = nameof(PropertyValueTooLarge);

    /// <summary>413: a request of more than 4 MiB.</summary>
    public const string RequestBodyTooLarge = nameof(RequestBodyTooLarge);

    /// <summary>403: the key, token or shared access signature is wrong.</summary>
    public const string AuthenticationFailed = nameof(AuthenticationFailed);
}
