namespace IntakePipeline.Registry.Audit;

/// <summary>Goes through the book once, forwards, and gives the hashes that stand there, whatever the rows say besides.</summary>
/// <param name="rows">The book's rows, in order.</param>
internal sealed class BookCursor(IAsyncEnumerator<WrittenEntry> rows)
{
    private bool isOver;

    /// <summary>The hash in the row of an entry; null when there is none, or it was passed already.</summary>
    public async ValueTask<string?> HashAsync(int book, int sequence)
    {
        while (!isOver && Compare(rows.Current, book, sequence) < 0)
            isOver = !await rows.MoveNextAsync();
        return !isOver && Compare(rows.Current, book, sequence) == 0 ? rows.Current.Hash : null;
    }

    private static int Compare(WrittenEntry? row, int book, int sequence) =>
        row?.Number is { } number ? (number.Year, number.Sequence).CompareTo((book, sequence)) : -1;
}
