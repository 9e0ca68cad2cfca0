using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Pictures;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Content;

/// <content>Images, forms, patterns, soft masks and annotations.</content>
internal sealed partial class ContentInterpreter
{
    /// <summary>Share of a page from which an opaque image hides the text painted before it.</summary>
    private const double Covers = 0.5;

    private const int HiddenAnnotation = 2;
    private const int NotViewedAnnotation = 32;

    private void EndPath(ContentFrame frame, bool fills, bool strokes)
    {
        if (_path.End(ref _state) is not { } around || _marked.IsHidden)
            return;
        var shown = around.Intersect(_state.Clip);
        // A line has no area, but it shows.
        if (shown.Width < 0 || shown.Height < 0)
            return;
        if (fills && _state.FillPattern is { } pattern)
            DrawPattern(frame.Resources.Find("Pattern", pattern), frame);
        _hasInk |= (fills && !_state.FillIsWhite && !frame.InMask) || (strokes && !_state.StrokeIsWhite && !frame.InMask);
    }

    private void DrawObject(PdfValue value, ContentFrame frame)
    {
        if (_objects.Resolve(value).Stream is not { } stream)
            return;
        var dictionary = stream.Dictionary;
        if (_marked.IsHidden || (!dictionary["OC"].IsNull && _marked.IsOff(dictionary["OC"])))
            return;
        if (_objects.Resolve(dictionary["Subtype"]).Name == "Image")
            DrawImage(dictionary, stream, frame);
        else if (_objects.Resolve(dictionary["Subtype"]).Name == "Form")
            DrawForm(stream, frame.Resources, Matrix.Identity, frame.InMask);
    }

    private void DrawImage(PdfDictionary dictionary, PdfStream? stream, ContentFrame frame)
    {
        var image = _imageReader.Read(dictionary, stream is null ? [] : stream.Raw.Span, frame.InMask ? PdfImageKind.Mask : null, frame.Resources, _state.Ctm, _state.Clip, _pageArea);
        if (image is null)
            return;
        Add(image);
        if (stream is not null)
            _placed?.Add(new PlacedImage(image, stream, _state.Ctm, frame.Resources));
        var softMask = AddMask(dictionary["SMask"], frame);
        AddMask(dictionary["Mask"], frame);
        if (image is { Kind: PdfImageKind.Image, Coverage: >= Covers } && !softMask)
            _words.Cover();
        else
            _words.End();
    }

    private bool AddMask(PdfValue mask, ContentFrame frame)
    {
        if (_objects.Resolve(mask).Stream is not { } stream
            || _imageReader.Read(stream.Dictionary, stream.Raw.Span, PdfImageKind.Mask, frame.Resources, _state.Ctm, _state.Clip, _pageArea) is not { } image)
            return false;
        Add(image);
        return true;
    }

    private void Add(PdfImage image)
    {
        _images.Add(image);
        _budget.Retain(96);
        PdfBudget.Require(_images.Count, _budget.Limits.ImagesPerPage, PdfLimit.ImagesPerPage);
    }

    private void DrawInlineImage(ContentFrame frame, ref Lexer lexer)
    {
        var entries = new List<KeyValuePair<string, PdfValue>>();
        while (true)
        {
            var token = lexer.Next();
            if (token.Kind == TokenKind.End)
                return;
            if (lexer.Is(token, "ID"u8))
                break;
            if (token.Kind == TokenKind.Name && entries.Count < 100)
                entries.Add(new(_objects.Names.Get(lexer.Bytes(token)), _objects.Parser.Parse(ref lexer)));
        }

        var dictionary = new PdfDictionary([.. entries]);
        // One white byte stands between ID and the data.
        var start = Math.Min(lexer.Position + 1, frame.Bytes.Length);
        lexer.Position = InlineImage.FindEnd(frame.Bytes.Span, start, PlainLength(dictionary));
        // Not all of it is at hand: it comes again.
        if (lexer.Remaining == 0 && !frame.Bytes.AtEnd)
            return;
        if (!_marked.IsHidden)
            DrawImage(dictionary, null, frame);
    }

    /// <summary>Bytes of an unfiltered inline image whose components are known from its dictionary; 0 when they have to be searched.</summary>
    private long PlainLength(PdfDictionary dictionary)
    {
        if (_objects.Decoder.Filters(dictionary).Length > 0)
            return 0;
        long width = _imageReader.Get(dictionary, "Width", "W").Integer ?? 0;
        long height = _imageReader.Get(dictionary, "Height", "H").Integer ?? 0;
        var stencil = _imageReader.Get(dictionary, "ImageMask", "IM").Boolean == true;
        var bits = stencil ? 1 : _imageReader.Get(dictionary, "BitsPerComponent", "BPC").Integer ?? 0;
        var space = _imageReader.Get(dictionary, "ColorSpace", "CS");
        var components = stencil ? 1 : (space.Name ?? (space.Array is { Length: > 0 } array ? array[0].Name : null)) switch
        {
            "DeviceGray" or "G" or "Indexed" or "I" => 1,
            "DeviceRGB" or "RGB" => 3,
            "DeviceCMYK" or "CMYK" => 4,
            _ => 0,
        };
        return width is > 0 and < 100_000 && height is > 0 and < 100_000 && bits is > 0 and <= 16 ? ((width * bits * components) + 7) / 8 * height : 0;
    }

