using System.Runtime.CompilerServices;

namespace Pagerow.Tests.Protocol;

/// <summary>The documents of a model.</summary>
[InlineArray(2)]
struct Docs
{
    DocState _first;
}
