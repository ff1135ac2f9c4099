namespace Pagerow.Tests.Protocol;

/// <summary>How often hands may move in one exploration, and what may befall the machine.</summary>
sealed record ModelBudget(int Edits, int Deletes = 0, int Renames = 0, int Crashes = 0)
{
    public int Documents { get; init; } = 1;

    /// <summary>The second document does not exist at first.</summary>
    public bool SecondIsNew { get; init; }

    /// <summary>A crash may be a power cut, which takes back what was not flushed; otherwise it is a kill.</summary>
    public bool CutsPower { get; init; }

    /// <summary>Editors may write in place into a page that was displaced meanwhile.</summary>
    public bool WritesInPlace { get; init; } = true;

    /// <summary>What is written in place reaches the disk with all that was renamed before; otherwise it may outlive a rename that a power cut takes back.</summary>
    public bool InPlaceWritesReachTheDisk { get; init; } = true;

    /// <summary>Users rename files; otherwise only rows ask for other paths.</summary>
    public bool RenamesFiles { get; init; } = true;

    /// <summary>A user may rename a file over another one.</summary>
    public bool RenamesOver { get; init; }

    /// <summary>A save reaches the disk at once; otherwise a power cut may take it back.</summary>
    public bool SavesReachTheDisk { get; init; } = true;

    /// <summary>A user who makes a page may make it at any free path.</summary>
    public bool CreatesAnywhere { get; init; }

    /// <summary>Users put pages where another document's page is, was a moment ago, or is about to be written.</summary>
    public bool ReusesPlaces { get; init; } = true;

    public int Paths => Documents == 1 ? 2 : 3;

    public override string ToString() =>
        $"{Documents} document{(Documents == 1 ? "" : "s")}{(SecondIsNew ? ", one new" : "")}, {Edits} edits, {Deletes} deletes, {Renames} renames, {Crashes} {(CutsPower ? "crashes or power cuts" : "kills")}{(WritesInPlace ? ", in place" : "")}{(RenamesOver ? ", renames over" : "")}{(ReusesPlaces || Documents == 1 ? "" : ", places not reused")}";
}
