namespace IntakePipeline.Storage.Tables;

/// <summary>How a write meets the row that is there.</summary>
public enum TableUpdateMode
{
    /// <summary>Properties that are not named stay.</summary>
    Merge,

    /// <summary>Properties that are not named go.</summary>
    Replace,
}
