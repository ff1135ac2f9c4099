using System.Globalization;

namespace Pagerow.Files.Scanning;

/// <summary>Which spellings are one name in a root. Composed and decomposed letters always are; upper and lower case where the file system takes them so.</summary>
/// <param name="FoldsCase">Whether the file system finds a name under another case.</param>
/// <param name="FoldsForm">Whether the file system finds a name under another Unicode form.</param>
sealed record NameMode(bool FoldsCase, bool FoldsForm)
{
    /// <summary>Whether a file can be found under a name that is not its own.</summary>
    public bool Folds => FoldsCase || FoldsForm;

    /// <summary>What is equal for two spellings of one name, and only for them.</summary>
    public string Key(string name)
    {
        var composed = Composition.Compose(name);
        return FoldsCase ? composed.ToUpper(CultureInfo.InvariantCulture) : composed;
    }
}
