using IntakePipeline.Memorias.Pdf.Objects;

namespace IntakePipeline.Memorias.Pdf.Content;

/// <content>What each operator does.</content>
internal sealed partial class ContentInterpreter
{
    private void Execute(int op, ContentFrame frame, ref Lexer lexer)
    {
        switch (op)
        {
            case Op.Save:
                Save();
                break;
            case Op.Restore when _saved.Count > frame.SavedStates:
                _state = _saved[^1];
                _saved.RemoveAt(_saved.Count - 1);
                break;
            case Op.Concatenate:
                _state.Ctm = Matrix6().Then(_state.Ctm);
                break;
            case Op.ExtendedState when Name(ref lexer) is { } name:
                SetExtendedState(frame.Resources.Find("ExtGState", name), frame.Resources);
                break;
            case Op.Do when Name(ref lexer) is { } name:
                DrawObject(frame.Resources.Find("XObject", name), frame);
                break;
            case Op.InlineImage:
                DrawInlineImage(frame, ref lexer);
                break;
            case Op.Shading:
                _hasInk = true;
                break;
            default:
                if (!ExecuteText(op, frame, ref lexer) && !ExecutePath(op, frame) && !ExecuteColor(op, ref lexer))
                    ExecuteMarks(op, frame, ref lexer);
                break;
        }
    }

    private bool ExecuteText(int op, ContentFrame frame, ref Lexer lexer)
    {
        switch (op)
        {
            case Op.Show:
                Show(ref lexer);
                break;
            case Op.ShowSpaced:
                foreach (var item in Operands)
                {
                    if (item.Kind is TokenKind.LiteralString or TokenKind.HexString)
                        _text.Show(item.Kind, lexer.Bytes(item), _state, _marked.IsHidden);
                    else if (item.Kind is TokenKind.Integer or TokenKind.Real)
                        _text.Adjust(item.Number, _state);
                }

                break;
            case Op.Move:
                _text.Move(Number(1), Number(0));
                break;
            case Op.TextMatrix:
                _text.Set(Matrix6());
                break;
            case Op.Font when _operandCount >= 2 && Operands[^2].Kind == TokenKind.Name:
                _state.Font = _fonts.Get(frame.Resources.Find("Font", _objects.Names.Get(lexer.Bytes(Operands[^2]))));
                _state.FontSize = Number(0);
                break;
            case Op.BeginText:
                _text.Begin();
                break;
            case Op.EndText:
                break;
            case Op.MoveSetLeading:
                _state.Leading = -Number(0);
                _text.Move(Number(1), Number(0));
                break;
            case Op.NextLine:
                _text.Move(0, -_state.Leading);
                break;
            case Op.NextLineShow:
                _text.Move(0, -_state.Leading);
                Show(ref lexer);
                break;
            case Op.NextLineShowSpaced:
                (_state.WordSpacing, _state.CharacterSpacing) = (Number(2), Number(1));
                _text.Move(0, -_state.Leading);
                Show(ref lexer);
                break;
            case Op.CharacterSpacing:
                _state.CharacterSpacing = Number(0);
                break;
            case Op.WordSpacing:
                _state.WordSpacing = Number(0);
                break;
            case Op.HorizontalScale:
                _state.HorizontalScale = Number(0) / 100;
                break;
            case Op.Leading:
                _state.Leading = Number(0);
                break;
            case Op.RenderMode:
                _state.RenderMode = (int)Math.Clamp(Number(0), 0, 7);
                break;
            case Op.Rise:
                _state.Rise = Number(0);
                break;
            default:
                return false;
        }

        return true;
    }

