namespace Pagerow.Pages.Spelling;

/// <summary>What decides whether a value that stands in a page is the one that is wanted.</summary>
enum Reading
{
    /// <summary>The column: a scalar is its text, whatever type YAML gives it, and a scalar alone is a list of one.</summary>
    Column,

    /// <summary>YAML's core schema: the JSON must be the same.</summary>
    Core,
}
