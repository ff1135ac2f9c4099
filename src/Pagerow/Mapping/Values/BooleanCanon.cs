namespace Pagerow.Mapping.Values;

/// <summary>True and false in the words of YAML 1.1, of SQL, and as numbers.</summary>
static class BooleanCanon
{
    public static Canon Of(Value loose) => loose switch
    {
        Value.Boolean => new Canon.Taken(loose),
        Value.Integer(0) or Value.Real(0) => Taken(false),
        Value.Integer(1) or Value.Real(1) => Taken(true),
        Value.Text(var text) => text.Trim().ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "ON" or "Y" or "T" or "1" => Taken(true),
            "FALSE" or "NO" or "OFF" or "N" or "F" or "0" => Taken(false),
            _ => TextCanon.Not(loose, "true or false"),
        },
        _ => TextCanon.Not(loose, "true or false"),
    };

    static Canon.Taken Taken(bool isTrue) => new(new Value.Boolean(isTrue));
}