    private bool ExecutePath(int op, ContentFrame frame)
    {
        switch (op)
        {
            case Op.MoveTo or Op.LineTo:
                _path.Add(_state.Ctm, Number(1), Number(0));
                break;
            case Op.CurveTo or Op.CurveFromCurrent or Op.CurveToEnd:
                for (var i = 0; i + 1 < (op == Op.CurveTo ? 6 : 4); i += 2)
                    _path.Add(_state.Ctm, Number(i + 1), Number(i));
                break;
            case Op.Rectangle:
                _path.Add(_state.Ctm, Number(3), Number(2));
                _path.Add(_state.Ctm, Number(3) + Number(1), Number(2));
                _path.Add(_state.Ctm, Number(3), Number(2) + Number(0));
                _path.Add(_state.Ctm, Number(3) + Number(1), Number(2) + Number(0));
                break;
            case Op.Clip or Op.ClipEvenOdd:
                _path.ClipNext();
                break;
            case Op.EndPath:
                _path.End(ref _state);
                break;
            case Op.Stroke or Op.CloseStroke:
                EndPath(frame, fills: false, strokes: true);
                break;
            case Op.Fill or Op.FillOld or Op.FillEvenOdd:
                EndPath(frame, fills: true, strokes: false);
                break;
            case Op.FillStroke or Op.FillStrokeEvenOdd or Op.CloseFillStroke or Op.CloseFillStrokeEvenOdd:
                EndPath(frame, fills: true, strokes: true);
                break;
            default:
                return false;
        }

        return true;
    }

    /// <summary>Colours matter only for what cannot be seen: white.</summary>
    private bool ExecuteColor(int op, ref Lexer lexer)
    {
        switch (op)
        {
            case Op.FillGray or Op.FillRgb or Op.FillCmyk or Op.FillColor or Op.FillColorNamed:
                _state.FillIsWhite = IsWhite();
                _state.FillPattern = op == Op.FillColorNamed ? Name(ref lexer) : null;
                break;
            case Op.StrokeGray or Op.StrokeRgb or Op.StrokeCmyk or Op.StrokeColor or Op.StrokeColorNamed:
                _state.StrokeIsWhite = IsWhite();
                break;
            case Op.FillSpace:
                (_state.FillIsWhite, _state.FillPattern) = (false, null);
                break;
            case Op.StrokeSpace:
                _state.StrokeIsWhite = false;
                break;
            default:
                return false;
        }

        return true;
    }

    private void ExecuteMarks(int op, ContentFrame frame, ref Lexer lexer)
    {
        switch (op)
        {
            case Op.BeginMarked:
                _marked.Begin([], default, _text);
                break;
            case Op.BeginMarkedWith when _operandCount >= 2 && Operands[0].Kind == TokenKind.Name:
                _marked.Begin(lexer.Bytes(Operands[0]), Properties(Operands[1], frame, ref lexer), _text);
                break;
            case Op.BeginMarkedWith:
                _marked.Begin([], default, _text);
                break;
            case Op.EndMarked when _marked.Depth > frame.MarkedDepth:
                _marked.End(_text);
                break;
            default:
                break;
        }
    }

    private PdfValue Properties(Token operand, ContentFrame frame, ref Lexer lexer)
    {
        if (operand.Kind == TokenKind.Name)
            return frame.Resources.Find("Properties", _objects.Names.Get(lexer.Bytes(operand)));
        var last = Operands[^1];
        // Tagged files mark every run with its number in the structure: only what replaces text is worth building objects for.
        var written = frame.Bytes.Span[operand.Start..(last.Start + last.Length)];
        if (operand.Kind != TokenKind.DictionaryStart || written.IndexOf("ActualText"u8) < 0)
            return default;
        var inner = new Lexer(frame.Bytes.Span, operand.Start);
        return _objects.Parser.Parse(ref inner);
    }

    private void Show(ref Lexer lexer)
    {
        if (_operandCount > 0 && Operands[^1] is { Kind: TokenKind.LiteralString or TokenKind.HexString } text)
            _text.Show(text.Kind, lexer.Bytes(text), _state, _marked.IsHidden);
    }

    private Matrix Matrix6() => new(Number(5), Number(4), Number(3), Number(2), Number(1), Number(0));

    private bool IsWhite()
    {
        var count = 0;
        var (ones, zeros) = (true, true);
        foreach (var operand in Operands)
        {
            if (operand.Kind is not (TokenKind.Integer or TokenKind.Real))
                return false;
            count++;
            ones &= operand.Number >= 1;
            zeros &= operand.Number == 0;
        }

        return count switch
        {
            1 or 3 => ones,
            4 => zeros,
            _ => false,
        };
    }
}
