namespace IntakePipeline.Memorias.Pdf.Fonts;

/// <summary>What fonts in the Compact Font Format may name instead of listing it, as runs of string identifiers (Adobe Technical Note 5176, appendices B and C).</summary>
internal static class CffTables
{
    /// <summary>Codes of the expert encoding.</summary>
    public static (int Code, int First, int Count)[] ExpertEncoding { get; } =
    [
        (32, 1, 1), (33, 229, 2), (36, 231, 8), (44, 13, 3), (47, 99, 1), (48, 239, 10), (58, 27, 2), (60, 249, 4), (65, 253, 5), (73, 258, 1),
        (76, 259, 4), (82, 263, 3), (86, 266, 1), (87, 109, 2), (89, 267, 3), (93, 270, 34), (161, 304, 3), (166, 307, 5), (172, 312, 1), (175, 313, 1),
        (178, 314, 2), (182, 316, 3), (188, 158, 1), (189, 155, 1), (190, 163, 1), (191, 319, 7), (200, 326, 1), (201, 150, 1), (202, 164, 1), (203, 169, 1),
        (204, 327, 52),
    ];

    /// <summary>Glyphs of the usual fonts.</summary>
    public static (int First, int Count)[] IsoAdobeCharset { get; } = [(0, 229)];

    /// <summary>Glyphs of expert fonts.</summary>
    public static (int First, int Count)[] ExpertCharset { get; } =
    [
        (0, 2), (229, 10), (13, 3), (99, 1), (239, 10), (27, 2), (249, 18), (109, 2), (267, 52), (158, 1), (155, 1), (163, 1),
        (319, 8), (150, 1), (164, 1), (169, 1), (327, 52),
    ];

    /// <summary>Glyphs of smaller expert fonts.</summary>
    public static (int First, int Count)[] ExpertSubsetCharset { get; } =
    [
        (0, 2), (231, 2), (235, 4), (13, 3), (99, 1), (239, 10), (27, 2), (249, 3), (253, 14), (109, 2), (267, 4), (272, 1),
        (300, 3), (305, 1), (314, 2), (158, 1), (155, 1), (163, 1), (320, 7), (150, 1), (164, 1), (169, 1), (327, 20),
    ];
}
