using System.Collections;
using Azure;

namespace IntakePipeline.Storage.Tables;

/// <summary>A row: two keys and up to 252 typed properties, 1 MiB in all.</summary>
/// <example><c>new TableEntity("2012", "000017") { ["Hash"] = digest, ["Bytes"] = 8_388_608L }</c></example>
public sealed class TableEntity : IEnumerable<KeyValuePair<string, object?>>
{
    private const int MaxNameLength = 255;
    private const int FirstYear = 1601;

    private readonly Dictionary<string, object?> properties = new(StringComparer.Ordinal);

    /// <summary>Starts a row without properties.</summary>
    /// <param name="partitionKey">May be empty; at most 1 KiB, without <c>/ \ # ?</c> and control characters (the service refuses them).</param>
    /// <param name="rowKey">Unique in its partition; same rules.</param>
    public TableEntity(string partitionKey, string rowKey)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        (PartitionKey, RowKey) = (partitionKey, rowKey);
    }

    /// <summary>Rows of one partition share transactions.</summary>
    public string PartitionKey { get; }

    /// <summary>The row's key in its partition; rows are kept in its ordinal order.</summary>
    public string RowKey { get; }

    /// <summary>The version that was read; <c>default</c> on a row made here. Writing does not change it: the writing methods return the new one.</summary>
    public ETag ETag { get; internal init; }

    /// <summary>When the service last wrote the row, by its clock, UTC; null on a row made here and when a selection leaves it out.</summary>
    public DateTimeOffset? Timestamp { get; internal init; }

    /// <summary>How many properties the row has.</summary>
    public int Count => properties.Count;

    /// <summary>A property's value; null when there is none, since the service does not keep nulls. Setting null takes the property off this object.</summary>
    /// <param name="name">Letters, digits and underscores, not starting with a digit, at most 255; not a system property.</param>
    /// <exception cref="ArgumentException">On setting: the name or the value's type is not one that the service stores. It stores <see cref="string"/>,
    /// <see cref="bool"/>, <see cref="int"/>, <see cref="long"/>, <see cref="double"/>, <see cref="DateTimeOffset"/> (kept in UTC, from the year 1601 on),
    /// <see cref="Guid"/> and an array of <see cref="byte"/>.</exception>
    public object? this[string name]
    {
        get => properties.GetValueOrDefault(name);
        set
        {
            if (!IsPropertyName(name))
                throw new ArgumentException($"\"{name}\" cannot name a property of a row.", nameof(name));
            if (value is null)
                properties.Remove(name);
            else
                properties[name] = value switch
                {
                    string or bool or int or long or double or Guid or byte[] => value,
                    DateTimeOffset { UtcDateTime.Year: >= FirstYear } instant => instant.ToUniversalTime(),
                    _ => throw new ArgumentException($"Property {name}: the table service does not store {value} ({value.GetType()}).", nameof(value)),
                };
        }
    }

    /// <summary>The text under <paramref name="name"/>; null when absent.</summary>
    /// <exception cref="InvalidOperationException">It is of another type.</exception>
    public string? GetString(string name) => Get<string>(name);

    /// <summary>The bytes under <paramref name="name"/>; null when absent.</summary>
    /// <inheritdoc cref="GetString" path="/exception"/>
    public byte[]? GetBinary(string name) => Get<byte[]>(name);

    /// <summary>The 32-bit integer under <paramref name="name"/>; null when absent.</summary>
    /// <inheritdoc cref="GetString" path="/exception"/>
    public int? GetInt32(string name) => GetValue<int>(name);

    /// <summary>The 64-bit integer under <paramref name="name"/>; null when absent.</summary>
    /// <inheritdoc cref="GetString" path="/exception"/>
    public long? GetInt64(string name) => GetValue<long>(name);

    /// <summary>The flag under <paramref name="name"/>; null when absent.</summary>
    /// <inheritdoc cref="GetString" path="/exception"/>
    public bool? GetBoolean(string name) => GetValue<bool>(name);

    /// <summary>The number under <paramref name="name"/>; null when absent.</summary>
    /// <inheritdoc cref="GetString" path="/exception"/>
    public double? GetDouble(string name) => GetValue<double>(name);

    /// <summary>The instant under <paramref name="name"/>, in UTC; null when absent.</summary>
    /// <inheritdoc cref="GetString" path="/exception"/>
    public DateTimeOffset? GetDateTimeOffset(string name) => GetValue<DateTimeOffset>(name);

    /// <summary>The identifier under <paramref name="name"/>; null when absent.</summary>
    /// <inheritdoc cref="GetString" path="/exception"/>
    public Guid? GetGuid(string name) => GetValue<Guid>(name);

    /// <summary>The properties, without keys, version and time stamp.</summary>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Takes a property as the service gave it.</summary>
    internal void SetRead(string name, object value) => properties[name] = value;

    private T? Get<T>(string name)
        where T : class => this[name] is var value && value is null or T ? (T?)value : throw OfAnotherType(name, value, typeof(T));

    private T? GetValue<T>(string name)
        where T : struct => this[name] is var value && value is null or T ? (T?)value : throw OfAnotherType(name, value, typeof(T));

    private static InvalidOperationException OfAnotherType(string name, object value, Type asked) =>
        new($"Property {name} is a {value.GetType().Name}, not a {asked.Name}.");

    private static bool IsPropertyName(string name) =>
        name is { Length: > 0 and <= MaxNameLength } and not (TableEntityJson.PartitionKey or TableEntityJson.RowKey or TableEntityJson.Timestamp)
        && !char.IsDigit(name[0])
        && name.All(static c => char.IsLetterOrDigit(c) || c == '_');
}
