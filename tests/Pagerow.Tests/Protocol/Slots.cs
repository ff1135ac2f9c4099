using System.Runtime.CompilerServices;

namespace Pagerow.Tests.Protocol;

/// <summary>What stands at the paths of a model.</summary>
[InlineArray(3)]
struct Slots
{
    byte _first;
}
