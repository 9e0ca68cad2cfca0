using NodaTime.Text;

namespace IntakePipeline.Receipts.Verification;

/// <summary>The answer to a check as data.</summary>
public static class CheckResultJson
{
    /// <summary>Writes it.</summary>
    public static byte[] Write(CheckResult result) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("resultado", result.Outcome.Code);
        json.WriteText("texto", result.Outcome.Text);
        json.WriteOptional("sha256", result.Digest?.Hex);
        json.WriteNumber("bytes", result.Bytes);
        var (receipt, document) = result.Outcome switch
        {
            CheckOutcome.ExactReceipt exact => (exact.Receipt, null),
            CheckOutcome.FiledDocument filed => (filed.Receipt, filed.Document),
            _ => (null, null),
        };
        json.WriteOptional("registro", receipt?.Number.ToString());
        json.WriteOptional("presentadoEn", receipt is null ? null : OffsetDateTimePattern.Rfc3339.Format(receipt.FiledAtLocal.WithOffset(receipt.FiledAtOffset)));
        json.WriteOptional("tipo", document?.Kind);
        json.WriteOptional("fichero", document?.Name.Value);
        json.WriteEndObject();
    });
}
