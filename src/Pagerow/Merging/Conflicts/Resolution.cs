
namespace Pagerow.Merging.Conflicts;

/// <summary>What shall stand in a hole. One that cannot stand there decides nothing, and the hole stays open.</summary>
public abstract record Resolution
{
    Resolution() { }

    /// <summary>The file's text.</summary>
    public sealed record File : Resolution;

    /// <summary>The row's text.</summary>
    public sealed record Row : Resolution;

    /// <summary>What was agreed on before both sides changed it.</summary>
    public sealed record Base : Resolution;

    /// <summary>The file's lines and then the row's: for sections and runs of lines, never within a line or a field.</summary>
    public sealed record Both : Resolution;

    /// <summary>Another text: a field's value as a person spells it (JSON where a list or a map stood), the part of a line, or whole lines.</summary>
    public sealed record Text(string Characters) : Resolution;
}
