using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Interactive;

/// <summary>Reads the fields of a form (ISO 32000-1, 12.7), with a stack of its own.</summary>
internal sealed class FormReader(ObjectStore objects, PdfBudget budget, PdfDictionary catalog)
{
    private const int RadioFlag = 1 << 15;
    private const int PushButtonFlag = 1 << 16;
    private const int PasswordFlag = 1 << 13;
    private const int ComboFlag = 1 << 17;
    private const int MaxNameLength = 512;

    /// <summary>Estimated bytes a field keeps besides its value.</summary>
    private const int FieldCost = 128;

    /// <summary>A field with what it inherits.</summary>
    private readonly record struct Node(PdfValue Value, string ParentName, PdfValue Type, PdfValue Flags, PdfValue Content, int Depth);

    /// <summary>The fields in form order.</summary>
    public List<PdfField> Fields { get; } = [];

    /// <summary>Their signatures.</summary>
    public List<PdfSignature> Signatures { get; } = [];

    public FormReader Read(PdfDictionary form)
    {
        var appearances = new AppearanceReader(objects, budget, catalog, form);
        var pending = new Stack<Node>();
        var visited = new HashSet<PdfDictionary>(ReferenceEqualityComparer.Instance);
        PushReversed(pending, objects.Resolve(form["Fields"]).Array, new Node(default, "", default, default, default, 0));
        while (pending.TryPop(out var node))
        {
            budget.CheckDeadline();
            if (objects.Resolve(node.Value).Dictionary is not { } field || !visited.Add(field) || node.Depth > budget.Limits.Nesting)
                continue;
            var name = FullName(node.ParentName, objects.Resolve(field["T"]).Text);
            var inherited = new Node(default, name, Or(field["FT"], node.Type), Or(field["Ff"], node.Flags), Or(field["V"], node.Content), node.Depth + 1);
            var kids = objects.Resolve(field["Kids"]).Array;
            // Kids without a name of their own are not fields but the field's places on pages.
            if (kids is not null && Array.Exists(kids, kid => objects.Resolve(kid).Dictionary?["T"].IsNull == false))
                PushReversed(pending, kids, inherited);
            else
                Add(field, kids, inherited, appearances);
        }

        return this;
    }

    private static PdfValue Or(PdfValue own, PdfValue inherited) => own.IsNull ? inherited : own;

    private static void PushReversed(Stack<Node> pending, PdfValue[]? kids, Node under)
    {
        for (var i = (kids?.Length ?? 0) - 1; i >= 0; i--)
            pending.Push(under with { Value = kids![i] });
    }

    private static string FullName(string parent, byte[]? own)
    {
        if (own is null)
            return parent;
        var name = PdfTextString.Read(own);
        var full = parent.Length == 0 ? name : parent + "." + name;
        return full.Length <= MaxNameLength ? full : full[..MaxNameLength];
    }

    private void Add(PdfDictionary field, PdfValue[]? widgets, in Node inherited, AppearanceReader appearances)
    {
        var flags = objects.Resolve(inherited.Flags).Integer ?? 0;
        PdfFieldKind? kind = objects.Resolve(inherited.Type).Name switch
        {
            "Tx" => PdfFieldKind.Text,
            "Ch" => PdfFieldKind.Choice,
            "Sig" => PdfFieldKind.Signature,
            "Btn" => (flags & PushButtonFlag) != 0 ? PdfFieldKind.Button : (flags & RadioFlag) != 0 ? PdfFieldKind.Radio : PdfFieldKind.Check,
            _ => null,
        };
        if (kind is null)
            return;
        var content = objects.Resolve(inherited.Content);
        var value = kind switch
        {
            PdfFieldKind.Text or PdfFieldKind.Choice => TextOf(content),
            PdfFieldKind.Check or PdfFieldKind.Radio => content.Name ?? StateOf(field, widgets) ?? "Off",
            _ => null,
        };
        var drawn = string.IsNullOrEmpty(value) && ShowsItsValue(kind.Value, flags) ? DrawnText(field, widgets, appearances) : null;
        value = drawn ?? value;
        budget.Retain(FieldCost + ((value?.Length ?? 0) * 2L));
        Fields.Add(new PdfField(inherited.ParentName, kind.Value, string.IsNullOrEmpty(value) ? null : value, FromAppearance: drawn is not null));
        if (kind == PdfFieldKind.Signature && content.Dictionary is { } signature)
            Signatures.Add(Signature(inherited.ParentName, signature));
    }

    /// <summary>A password shows asterisks, and a list all that could be chosen.</summary>
    private static bool ShowsItsValue(PdfFieldKind kind, int flags) =>
        (kind == PdfFieldKind.Text && (flags & PasswordFlag) == 0) || (kind == PdfFieldKind.Choice && (flags & ComboFlag) != 0);

    /// <summary>The field may be its own place on a page, or have several: the first one that shows something counts.</summary>
    private string? DrawnText(PdfDictionary field, PdfValue[]? widgets, AppearanceReader appearances) =>
        (widgets ?? []).Select(widget => objects.Resolve(widget).Dictionary).OfType<PdfDictionary>().Prepend(field)
            .Select(appearances.TextOf).FirstOrDefault(text => text is not null);

    private string? TextOf(PdfValue content)
    {
        if (content.Text is { } text)
            return PdfTextString.Read(text);
        if (content.Array is { } several)
            return string.Join('\n', several.Select(item => objects.Resolve(item).Text is { } one ? PdfTextString.Read(one) : ""));
        if (content.Name is { } name)
            return name;
        if (content.Stream is not { } stream)
            return null;
        using var decoded = objects.Decoder.Decode(stream);
        return decoded is null ? null : PdfTextString.Read(decoded.Span);
    }

    /// <summary>Where the field names no value, the appearance that is shown says it.</summary>
    private string? StateOf(PdfDictionary field, PdfValue[]? widgets)
    {
        if (objects.Resolve(field["AS"]).Name is { } own)
            return own;
        foreach (var widget in widgets ?? [])
        {
            if (objects.Resolve(objects.Resolve(widget).Dictionary?["AS"] ?? default).Name is { } state && state != "Off")
                return state;
        }

        return null;
    }

    private PdfSignature Signature(string field, PdfDictionary signature)
    {
        var range = objects.Resolve(signature["ByteRange"]).Array is { Length: <= 64 } numbers
            ? Array.ConvertAll(numbers, number => (long)Math.Clamp(objects.Resolve(number).Number ?? -1, -1, long.MaxValue / 2))
            : [];
        return new PdfSignature(field, objects.Resolve(signature["SubFilter"]).Name, range, objects.Resolve(signature["Contents"]).Text ?? []);
    }
}
