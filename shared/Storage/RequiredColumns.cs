using IntakePipeline.Registry;
using IntakePipeline.Storage.Tables;
using NodaTime;

namespace IntakePipeline.Storage;

/// <summary>Columns that every row of ours has. One that lacks them was written by something else: a fault to be seen, not a case to be handled.</summary>
internal static class RequiredColumns
{
    /// <summary>Reads what must be there.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static string Text(this TableEntity row, string column) => row.GetString(column) ?? throw row.Broken(column);

    /// <inheritdoc cref="Text"/>
    public static Instant Moment(this TableEntity row, string column) =>
        Instant.FromDateTimeOffset(row.GetDateTimeOffset(column) ?? throw row.Broken(column));

    /// <inheritdoc cref="Text"/>
    public static RegistryNumber Entry(this TableEntity row, string column) =>
        RegistryNumber.TryParse(row.GetString(column), out var number) ? number : throw row.Broken(column);

    /// <inheritdoc cref="Text"/>
    public static Language Language(this TableEntity row, string column) =>
        Enum.TryParse<Language>(row.GetString(column), out var language) ? language : throw row.Broken(column);

    /// <summary>What to throw for a column that is missing or cannot be read.</summary>
    public static InvalidDataException Broken(this TableEntity row, string column) =>
        new($"Row {row.PartitionKey} {row.RowKey}: {column} is missing or cannot be read.");
}
