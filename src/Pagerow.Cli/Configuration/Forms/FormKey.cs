namespace Pagerow.Cli.Configuration.Forms;

/// <summary>A key that the configuration knows.</summary>
/// <param name="Name">The key.</param>
/// <param name="Shape">What stands at it.</param>
/// <param name="About">What it does, for the schema: editors show it.</param>
sealed record FormKey(string Name, Shape Shape, string About);
