namespace IntakePipeline.Memorias.Pdf;

/// <summary>What a file carries besides its pages.</summary>
/// <param name="Metadata">What it says of itself.</param>
/// <param name="Fields">Filled and empty fields of its form, in the form's order.</param>
/// <param name="EmbeddedFiles">Names of attached files.</param>
/// <param name="ActiveContent">What would run or start something; each kind once.</param>
/// <param name="Signatures">Signatures found; whether they are valid is not looked at here.</param>
/// <param name="HasXfa">The form is (also) an XFA form, whose data is not read.</param>
public sealed record PdfExtras(
    PdfMetadata Metadata, IReadOnlyList<PdfField> Fields, IReadOnlyList<string> EmbeddedFiles, IReadOnlyList<PdfActiveContent> ActiveContent,
    IReadOnlyList<PdfSignature> Signatures, bool HasXfa);

/// <summary>What a file says of itself; null where it says nothing.</summary>
/// <param name="Version">Version of the format, e.g. <c>1.7</c>: the catalog's when it names one, else the header's.</param>
/// <param name="Title">Title.</param>
/// <param name="Author">Author.</param>
/// <param name="Creator">The program it was written with.</param>
/// <param name="Producer">The program that made the PDF.</param>
public sealed record PdfMetadata(string? Version, string? Title, string? Author, string? Creator, string? Producer);

/// <summary>What a form field holds.</summary>
public enum PdfFieldKind
{
    /// <summary>Typed text.</summary>
    Text,

    /// <summary>One or several of a list.</summary>
    Choice,

    /// <summary>A check box: its value is the name of its state, <c>Off</c> when not set.</summary>
    Check,

    /// <summary>One of a group of buttons: its value is the chosen one's name, <c>Off</c> for none.</summary>
    Radio,

    /// <summary>Something to press; holds no value.</summary>
    Button,

    /// <summary>A place for a signature.</summary>
    Signature,
}

/// <summary>A field of a form.</summary>
/// <param name="Name">Full name: the names down the field tree, joined by dots.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Value">Its value; several choices are joined by line feeds; null when it is empty.</param>
/// <param name="FromAppearance">The file names no value: this is what is drawn in the field, its line breaks lost.</param>
public sealed record PdfField(string Name, PdfFieldKind Kind, string? Value, bool FromAppearance = false);

/// <summary>Something in a file that acts by itself.</summary>
public enum PdfActiveContent
{
    /// <summary>A script.</summary>
    JavaScript,

    /// <summary>Starts a program or opens another file.</summary>
    Launch,
}

/// <summary>A signature as found.</summary>
/// <param name="Field">Full name of its field.</param>
/// <param name="SubFilter">Its format, e.g. <c>ETSI.CAdES.detached</c>; null when not said.</param>
/// <param name="ByteRange">Offset and length of each signed stretch of the file, in turn; empty when not said.</param>
/// <param name="Contents">The signature itself, as it stands in the file.</param>
public sealed record PdfSignature(string Field, string? SubFilter, IReadOnlyList<long> ByteRange, ReadOnlyMemory<byte> Contents);