    /// <summary>Draws a form in the current state, which it cannot change.</summary>
    /// <param name="before">Applied after the form's own matrix: places appearances.</param>
    private void DrawForm(PdfStream form, Resources outer, in Matrix before, bool inMask)
    {
        if (_frames.Exists(frame => frame.Number == form.Number && form.Number != 0))
            return;
        PdfBudget.Require(++_forms, _budget.Limits.FormsPerPage, PdfLimit.FormsPerPage);
        Save();
        _state.Ctm = (Matrix.From(form.Dictionary["Matrix"], _objects) ?? Matrix.Identity).Then(before).Then(_state.Ctm);
        if (PdfRectangle.From(form.Dictionary["BBox"], _objects) is { } box)
            _state.Clip = _state.Clip.Intersect(_state.Ctm.Around(box));
        var own = _objects.Resolve(form.Dictionary["Resources"]).Dictionary;
        Push(Content(form), own is null ? outer : new Resources(own, _objects), form.Number, inMask);
    }

    /// <summary>Draws one cell of a tiling pattern, once a page: the images in it are what counts.</summary>
    private void DrawPattern(PdfValue pattern, ContentFrame frame)
    {
        if (_objects.Resolve(pattern).Stream is not { } cell || !_patterns.Add(cell.Number))
            return;
        var depth = _frames.Count;
        var painting = _state;
        // A pattern starts from the page, not from where it is used.
        _state.Ctm = _toDisplay;
        DrawForm(cell, frame.Resources, Matrix.Identity, frame.InMask);
        if (_frames.Count > depth)
            _saved[^1] = painting;
        else
            _state = painting;
    }

    private void SetExtendedState(PdfValue value, Resources resources)
    {
        if (_objects.Resolve(value).Dictionary is not { } dictionary)
            return;
        if (_objects.Resolve(dictionary["Font"]).Array is { Length: >= 2 } font)
        {
            _state.Font = _fonts.Get(font[0]);
            _state.FontSize = _objects.Resolve(font[1]).Number ?? 0;
        }

        if (_objects.Resolve(dictionary["SMask"]).Dictionary is { } mask && _objects.Resolve(mask["G"]).Stream is { } group)
            DrawForm(group, resources, Matrix.Identity, inMask: true);
    }

    /// <summary>Draws the appearances of annotations after the page, as they are shown on top of it (ISO 32000-1, 12.5.5).</summary>
    private void DrawAnnotations(PageNode page)
    {
        foreach (var item in _objects.Resolve(page.Dictionary["Annots"]).Array ?? [])
        {
            _budget.CheckDeadline();
            if (_objects.Resolve(item).Dictionary is not { } annotation || AppearanceOf(annotation) is not { } appearance
                || ((_objects.Resolve(annotation["F"]).Integer ?? 0) & (HiddenAnnotation | NotViewedAnnotation)) != 0
                || _objects.Resolve(annotation["Subtype"]).Name == "Popup" || _marked.IsOff(annotation["OC"])
                || PdfRectangle.From(annotation["Rect"], _objects) is not { IsEmpty: false } place)
                continue;
            _words.End();
            var matrix = Matrix.From(appearance.Dictionary["Matrix"], _objects) ?? Matrix.Identity;
            var box = matrix.Around(PdfRectangle.From(appearance.Dictionary["BBox"], _objects) ?? place);
            if (box.IsEmpty)
                continue;
            var (scaleX, scaleY) = (place.Width / box.Width, place.Height / box.Height);
            var placing = new Matrix(scaleX, 0, 0, scaleY, place.Left - (box.Left * scaleX), place.Bottom - (box.Bottom * scaleY));
            _saved.Clear();
            _state = new GraphicsState { Ctm = _toDisplay, Clip = new(0, 0, double.MaxValue, double.MaxValue), HorizontalScale = 1 };
            DrawForm(appearance, new Resources(page.Resources, _objects), placing, inMask: false);
            Run();
        }
    }

    private PdfStream? AppearanceOf(PdfDictionary annotation)
    {
        var normal = _objects.Resolve(_objects.Resolve(annotation["AP"]).Dictionary?["N"] ?? default);
        if (normal.Stream is { } only)
            return only;
        return normal.Dictionary is { } states && _objects.Resolve(annotation["AS"]).Name is { } state ? _objects.Resolve(states[state]).Stream : null;
    }
}
