namespace Pagerow.Sql.Dialects;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name, not quoted.</param>
/// <param name="Storage">What it holds.</param>
public sealed record TableColumn(string Name, Storage Storage);
