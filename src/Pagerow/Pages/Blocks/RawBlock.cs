namespace Pagerow.Pages.Blocks;

/// <summary>A block whose lines are not Markdown.</summary>
readonly record struct RawBlock(RawBlockKind Kind, int Start, int End);
