namespace Pagerow.Pages.Blocks;

/// <summary>A list item that is a box.</summary>
/// <param name="LineStart">Where its first line begins.</param>
/// <param name="Marker">Its bullet or number.</param>
/// <param name="Bracket">The opening bracket.</param>
/// <param name="End">Where its last line ends.</param>
/// <param name="Parent">The index of the box that it is nested in, or -1.</param>
readonly record struct RawBox(int LineStart, int Marker, int Bracket, int End, int Parent);
