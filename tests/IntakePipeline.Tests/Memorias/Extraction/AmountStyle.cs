using System.Globalization;

namespace IntakePipeline.Tests.Memorias.Extraction;

/// <summary>A way to write amounts, with or without cents.</summary>
internal readonly record struct AmountStyle(int Number)
{
    /// <summary>How many there are.</summary>
    public const int Count = 5;

    private static readonly NumberFormatInfo Spanish = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    private bool HasCents => Number is 0 or 2 or 4;

    /// <summary>The amount as it can be written.</summary>
    public decimal Round(decimal amount) => HasCents ? amount : decimal.Truncate(amount) + 1;

    /// <summary>In a table: <c>60.000,00</c>, <c>60.000</c>, <c>60000,00</c>.</summary>
    public string Plain(decimal amount) => amount.ToString(Number switch { 0 or 4 => "#,##0.00", 2 => "0.00", 3 => "0", _ => "#,##0" }, Spanish);

    /// <summary>After a label: <c>60.000,00 €</c>, <c>60.000 euros</c>, <c>60.000,00 € (IVA exclòs)</c>.</summary>
    public string Full(decimal amount) => Plain(amount) + Number switch { 0 or 3 => " €", 1 => " euros", 2 => " EUR", _ => " € (IVA no incluido)" };
}
