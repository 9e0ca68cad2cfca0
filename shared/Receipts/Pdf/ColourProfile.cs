using System.Buffers.Binary;
using System.Text;

namespace IntakePipeline.Receipts.Pdf;

/// <summary>
/// The sRGB colour space (IEC 61966-2-1) as an ICC profile, version 2.1, made from the standard's own figures: what the colours of a document mean
/// (PDF/A: OutputIntent).
/// </summary>
internal static class ColourProfile
{
    private const int CurvePoints = 256;

    private static readonly Lazy<byte[]> Made = new(() => Flate.Compress(Build()));

    /// <summary>The profile, compressed.</summary>
    public static byte[] Compressed => Made.Value;

    /// <summary>The profile.</summary>
    public static byte[] Build()
    {
        var curve = Curve();
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", Description("sRGB IEC61966-2.1")), ("cprt", Text("No copyright, use freely")),
            ("wtpt", Xyz(0.9505, 1, 1.0891)),
            // The primaries, adapted to the profile's white, D50.
            ("rXYZ", Xyz(0.43607, 0.22249, 0.01392)), ("gXYZ", Xyz(0.38515, 0.71687, 0.09708)), ("bXYZ", Xyz(0.14307, 0.06061, 0.71410)),
            ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
        ];
        var start = 128 + 4 + (12 * tags.Length);
        var offsets = new Dictionary<byte[], int>(ReferenceEqualityComparer.Instance);
        var size = start;
        foreach (var (_, data) in tags)
        {
            // The three curves are one.
            if (offsets.TryAdd(data, size))
                size += data.Length;
        }

        var profile = new byte[size];
        Header(profile);
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(128), tags.Length);
        foreach (var (index, (tag, data)) in tags.Index())
        {
            var entry = profile.AsSpan(132 + (12 * index));
            Encoding.ASCII.GetBytes(tag, entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], offsets[data]);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], data.Length);
            data.CopyTo(profile.AsSpan(offsets[data]));
        }

        return profile;
    }

    private static void Header(Span<byte> profile)
    {
        BinaryPrimitives.WriteInt32BigEndian(profile, profile.Length);
        BinaryPrimitives.WriteUInt32BigEndian(profile[8..], 0x02100000);
        "mntrRGB XYZ "u8.CopyTo(profile[12..]);
        ReadOnlySpan<ushort> date = [2012, 1, 1, 0, 0, 0];
        for (var i = 0; i < date.Length; i++)
            BinaryPrimitives.WriteUInt16BigEndian(profile[(24 + (2 * i))..], date[i]);
        "acsp"u8.CopyTo(profile[36..]);
        // The white of the connection space, D50.
        Fixed(profile[68..], 0.9642);
        Fixed(profile[72..], 1);
        Fixed(profile[76..], 0.8249);
    }

    private static byte[] Curve()
    {
        var data = new byte[12 + (2 * CurvePoints)];
        "curv"u8.CopyTo(data);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8), CurvePoints);
        for (var i = 0; i < CurvePoints; i++)
        {
            var value = i / (CurvePoints - 1d);
            var linear = value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
            BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(12 + (2 * i)), (ushort)Math.Round(linear * ushort.MaxValue));
        }

        return data;
    }

    private static byte[] Xyz(double x, double y, double z)
    {
        var data = new byte[20];
        "XYZ "u8.CopyTo(data);
        Fixed(data.AsSpan(8), x);
        Fixed(data.AsSpan(12), y);
        Fixed(data.AsSpan(16), z);
        return data;
    }

    // textDescriptionType: the text, then its Unicode and Macintosh forms, both empty.
    private static byte[] Description(string text)
    {
        var data = new byte[(12 + text.Length + 1 + 8 + 3 + 67 + 3) & ~3];
        "desc"u8.CopyTo(data);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8), text.Length + 1);
        Encoding.ASCII.GetBytes(text, data.AsSpan(12));
        return data;
    }

    private static byte[] Text(string text)
    {
        var data = new byte[(8 + text.Length + 1 + 3) & ~3];
        "text"u8.CopyTo(data);
        Encoding.ASCII.GetBytes(text, data.AsSpan(8));
        return data;
    }

    private static void Fixed(Span<byte> target, double value) => BinaryPrimitives.WriteInt32BigEndian(target, (int)Math.Round(value * 65536));
}
