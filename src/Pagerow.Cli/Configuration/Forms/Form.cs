using System.Collections.Immutable;

namespace Pagerow.Cli.Configuration.Forms;

/// <summary>The keys of one map of the configuration.</summary>
/// <param name="Name">What the map is, as in <c>a column has no key 'typ'</c>.</param>
/// <param name="Keys">Its keys, in the order in which people write them.</param>
/// <param name="Required">The keys that must stand there.</param>
sealed record Form(string Name, ImmutableArray<FormKey> Keys, ImmutableArray<FormKey> Required);
