namespace IntakePipeline.Tests.Signatures;

/// <summary>Damages signatures the way transfer and ill will do.</summary>
internal static class CmsMutator
{
    public static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToArray();
        for (var rounds = random.Next(1, 6); rounds > 0 && bytes.Length > 8; rounds--)
        {
            var at = random.Next(bytes.Length);
            bytes = random.Next(8) switch
            {
                0 => bytes[..Math.Max(1, at)],
                1 => Set(bytes, at, (byte)(bytes[at] ^ (1 << random.Next(8)))),
                2 => Set(bytes, at, (byte)random.Next(256)),
                // Lengths and tags: the largest, the longest, the indefinite, constructed ones.
                3 => Set(bytes, at, new byte[] { 0x80, 0x84, 0xFF, 0x30, 0x31, 0x24, 0xA0, 0x1F, 0x00 }[random.Next(9)]),
                4 => [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(64))..]],
                5 => [.. bytes[..at], .. bytes[random.Next(bytes.Length)..], .. bytes[at..]],
                6 => [.. bytes[..at], .. Nest(random), .. bytes[at..]],
                _ => Spread(bytes, random),
            };
        }

        return bytes.Length <= 256 * 1024 ? bytes : bytes[..(256 * 1024)];
    }

    private static byte[] Set(byte[] bytes, int at, byte value)
    {
        bytes[at] = value;
        return bytes;
    }

    /// <summary>Opened and never closed.</summary>
    private static byte[] Nest(Random random)
    {
        var nest = new byte[2 * random.Next(1, 20_000)];
        for (var i = 0; i < nest.Length; i += 2)
            (nest[i], nest[i + 1]) = (0x30, 0x80);
        return nest;
    }

    private static byte[] Spread(byte[] bytes, Random random)
    {
        for (var i = random.Next(1, 50); i > 0; i--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }
}
