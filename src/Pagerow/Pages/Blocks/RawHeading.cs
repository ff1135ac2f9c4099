namespace Pagerow.Pages.Blocks;

/// <summary>A heading of the document itself: its lines, and where its text stands.</summary>
readonly record struct RawHeading(int Level, int Start, int End, int TextStart, int TextEnd);
