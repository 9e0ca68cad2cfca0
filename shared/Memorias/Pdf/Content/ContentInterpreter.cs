using IntakePipeline.Memorias.Pdf.Fonts;
using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Pictures;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Content;

/// <summary>
/// Runs the content of pages, painting nothing: it follows places, clips and text so that images get their effective resolution and glyphs
/// become words. Forms nest on a stack of frames, not on the call stack.
/// </summary>
internal sealed partial class ContentInterpreter
{
    /// <summary>Operands before an operator; a longer <c>TJ</c> than this is no text.</summary>
    private const int MaxOperands = 65_536;

    /// <summary>How much deeper than <see cref="PdfLimits.Nesting"/> states may be saved.</summary>
    private const int SavesPerNesting = 4;

    private readonly ObjectStore _objects;
    private readonly PdfBudget _budget;
    private readonly FontCache _fonts;
    private readonly WordBuilder _words;
    private readonly TextState _text;
    private readonly ImageReader _imageReader;
    private readonly MarkedContent _marked;
    private readonly PathTracker _path = new();
    private Token[] _operandTokens = new Token[64];
    private readonly List<GraphicsState> _saved = [];
    private readonly List<ContentFrame> _frames = [];
    private readonly HashSet<int> _patterns = [];
    private readonly List<PdfImage> _images = [];
    private List<PlacedImage>? _placed;
    private GraphicsState _state;
    private Matrix _toDisplay;
    private double _pageArea;
    private int _operandCount;
    private int _operators;
    private int _forms;
    private bool _hasInk;

    public ContentInterpreter(ObjectStore objects, PdfBudget budget, PdfDictionary catalog)
    {
        (_objects, _budget) = (objects, budget);
        _fonts = new FontCache(objects, budget);
        _words = new WordBuilder(budget);
        _text = new TextState(_words);
        _imageReader = new ImageReader(objects);
        _marked = new MarkedContent(objects, catalog);
    }

    /// <summary>Reads a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="number">From 1.</param>
    /// <param name="placed">Where its images are told together with their data; null when nobody wants to know.</param>
    public PdfPage Read(PageNode page, int number, List<PlacedImage>? placed = null)
    {
        _placed = placed;
        var turned = page.Rotate is 90 or 270;
        var (width, height) = (page.Box.Width * page.UserUnit, page.Box.Height * page.UserUnit);
        var (shownWidth, shownHeight) = turned ? (height, width) : (width, height);
        Start(page, shownWidth, shownHeight);
        try
        {
            Push(PageContent(page), new Resources(page.Resources, _objects), number: 0, inMask: false);
            Run();
            DrawAnnotations(page);
        }
        finally
        {
            foreach (var frame in _frames)
                frame.Bytes.Dispose();
            _frames.Clear();
        }

        var words = _words;
        var (mapped, unmapped) = (words.Mapped, words.Unmapped);
        return new PdfPage(number, shownWidth, shownHeight, [.. _images], words.Take(), unmapped, mapped, _hasInk);
    }

    private void Start(PageNode page, double width, double height)
    {
        _toDisplay = Matrix.ToDisplay(page);
        _pageArea = width * height;
        (_words.PageWidth, _words.PageHeight) = (width, height);
        _state = new GraphicsState { Ctm = _toDisplay, Clip = new(0, 0, width, height), HorizontalScale = 1 };
        _saved.Clear();
        _operandCount = 0;
        _patterns.Clear();
        _images.Clear();
        _marked.Reset();
        _text.Replacement = null;
        (_operators, _forms, _hasInk) = (0, 0, false);
    }

    /// <summary>The page's streams.</summary>
    private ContentBytes PageContent(PageNode page)
    {
        var contents = _objects.Resolve(page.Dictionary["Contents"]);
        return Content(contents.Stream is { } single ? [single] : [.. (contents.Array ?? []).Select(part => _objects.Resolve(part).Stream).OfType<PdfStream>()]);
    }

    private ContentBytes Content(params PdfStream[] streams) => new(_objects.Decoder, _budget, streams);

