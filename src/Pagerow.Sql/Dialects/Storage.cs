namespace Pagerow.Sql.Dialects;

/// <summary>What a table's column holds, in words that each dialect spells its own way.</summary>
public enum Storage
{
    /// <summary>A key that the database assigns and never gives again.</summary>
    Key,

    /// <summary>A key that Pagerow assigns; a row that went may leave its number to another.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number, whole or not.</summary>
    Decimal,

    /// <summary>Characters.</summary>
    Text,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A moment.</summary>
    Timestamp,

    /// <summary>A moment, now where nothing is given.</summary>
    Stamp,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>A whole number that counts from 1.</summary>
    Counter,
}
