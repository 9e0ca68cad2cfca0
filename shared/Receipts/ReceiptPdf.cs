namespace IntakePipeline.Receipts;

/// <summary>The receipt as a page that a person keeps or prints.</summary>
public static class ReceiptPdf
{
    /// <summary>Draws <paramref name="receipt"/> as a PDF: the same receipt gives the same bytes.</summary>
    public static byte[] Render(Receipt receipt) => throw new NotSupportedException(receipt.Number.ToString());
}
