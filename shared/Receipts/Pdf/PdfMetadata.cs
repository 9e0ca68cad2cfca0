using System.Globalization;
using System.Security;
using System.Text;
using NodaTime;

namespace IntakePipeline.Receipts.Pdf;

/// <summary>What a document says about itself, for programs and assistive technology.</summary>
/// <param name="Title">Its title, in both languages.</param>
/// <param name="Author">Who issues it, in both languages.</param>
/// <param name="Language">The language that comes first in it.</param>
/// <param name="Created">When what it states happened; documents have no other clock.</param>
internal sealed record PdfMetadata(LocalizedText Title, LocalizedText Author, Language Language, OffsetDateTime Created)
{
    private const string Producer = "IntakePipeline";

    /// <summary>The language's BCP 47 tag.</summary>
    public string LanguageTag => TagOf(Language);

    /// <summary><see cref="Created"/> as PDF writes dates (7.9.4).</summary>
    public string Date
    {
        get
        {
            var offset = Created.Offset.ToTimeSpan();
            return string.Create(CultureInfo.InvariantCulture,
                $"D:{Created.LocalDateTime:uuuuMMddHHmmss}{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh}'{offset:mm}'");
        }
    }

    /// <summary>A PDF text string (ISO 32000-1, 7.9.2.2) in UTF-16, as hexadecimal digits.</summary>
    public static string TextString(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    /// <summary>The document information dictionary.</summary>
    public string ToInfo() =>
        $"<</Title{TextString(Title.In(Language))}/Author{TextString(Author.In(Language))}/Producer({Producer})/CreationDate({Date})/ModDate({Date})>>";

    /// <summary>The XMP packet (ISO 16684-1), UTF-8.</summary>
    public byte[] ToXmp()
    {
        var date = string.Create(CultureInfo.InvariantCulture, $"{Created:uuuu-MM-ddTHH:mm:sso<m>}");
        var (va, es) = (TagOf(Language.Valencian), TagOf(Language.Spanish));
        var second = Language == Language.Valencian ? es : va;
        return Encoding.UTF8.GetBytes($"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
            <dc:format>application/pdf</dc:format>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{Xml(Title.In(Language))}</rdf:li><rdf:li xml:lang="{va}">{Xml(Title.Va)}</rdf:li><rdf:li xml:lang="{es}">{Xml(Title.Es)}</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>{Xml(Author.In(Language))}</rdf:li></rdf:Seq></dc:creator>
            <dc:language><rdf:Bag><rdf:li>{LanguageTag}</rdf:li><rdf:li>{second}</rdf:li></rdf:Bag></dc:language>
            <xmp:CreateDate>{date}</xmp:CreateDate>
            <xmp:ModifyDate>{date}</xmp:ModifyDate>
            <pdf:Producer>{Producer}</pdf:Producer>
            </rdf:Description>
            <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="3" pdfaid:conformance="A"/>
            <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
            <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
            <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
            <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
            <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
            <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
            <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
            <pdfaProperty:name>part</pdfaProperty:name>
            <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
            <pdfaProperty:category>internal</pdfaProperty:category>
            <pdfaProperty:description>Part of ISO 14289 that the document conforms to</pdfaProperty:description>
            </rdf:li></rdf:Seq></pdfaSchema:property>
            </rdf:li></rdf:Bag></pdfaExtension:schemas>
            </rdf:Description>
            </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="r"?>
            """.ReplaceLineEndings("\n"));
    }

    internal static string TagOf(Language language) => language == Language.Valencian ? "ca-ES-valencia" : "es-ES";

    private static string? Xml(string text) => SecurityElement.Escape(text);
}
