using IntakePipeline.Receipts;
using IntakePipeline.Receipts.Verification;
using IntakePipeline.Signatures.Seals;
using static IntakePipeline.Tests.Receipts.ReceiptSamples;

namespace IntakePipeline.Tests.Receipts.Verification;

public sealed class PresentedFileTests
{
    [Fact]
    public void A_receipt_is_read_in_both_forms()
    {
        var pdf = PresentedFile.Read(ReceiptPdf.Render(InTime, Seal), TimeProvider.System);
        Assert.Equal((ReceiptForm.Pdf, InTime.Csv), (pdf.Form, pdf.Receipt!.Csv));
        Assert.IsType<SealReading.Intact>(pdf.Seal);
        var json = PresentedFile.Read(ReceiptJson.Write(InTime), TimeProvider.System);
        Assert.Equal((ReceiptForm.Json, InTime.Csv), (json.Form, json.Receipt!.Csv));
        Assert.IsType<SealReading.Absent>(json.Seal);
    }

    // Cut, bitten and stirred: whatever comes out, the answer is a value, and never an intact seal.
    [Fact]
    public void Whatever_is_presented_the_answer_is_a_value()
    {
        byte[][] originals = [ReceiptPdf.Render(InTime, Seal), ReceiptJson.Write(InTime)];
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var file = (byte[])originals[seed % 2].Clone();
            // Below the signature's padding, which belongs to nothing.
            for (var i = random.Next(1, 20); i > 0; i--)
                file[random.Next(Math.Min(file.Length, 50_000))] ^= (byte)random.Next(1, 256);
            var length = seed % 3 == 0 ? random.Next(file.Length) : file.Length;
            Assert.IsNotType<SealReading.Intact>(PresentedFile.Read(file.AsMemory(0, length), TimeProvider.System).Seal);
        }
    }
}
