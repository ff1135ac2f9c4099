namespace Pagerow.Mapping.Discovery;

/// <summary>The shape of a value, as far as the type of its column depends on it.</summary>
public enum FieldShape
{
    /// <summary>Nothing, or an empty text.</summary>
    Nothing,

    /// <summary>One text, number, boolean or date.</summary>
    Scalar,

    /// <summary>A list of scalars.</summary>
    List,

    /// <summary>A map, or a list of lists or maps.</summary>
    Nested,
}
