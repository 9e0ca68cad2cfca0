using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Content;

/// <summary>Looks up what content streams call by name.</summary>
internal readonly struct Resources(PdfDictionary dictionary, ObjectStore objects)
{
    public PdfDictionary Dictionary => dictionary;

    /// <summary>The entry as written, so that a reference can name it; null when there is none.</summary>
    public PdfValue Find(string category, string name) => objects.Resolve(dictionary[category]).Dictionary is { } entries ? entries[name] : default;
}
