namespace Pagerow.Pages.Blocks;

/// <summary>
/// Reads the raw outline line by line, as the judging parser (<see cref="MarkdigBlocks"/>) does but many times faster. It keeps only the open
/// quotes and items and the one open leaf; where the parser's ways depend on more than that, it gives up and says so.
/// </summary>
sealed class LineScanner
{
    const int Deepest = 64;

    readonly string _text;
    readonly int _bodyStart;
    readonly RawOutline _raw = new() { IsByLine = true };
    ScannerBlock[] _blocks = new ScannerBlock[8];
    int _count;
    int _matched;
    ScannerLeaf _leaf;
    char _fenceMark;
    int _fenceLength;
    HtmlStart _html;
    int _leafStart;
    int _leafEnd;
    int _textStart;
    int _textColumn;
    bool _hasOpenedItem;
    int _marker;
    int _lineStart;
    int _next;
    bool _givesUp;

    LineScanner(string text, int bodyStart)
    {
        _text = text;
        _bodyStart = bodyStart;
    }

    /// <summary>The raw outline, or null: the text has something that only the parser reads.</summary>
    public static RawOutline? Read(string text, int bodyStart)
    {
        var scanner = new LineScanner(text, bodyStart);
        return scanner.Scan() ? scanner._raw : null;
    }

    bool Scan()
    {
        if (_text.AsSpan(_bodyStart).Contains('\0'))
            return false;
        for (_lineStart = _bodyStart; _lineStart < _text.Length && !_givesUp; _lineStart = _next)
        {
            var length = _text.AsSpan(_lineStart).IndexOfAny('\n', '\r');
            var contentEnd = length < 0 ? _text.Length : _lineStart + length;
            _next = TextLines.BehindEnd(_text, contentEnd);
            if (_next > contentEnd && _text[_next - 1] == '\r')
                return false;
            if (IsPlain())
                continue;
            var line = new LineCursor(_text, _lineStart, contentEnd);
            _hasOpenedItem = false;
            if (!Continue(ref line))
                Open(ref line);
        }

        if (_leaf == ScannerLeaf.Fence && _count == 0)
            AddOpaque(RawBlockKind.OpenFence, _text.Length);
        else
            CloseLeaf();
        CloseTo(0);
        return !_givesUp;
    }

    /// <summary>Whether the line only goes on with a paragraph or fence of the page itself, as most lines do.</summary>
    bool IsPlain()
    {
        if (_count > 0 || !char.IsAsciiLetter(_text[_lineStart]))
            return false;
        if (_leaf == ScannerLeaf.Fence)
            _leafEnd = _next;
        return _leaf is ScannerLeaf.Paragraph or ScannerLeaf.Fence;
    }

    /// <summary>Lets the open blocks take their part of the line. Whether the line is spent.</summary>
    bool Continue(ref LineCursor line)
    {
        for (_matched = 0; _matched < _count; _matched++)
        {
            line.SkipIndent();
            ref var block = ref _blocks[_matched];
            if (block.IsQuote ? !ContinueQuote(ref line, ref block) : !ContinueItem(ref line, ref block))
                return false;
            line.SetBase();
            if (_hasOpenedItem)
            {
                _matched++;
                return false;
            }
        }

        line.SkipIndent();
        return (_leaf == ScannerLeaf.Fence && ContinueFence(ref line))
            || (_leaf == ScannerLeaf.Code && ContinueCode(ref line))
            || (_leaf == ScannerLeaf.Html && ContinueHtml(ref line));
    }

    bool ContinueQuote(ref LineCursor line, ref ScannerBlock block)
    {
        if (line.IsCode || line.Current != '>')
            return false;
        line.Skip(1);
        line.SkipBlankColumn();
        block.End = _next;
        return true;
    }

    bool ContinueItem(ref LineCursor line, ref ScannerBlock block)
    {
        if (line.IsBlank)
        {
            var holdsItem = _matched + 1 < _count && !_blocks[_matched + 1].IsQuote;
            if (_leaf != ScannerLeaf.Fence && !holdsItem && !block.IsEmpty)
                block.Last = ScannerLeaf.Blank;
            return true;
        }

        if (line.Indent < block.Width)
            return Sibling(ref line, ref block);
        _givesUp |= block.IsEmpty;
        if (line.Indent > block.Width && line.IsCode)
            line.GoTo(line.Base + block.Width);
        block.End = _next;
        return true;
    }

