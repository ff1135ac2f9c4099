using Pagerow.Merging.Conflicts;

namespace Pagerow.Merging.Verifying;

/// <summary>Counts the lines of a merged text against those of the three it came from; line ends and blank lines do not count.</summary>
sealed class LineLedger
{
    readonly LineCount _base;
    readonly LineCount _file;
    readonly LineCount _row;
    readonly MergeRules _rules;

    /// <summary>Counts what went in.</summary>
    public LineLedger(string @base, string file, string row, MergeRules rules) => (_base, _file, _row, _rules) = (new(@base), new(file), new(row), rules);

    /// <summary>What is wrong, each as a sentence.</summary>
    public IEnumerable<string> Check(string asFile, string asRow)
    {
        var inFile = new LineCount(asFile);
        var inRow = asFile == asRow ? inFile : new LineCount(asRow);
        return
        [
            .. Lost(_file, inFile, "file"), .. Lost(_row, inRow, "row"),
            .. BroughtBack(_file, _row, inFile, "file"), .. BroughtBack(_row, _file, inRow, "row"),
            .. Invented(inFile), .. Invented(inRow),
            .. Kept(inFile), .. Kept(inRow),
        ];
    }

    IEnumerable<string> Lost(LineCount side, LineCount merged, string name) =>
        from line in side.Lines
        where line.Value - _base.Of(line.Key) > merged.Of(line.Key) && !IsInParts(line.Key, merged)
        select $"the line '{line.Key}' that the {name} added is lost";

    // Of a box one side may have the state and the other the text, of a labelled line each some values.
    bool IsInParts(string line, LineCount merged)
    {
        if (LineCount.BoxOf(line) is var (state, text))
            return _base.Texts.Contains(text) ? merged.Boxes.Any(b => b.State == state && !_base.Texts.Contains(b.Text)) : merged.Texts.Contains(text);

        var pairs = LineCount.Pairs(line);
        return pairs.Count > 0 && pairs.All(p => _base.Labels.Contains(p) || merged.Labels.Contains(p) || _rules.NatureOf(p.Label) is not FieldNature.Plain);
    }

    IEnumerable<string> BroughtBack(LineCount side, LineCount other, LineCount merged, string name) =>
        from line in _base.Lines
        where line.Value == 1 && side.Of(line.Key) == 0 && merged.Of(line.Key) > 0 && IsUntouched(line.Key, other)
        select $"the line '{line.Key}' that the {name} took out is back";

    bool IsUntouched(string line, LineCount side) => side.Of(line) == 1 && side.Around(line) == _base.Around(line);

    IEnumerable<string> Invented(LineCount merged) =>
        from line in merged.Lines
        where line.Value > _file.Of(line.Key) + _row.Of(line.Key) && !IsPutTogether(line.Key)
        select $"the line '{line.Key}' stands in the merge more often than on both sides together";

    bool IsPutTogether(string line)
    {
        if (LineCount.BoxOf(line) is var (state, text))
            return (_file.Texts.Contains(text) || _row.Texts.Contains(text)) && _file.Boxes.Concat(_row.Boxes).Any(b => b.State == state);

        var pairs = LineCount.Pairs(line);
        return pairs.Count > 0 && pairs.All(p => _file.Labels.Contains(p) || _row.Labels.Contains(p));
    }

    // What all have once, and at least one side left where it was, stands once.
    IEnumerable<string> Kept(LineCount merged) =>
        from line in _base.Lines
        where line.Value == 1 && _file.Of(line.Key) == 1 && _row.Of(line.Key) == 1 && merged.Of(line.Key) != 1
            && (merged.Of(line.Key) == 0 || IsUntouched(line.Key, _file) || IsUntouched(line.Key, _row))
        select $"the line '{line.Key}' that all have stands {merged.Of(line.Key)} times";
}
