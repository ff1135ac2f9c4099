namespace Pagerow.Tests.Mutants;

/// <summary>A wrong core: the right one with one thing in it given up.</summary>
/// <param name="Name">What is given up.</param>
/// <param name="File">The file below <c>src/Pagerow</c>.</param>
/// <param name="Text">What stands there, exactly once.</param>
/// <param name="Replacement">What stands there instead: <c>{given}</c> is true in this mutant alone, and <c>{text}</c> is what stood there.</param>
/// <param name="First">The scenario that is likely to kill it, which is tried first.</param>
sealed record Mutant(string Name, string File, string Text, string Replacement, string First = "")
{
    public override string ToString() => Name;
}