    /// <summary>A line that the item does not take may begin the next item of its list, or of another list directly behind.</summary>
    bool Sibling(ref LineCursor line, ref ScannerBlock block)
    {
        if (IsRule(ref line))
        {
            _givesUp |= LastOfDeepest == ScannerLeaf.Fence;
            return false;
        }

        if (line.IsCode)
        {
            _givesUp |= block.IsOrdered && block.Last != ScannerLeaf.Blank;
            return false;
        }

        if (!TryMarker(ref line, out var item))
            return false;
        CloseTo(_matched);
        Push(item);
        return true;
    }

    bool ContinueFence(ref LineCursor line)
    {
        if (!line.IsBlank)
            _leafEnd = _next;
        var rest = line.Rest;
        var closing = BlockStart.Run(rest, _fenceMark);
        if (closing < _fenceLength || line.IsCode || !rest[closing..].IsWhiteSpace())
            return true;
        _givesUp |= rest[closing..].ContainsAnyExcept(' ', '\t');
        AddOpaque(RawBlockKind.Fence, _next);
        return true;
    }

    bool ContinueCode(ref LineCursor line)
    {
        if (!line.IsBlank && line.IsCode)
            _leafEnd = _next;
        return line.IsBlank || line.IsCode;
    }

    bool ContinueHtml(ref LineCursor line)
    {
        if (!line.IsBlank)
            _leafEnd = _next;
        if (_html == HtmlStart.Element ? line.IsBlank : BlockStart.EndsHtml(_html, _text.AsSpan(_lineStart, line.End - _lineStart)))
            CloseLeaf();
        return true;
    }

    /// <summary>Opens the blocks that the rest of the line begins.</summary>
    void Open(ref LineCursor line)
    {
        while (!_givesUp)
        {
            line.SkipIndent();
            if (line.IsBlank)
            {
                CloseTo(_matched);
                return;
            }

            if (!line.IsCode && OpenQuote(ref line))
                continue;
            if (!line.IsCode && OpenLeaf(ref line))
                return;
            if (!line.IsCode && OpenItem(ref line))
                continue;
            if (_leaf == ScannerLeaf.Paragraph)
                ContinueParagraph(ref line);
            else
                Begin(line.IsCode ? ScannerLeaf.Code : ScannerLeaf.Paragraph, ref line);
            return;
        }
    }

    bool OpenQuote(ref LineCursor line)
    {
        if (line.Current != '>')
            return false;
        CloseTo(_matched);
        line.Skip(1);
        line.SkipBlankColumn();
        line.SetBase();
        Push(new() { IsQuote = true, Box = -1, End = _next });
        _matched++;
        return true;
    }

    /// <summary>Rules, headings, fences and HTML.</summary>
    bool OpenLeaf(ref LineCursor line)
    {
        switch (line.Current)
        {
            case '-' or '_' or '*' when IsRule(ref line):
                CloseTo(_matched);
                SetLast(ScannerLeaf.Other);
                return true;
            case '#' when BlockStart.HeadingLevel(line.Rest) > 0:
                CloseTo(_matched);
                SetLast(ScannerLeaf.Other);
                if (_count == 0)
                    _raw.Headings.Add(AtxHeading.Read(_text, _lineStart, line.At, line.End, _next));
                return true;
            case '`' or '~' when BlockStart.FenceLength(line.Rest) is > 0 and var length:
                _fenceMark = line.Current;
                _fenceLength = length;
                Begin(ScannerLeaf.Fence, ref line);
                return true;
            case '<' when BlockStart.Html(_text, line.At, line.End, _leaf == ScannerLeaf.Paragraph) is > HtmlStart.None and var html:
                Begin(ScannerLeaf.Html, ref line);
                _html = html;
                if (BlockStart.EndsHtml(html, line.Rest))
                    CloseLeaf();
                return true;
            default:
                return false;
        }
    }

    bool OpenItem(ref LineCursor line)
    {
        var isOrdered = char.IsAsciiDigit(line.Current);
        var isOne = isOrdered && line.Rest.TrimStart('0') is ['1', '.' or ')', ..];
        var before = line;
        if (!TryMarker(ref line, out var item))
            return false;
        if (_leaf == ScannerLeaf.Paragraph && _matched == _count && (item.IsEmpty || (isOrdered && !isOne)))
        {
            line = before;
            return false;
        }

        CloseTo(_matched);
        Push(item);
        _matched++;
        return true;
    }

