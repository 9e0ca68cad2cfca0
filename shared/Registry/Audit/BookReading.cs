namespace IntakePipeline.Registry.Audit;

/// <summary>What looking an entry up came to; the book may have been tampered with.</summary>
internal abstract record BookReading
{
    private BookReading()
    {
    }

    /// <summary>Looks an entry up.</summary>
    public static async Task<BookReading> FindAsync(ILedgerStore ledger, RegistryNumber number, CancellationToken cancellationToken)
    {
        try
        {
            return await ledger.FindAsync(number, cancellationToken) is { } entry ? new Found(entry) : new None();
        }
        catch (Exception e) when (e is FormatException or ArgumentNullException)
        {
            return new Unreadable();
        }
    }

    /// <summary>It is there.</summary>
    public sealed record Found(RegistryEntry Entry) : BookReading;

    /// <summary>There is a row and no entry can be read from it.</summary>
    public sealed record Unreadable : BookReading;

    /// <summary>It is not there.</summary>
    public sealed record None : BookReading;
}
