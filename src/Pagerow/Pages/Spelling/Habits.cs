using Pagerow.Pages.Nodes;
using Pagerow.Pages.Yaml;

namespace Pagerow.Pages.Spelling;

/// <summary>How a page writes what can be written in several ways.</summary>
/// <param name="PrefersDouble">Whether more values stand in double than in single quotes.</param>
/// <param name="Nothing">How it says nothing: <c>null</c>, <c>~</c>, the empty text, or one blank.</param>
/// <param name="Dash">How a block list stands below its key: the blanks before the dash beyond the key's own; null where lists stand in brackets.</param>
/// <param name="Gap">The blanks behind a dash.</param>
sealed record Habits(bool PrefersDouble, string Nothing, int? Dash, string Gap)
{
    /// <summary>The habits of a block, one value left aside.</summary>
    public static Habits Of(string text, Node.Map? root, Node? except)
    {
        var counts = new Counts(text, except);
        if (root is not null)
            counts.Map(root);
        return new(counts.Double > counts.Single, counts.Nothing.MaxBy(n => n.Value).Key, counts.Block > 0 && counts.Block >= counts.Flow ? counts.Dash : null, counts.Gap);
    }

    sealed class Counts(string text, Node? except)
    {
        public int Single { get; private set; }

        public int Double { get; private set; }

        public int Block { get; private set; }

        public int Flow { get; private set; }

        public int Dash { get; private set; } = -1;

        public string Gap { get; private set; } = " ";

        // In order of preference where counts are equal: semantics asks for the bare key where nothing else is the habit.
        public Dictionary<string, int> Nothing { get; } = new(StringComparer.Ordinal) { [""] = 0, [" "] = 0, ["null"] = 0, ["~"] = 0 };

        public void Map(Node.Map map)
        {
            foreach (var entry in map.Entries)
            {
                if (ReferenceEquals(entry.Value, except))
                    continue;
                if (entry.Value is Node.Scalar { IsNull: true } nothing && map.Style == CollectionStyle.Block)
                    Nothing[Written(nothing)]++;
                if (entry.Value is Node.Sequence list)
                    List(list, entry);
                Value(entry.Value);
            }
        }

        void Value(Node node)
        {
            switch (node)
            {
                case Node.Scalar scalar:
                    Single += scalar.Style == ScalarStyle.SingleQuoted ? 1 : 0;
                    Double += scalar.Style == ScalarStyle.DoubleQuoted ? 1 : 0;
                    break;
                case Node.Sequence list:
                    foreach (var item in list.Items)
                        Value(item);
                    break;
                case Node.Map map:
                    Map(map);
                    break;
                default:
                    break;
            }
        }

        void List(Node.Sequence list, Entry entry)
        {
            if (list.Items.IsEmpty)
                return;
            Flow += list.Style == CollectionStyle.Flow ? 1 : 0;
            Block += list.Style == CollectionStyle.Block ? 1 : 0;
            if (list.Style == CollectionStyle.Flow || Dash >= 0)
                return;
            Dash = Math.Max(0, Column(list.Span.Start) - Column(entry.KeySpan.Start));
            var line = FrontmatterBlock.Line(text, list.Span.Start + 1);
            var gap = line.Length - line.TrimStart(' ').Length;
            Gap = gap == 0 || gap == line.Length ? " " : new(' ', gap);
        }

        string Written(Node.Scalar nothing) => nothing switch
        {
            { Text.Length: > 0 } => nothing.Text is "~" ? "~" : "null",
            _ => FrontmatterBlock.Line(text, nothing.Span.End) is " " ? " " : "",
        };

        int Column(int at) => at - FrontmatterBlock.LineStart(text, at);
    }
}