    private void Push(ContentBytes bytes, Resources resources, int number, bool inMask)
    {
        _frames.Add(new ContentFrame(bytes, resources, number, _saved.Count, _marked.Depth, inMask || (_frames.Count > 0 && _frames[^1].InMask)));
        PdfBudget.Require(_frames.Count, _budget.Limits.Nesting, PdfLimit.Nesting);
    }

    private void Run()
    {
        while (_frames.Count > 0)
        {
            var frame = _frames[^1];
            var lexer = new Lexer(frame.Bytes.Span, frame.Position);
            if (RunUntilNested(frame, ref lexer))
                frame.Position = lexer.Position;
            else
                Pop(frame);
        }
    }

    private void Pop(ContentFrame frame)
    {
        _frames.RemoveAt(_frames.Count - 1);
        frame.Bytes.Dispose();
        while (_marked.Depth > frame.MarkedDepth)
            _marked.End(_text);
        // A frame pushed for a form saved one state, which ends with it.
        if (frame.SavedStates > 0)
        {
            _state = _saved[frame.SavedStates - 1];
            _saved.RemoveRange(frame.SavedStates - 1, _saved.Count - frame.SavedStates + 1);
        }

        _operandCount = 0;
    }

    /// <returns>True when a nested frame has to run before reading on; false at the end.</returns>
    private bool RunUntilNested(ContentFrame frame, ref Lexer lexer)
    {
        var depth = _frames.Count;
        var bytes = frame.Bytes;
        // What stands before it has been run.
        var done = lexer.Position;
        while (true)
        {
            var before = lexer.Position;
            var token = lexer.Next();
            if (lexer.Remaining == 0 && !bytes.AtEnd)
            {
                // It may go on beyond the window: read on, and look again from the first operand.
                if (lexer.EndsInComment && _operandCount == 0)
                    bytes.RefillInComment();
                else
                    bytes.Refill(token.Kind == TokenKind.End && _operandCount == 0 ? bytes.Length : done);
                (done, _operandCount) = (0, 0);
                lexer = new Lexer(bytes.Span, 0);
                continue;
            }

            if (token.Kind == TokenKind.End)
                return false;
            if (token.Kind != TokenKind.Keyword)
            {
                if (_operandCount == MaxOperands)
                    (done, _operandCount) = (before, 0);
                if (_operandCount == _operandTokens.Length)
                    Array.Resize(ref _operandTokens, _operandCount * 2);
                _operandTokens[_operandCount++] = token;
                continue;
            }

            PdfBudget.Require(++_operators, _budget.Limits.OperatorsPerPage, PdfLimit.OperatorsPerPage);
            if ((_operators & 0xFF) == 0)
                _budget.CheckDeadline();
            var op = Op.Of(lexer.Bytes(token));
            _operandCount = op == Op.InlineImage ? 0 : _operandCount;
            Execute(op, frame, ref lexer);
            _operandCount = 0;
            if (op == Op.InlineImage && lexer.Remaining == 0 && !bytes.AtEnd)
            {
                // The image may go on, too.
                bytes.Refill(before);
                lexer = new Lexer(bytes.Span, 0);
            }

            done = lexer.Position;
            if (_frames.Count > depth)
                return true;
        }
    }

    private void Save()
    {
        _saved.Add(_state);
        PdfBudget.Require(_saved.Count, _budget.Limits.Nesting * SavesPerNesting, PdfLimit.Nesting);
    }

    /// <summary>The operand so many places before the operator; 0 when it is missing or no number.</summary>
    private double Number(int fromEnd) =>
        _operandCount > fromEnd && _operandTokens[_operandCount - 1 - fromEnd] is { Kind: TokenKind.Integer or TokenKind.Real } token ? token.Number : 0;

    private ReadOnlySpan<Token> Operands => _operandTokens.AsSpan(0, _operandCount);

    private string? Name(ref Lexer lexer) =>
        _operandCount > 0 && Operands[^1] is { Kind: TokenKind.Name } token ? _objects.Names.Get(lexer.Bytes(token)) : null;
}
