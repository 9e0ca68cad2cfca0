using System.Runtime.CompilerServices;

namespace IntakePipeline.Memorias.Pdf.Objects;

/// <summary>The kinds of object that a PDF is made of (ISO 32000-1, 7.3).</summary>
internal enum PdfKind : byte
{
    Null,
    Boolean,
    Integer,
    Real,
    Name,
    Text,
    Array,
    Dictionary,
    Stream,
    Reference,
}

/// <summary>One PDF object. Asking for a kind it is not gives null (or the default asked for): files are wrong in every way there is.</summary>
internal readonly struct PdfValue
{
    private readonly object? _object;
    private readonly double _number;

    private PdfValue(PdfKind kind, object? value, double number) => (Kind, _object, _number) = (kind, value, number);

    public PdfKind Kind { get; }

    public bool IsNull => Kind == PdfKind.Null;

    public bool IsReference => Kind == PdfKind.Reference;

    public bool IsNumber => Kind is PdfKind.Integer or PdfKind.Real;

    /// <summary>A name without its slash and with its escapes resolved.</summary>
    public string? Name => Kind == PdfKind.Name ? Unsafe.As<string>(_object) : null;

    /// <summary>A string's bytes, unescaped and decrypted.</summary>
    public byte[]? Text => Kind == PdfKind.Text ? Unsafe.As<byte[]>(_object) : null;

    public PdfValue[]? Array => Kind == PdfKind.Array ? Unsafe.As<PdfValue[]>(_object) : null;

    /// <summary>A dictionary, or the dictionary of a stream.</summary>
    public PdfDictionary? Dictionary => Kind switch
    {
        PdfKind.Dictionary => Unsafe.As<PdfDictionary>(_object),
        PdfKind.Stream => Unsafe.As<PdfStream>(_object)!.Dictionary,
        _ => null,
    };

    public PdfStream? Stream => Kind == PdfKind.Stream ? Unsafe.As<PdfStream>(_object) : null;

    public bool? Boolean => Kind == PdfKind.Boolean ? _number != 0 : null;

    public double? Number => IsNumber ? _number : null;

    /// <summary>A whole number in the range of <see cref="int"/>; reals are cut, as readers do.</summary>
    public int? Integer => IsNumber && _number is >= int.MinValue and <= int.MaxValue ? (int)_number : null;

    /// <summary>The object number of a reference; 0 for anything else (object 0 is never in use).</summary>
    public int ReferenceNumber => Kind == PdfKind.Reference ? (int)_number : 0;

    public static PdfValue Of(bool value) => new(PdfKind.Boolean, null, value ? 1 : 0);

    public static PdfValue OfInteger(double value) => new(PdfKind.Integer, null, value);

    public static PdfValue OfReal(double value) => new(PdfKind.Real, null, value);

    public static PdfValue OfName(string value) => new(PdfKind.Name, value, 0);

    public static PdfValue Of(byte[] text) => new(PdfKind.Text, text, 0);

    public static PdfValue Of(PdfValue[] array) => new(PdfKind.Array, array, 0);

    public static PdfValue Of(PdfDictionary dictionary) => new(PdfKind.Dictionary, dictionary, 0);

    public static PdfValue Of(PdfStream stream) => new(PdfKind.Stream, stream, 0);

    public static PdfValue ReferenceTo(int number) => new(PdfKind.Reference, null, number);
}