    /// <summary>Reads a bullet or number and the blanks behind it; the cursor stays where there is none.</summary>
    bool TryMarker(ref LineCursor line, out ScannerBlock item)
    {
        item = default;
        var end = ListMarker.End(_text, line.At, line.End);
        if (end == line.At || (end < line.End && _text[end] is not (' ' or '\t')))
            return false;
        _marker = line.At;
        var origin = line.Base;
        var isOrdered = char.IsAsciiDigit(line.Current);
        line.Skip(end - line.At);
        var column = line.Column;
        line.SetBase();
        line.SkipIndent();
        var isEmpty = line.IsBlank;
        if (line.Indent > 4)
        {
            _givesUp |= isEmpty;
            line.GoTo(column + 1);
        }

        var width = !isEmpty ? line.Column - origin : end == line.End ? column - origin + 1 : column - origin;
        line.SetBase();
        item = new() { IsOrdered = isOrdered, IsEmpty = isEmpty, Width = width, Box = -1, End = _next };
        return true;
    }

    void ContinueParagraph(ref LineCursor line)
    {
        if (!line.IsCode && BlockStart.IsUnderline(line.Rest) && IsUnderlining(ref line))
        {
            _givesUp |= _count > 0 || _text[_textStart] == '[';
            var textEnd = TextLines.TrimEnd(_text, _textStart, TextLines.TrimLineEnd(_text, _lineStart));
            _raw.Headings.Add(new(line.Current == '=' ? 1 : 2, _leafStart, _next, _textStart, textEnd));
            _leaf = ScannerLeaf.Other;
            SetLast(ScannerLeaf.Other);
            return;
        }

        for (var i = 0; i < _count; i++)
            _blocks[i].End = _next;
    }

    void Begin(ScannerLeaf leaf, ref LineCursor line)
    {
        CloseTo(_matched);
        SetLast(leaf);
        _leaf = leaf;
        _leafStart = _lineStart;
        _leafEnd = _next;
        if (leaf != ScannerLeaf.Paragraph)
            return;
        _textStart = line.At;
        _textColumn = line.Column;
        if (_hasOpenedItem && BoxBrackets.StateLength(line.Rest) > 0)
            AddBox(line.At);
    }

    void AddBox(int bracket)
    {
        var parent = -1;
        for (var i = _count - 2; i >= 0 && parent < 0; i--)
            parent = _blocks[i].Box;
        _blocks[_count - 1].Box = _raw.Boxes.Count;
        _raw.Boxes.Add(new(_lineStart, _marker, bracket, _next, parent));
    }

    /// <summary>Whether the line is a rule, and not the underline of the open paragraph.</summary>
    bool IsRule(ref LineCursor line)
    {
        if (line.IsCode || !BlockStart.IsRule(line.Rest, out var hasGaps))
            return false;
        return !(line.Current == '-' && !hasGaps && _leaf == ScannerLeaf.Paragraph && IsUnderlining(ref line));
    }

    /// <summary>Whether underline marks make the open paragraph a heading: not on a lazy line, but in the paragraph's column only the judge is sure.</summary>
    bool IsUnderlining(ref LineCursor line)
    {
        _givesUp |= _matched < _count && _textColumn == line.Column;
        return _matched == _count;
    }

    ScannerLeaf LastOfDeepest => _blocks[_count - 1].Last;

    void SetLast(ScannerLeaf last)
    {
        if (_count > 0)
            _blocks[_count - 1].Last = last;
    }

    void Push(ScannerBlock block)
    {
        SetLast(ScannerLeaf.Other);
        _hasOpenedItem = !block.IsQuote;
        _givesUp |= _count == Deepest;
        if (_count == _blocks.Length)
            Array.Resize(ref _blocks, 2 * _count);
        _blocks[_count++] = block;
    }

    /// <summary>Closes the open leaf and all blocks from this depth on.</summary>
    void CloseTo(int depth)
    {
        CloseLeaf();
        for (; _count > depth; _count--)
        {
            ref var block = ref _blocks[_count - 1];
            if (block.Box >= 0)
                _raw.Boxes[block.Box] = _raw.Boxes[block.Box] with { End = block.End };
        }
    }

    void CloseLeaf()
    {
        if (_leaf is ScannerLeaf.Fence or ScannerLeaf.Code)
            AddOpaque(_leaf == ScannerLeaf.Fence ? RawBlockKind.Fence : RawBlockKind.Indented, _leafEnd);
        else if (_leaf is ScannerLeaf.Html)
            AddOpaque(_html == HtmlStart.Element ? RawBlockKind.Html : RawBlockKind.Comment, _leafEnd);
        _leaf = ScannerLeaf.Other;
    }

    void AddOpaque(RawBlockKind kind, int end)
    {
        _raw.Opaque.Add(new(kind, _leafStart, end));
        _leaf = ScannerLeaf.Other;
    }
}
