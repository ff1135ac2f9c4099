using System.Globalization;
using Pagerow.Sql.Dialects;

namespace Pagerow.Sql.Tables;

/// <summary>What is said about the database as a whole, name by name.</summary>
sealed class MetaTable(Session session, Dialect dialect)
{
    readonly string _upsert = dialect.Upsert("pagerow_meta", ["name"], ["name", "value"]);

    /// <summary>The root that the database belongs to.</summary>
    public string? Root
    {
        get => this["root"];
        set => this["root"] = value;
    }

    /// <summary>The configuration's text that the rows were rendered with.</summary>
    public string? Layout
    {
        get => this["layout"];
        set => this["layout"] = value;
    }

    /// <summary>The version of the ledger's shapes.</summary>
    public int Version
    {
        get => int.TryParse(this["version"], CultureInfo.InvariantCulture, out var version) ? version : 0;
        set => this["version"] = value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Rises as database and folder change; a folder that remembers a higher one sees a database that was put back.</summary>
    public long Epoch
    {
        get => long.TryParse(this["epoch"], CultureInfo.InvariantCulture, out var epoch) ? epoch : 0;
        set => this["epoch"] = value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Whether every text has still to be put into the search index.</summary>
    public string? Unsearched
    {
        get => this["unsearched"];
        set => this["unsearched"] = value;
    }

    /// <summary>Why rows may have been edited without a mark; stands until a deep look has marked what differs.</summary>
    public string? Doubt
    {
        get => this["doubt"];
        set => this["doubt"] = value;
    }

    /// <summary>What is noted under a name.</summary>
    public string? this[string name]
    {
        get => session.Prepare("SELECT value FROM pagerow_meta WHERE name = ?").With(name).First(s => s.Text(0), null);
        set => session.Prepare(_upsert).With(name).With(value).Run();
    }
}
