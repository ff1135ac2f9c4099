namespace Pagerow.Mapping.Discovery;

/// <summary>The types, beside text, that could hold a scalar.</summary>
[Flags]
public enum FieldTypes
{
    /// <summary>Only text.</summary>
    None = 0,

    /// <summary>A whole number in its canonical spelling.</summary>
    Integer = 1,

    /// <summary>A number in its canonical spelling.</summary>
    Number = 2,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean = 4,

    /// <summary><c>yyyy-MM-dd</c>.</summary>
    Date = 8,

    /// <summary>A day, or a day with a time.</summary>
    Timestamp = 16,

    /// <summary>Any of them: nothing was seen that speaks against it.</summary>
    All = Integer | Number | Boolean | Date | Timestamp,
}
