using System.Globalization;
using Pagerow.Mapping.Values;
using Pagerow.Pages.Nodes;

namespace Pagerow.Mapping.Discovery;

/// <summary>What inference keeps of one key of one page.</summary>
/// <param name="Key">The key.</param>
/// <param name="Shape">What kind of value it has.</param>
/// <param name="Fits">The types that could hold a scalar and write it back as it stands.</param>
/// <param name="Text">A scalar's text, for telling whether values are unique; else null.</param>
public readonly record struct FieldTrait(string Key, FieldShape Shape, FieldTypes Fits, string? Text)
{
    const int LongestInteger = 15;

    /// <summary>The trait of a value.</summary>
    public static FieldTrait Of(string key, Node value) => value switch
    {
        Node.Scalar { IsNull: true } or Node.Scalar { Text: "" } => new(key, FieldShape.Nothing, FieldTypes.All, null),
        Node.Scalar scalar => new(key, FieldShape.Scalar, FitsOf(scalar), scalar.Text),
        Node.Sequence list when list.Items.All(i => i.Resolved is Node.Scalar) => new(key, FieldShape.List, FieldTypes.None, null),
        _ => new(key, FieldShape.Nested, FieldTypes.None, null),
    };

    /// <summary>Quoted figures are text: somebody meant them to be. Figures count only in their canonical spelling.</summary>
    static FieldTypes FitsOf(Node.Scalar scalar)
    {
        var text = scalar.Text;
        var fits = scalar.Style == ScalarStyle.Plain && scalar.Tag is null ? Plain(text) : FieldTypes.None;
        if (text.Length < 8 || !char.IsAsciiDigit(text[0]))
            return fits;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return fits | FieldTypes.Date | FieldTypes.Timestamp;
        return TimeCanon.Timestamp(new Value.Text(text)) is Canon.Taken && text.Contains(':', StringComparison.Ordinal) ? fits | FieldTypes.Timestamp : fits;
    }

    static FieldTypes Plain(string text)
    {
        if (text is "true" or "false")
            return FieldTypes.Boolean;
        if (text.Length > LongestInteger || NumberCanon.NumberOf(new Value.Text(text)) is not { } number || number.Spelling != text)
            return FieldTypes.None;
        return number is Value.Integer ? FieldTypes.Integer | FieldTypes.Number : FieldTypes.Number;
    }
}
