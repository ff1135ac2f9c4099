namespace Pagerow.Pages.Blocks;

/// <summary>
/// A place in a line, in characters and in columns (a tab reaches to the next multiple of four). Indents are measured from a base that moves
/// behind each container; as the judging parser does, and unlike CommonMark, the base takes up to three blanks more than an item needs.
/// </summary>
struct LineCursor
{
    readonly string _text;
    int _baseAt;
    int _baseColumn;

    /// <summary>A cursor at the start of the line.</summary>
    public LineCursor(string text, int start, int end)
    {
        _text = text;
        End = end;
        At = _baseAt = start;
        Column = _baseColumn = 0;
    }

    /// <summary>The current character's offset.</summary>
    public int At { get; private set; }

    /// <summary>The current character's column.</summary>
    public int Column { get; private set; }

    /// <summary>Where the line's content ends.</summary>
    public int End { get; }

    /// <summary>Columns between the base and the current character.</summary>
    public readonly int Indent => Column - _baseColumn;

    /// <summary>Whether the current character is indented as code is.</summary>
    public readonly bool IsCode => Indent >= 4;

    /// <summary>Whether nothing is left of the line.</summary>
    public readonly bool IsBlank => At >= End;

    /// <summary>The column of the base.</summary>
    public readonly int Base => _baseColumn;

    /// <summary>The current character; NUL at the end.</summary>
    public readonly char Current => At < End ? _text[At] : '\0';

    /// <summary>What is left of the line.</summary>
    public readonly ReadOnlySpan<char> Rest => _text.AsSpan(At, End - At);

    /// <summary>Goes to the next character that is no blank; where it moves, the base is where it stood.</summary>
    public void SkipIndent()
    {
        int at = At, column = Column;
        while (At < End && _text[At] is ' ' or '\t')
        {
            Column = _text[At] == '\t' ? (Column | 3) + 1 : Column + 1;
            At++;
        }

        if (Column != column)
            (_baseAt, _baseColumn) = (at, column);
    }

    /// <summary>Measures indents from here.</summary>
    public void SetBase() => (_baseAt, _baseColumn) = (At, Column);

    /// <summary>Goes on by characters that are no tabs.</summary>
    public void Skip(int characters)
    {
        At += characters;
        Column += characters;
    }

    /// <summary>Goes on by one column if a blank or a tab stands there; a tab that has more columns stays, to be read on from there.</summary>
    public void SkipBlankColumn()
    {
        if (Current is not (' ' or '\t'))
            return;
        if (Current == ' ' || (Column & 3) == 3)
            At++;
        Column++;
    }

    /// <summary>Goes to a column in the blanks behind the base; inside a tab, the tab stays to be read on from that column.</summary>
    public void GoTo(int column)
    {
        (At, Column) = (_baseAt, _baseColumn);
        while (At < End && Column < column)
        {
            Column = _text[At] == '\t' ? (Column | 3) + 1 : Column + 1;
            At++;
        }

        if (Column > column)
        {
            Column = column;
            At--;
        }
    }
}
