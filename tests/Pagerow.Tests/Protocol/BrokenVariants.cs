namespace Pagerow.Tests.Protocol;

/// <summary>Protocol H with one choice given up, each by the name it has in the design or by what it leaves out.</summary>
static class BrokenVariants
{
    static readonly ModelBudget One = new(3, 1, Crashes: 1);
    static readonly ModelBudget Quiet = One with { WritesInPlace = false };
    static readonly ModelBudget Powerless = new(2, 1, Crashes: 2) { CutsPower = true };
    static readonly ModelBudget Renamed = new(2, 1, 1, 1) { WritesInPlace = false };
    static readonly ModelBudget Pair = new(2, 1, 1, 1) { Documents = 2, SecondIsNew = true, WritesInPlace = false };
    static readonly ModelBudget Keyless = new(1, 0, 1, 1) { Documents = 2, SecondIsNew = true, CreatesAnywhere = true, WritesInPlace = false, RenamesFiles = false };

    /// <summary>Each with a budget that is enough to find its harm, and the harm.</summary>
    public static IReadOnlyList<(ModelVariant Variant, ModelBudget Budget, Harm Harm)> All { get; } =
    [
        (new("A, swap back instead of absorbing") { SwapsBack = true, LooksAgainAtDisplaced = false }, new(4, 1, Crashes: 2) { WritesInPlace = false }, Harm.FalseConflict | Harm.OnlyInBackup),
        (new("B, no intent, swap back") { NotesIntent = false, SwapsBack = true }, Powerless, Harm.FalseConflict | Harm.OnlyInBackup),
        (new("C, check then rename") { Exchanges = false }, Quiet, Harm.Lost | Harm.FalseConflict | Harm.OnlyInBackup),
        (new("D, base advanced before the file is written") { AdvancesBaseFirst = true }, Quiet, Harm.Lost | Harm.FalseConflict | Harm.OnlyInBackup),
        (new("E, row written whatever it shows by now") { RowWritesAreConditional = false }, Quiet, Harm.Lost | Harm.OnlyInBackup),
        (new("F, intent noted before staging") { StagesBeforeIntent = false }, Quiet, Harm.Lost | Harm.OnlyInBackup),
        (new("G, no intent") { NotesIntent = false }, Powerless, Harm.FalseConflict | Harm.OnlyInBackup),
        (new("no flush of folders") { FlushesBeforeCommit = false, FlushesBeforeRecovery = false }, Renamed with { CutsPower = true }, Harm.Lost | Harm.FalseConflict | Harm.OnlyInBackup),
        (new("recovery believes the witness before it is flushed") { FlushesBeforeRecovery = false }, Powerless, Harm.FalseConflict | Harm.OnlyInBackup),
        (new("group committed before the flush") { FlushesBeforeCommit = false, FlushesAfterCommit = true }, Pair with { CutsPower = true }, Harm.Lost | Harm.FalseConflict | Harm.OnlyInBackup),
        (new("intent cleared before the flush") { ClearsIntentBeforeFlush = true }, Powerless, Harm.FalseConflict | Harm.OnlyInBackup),
        (new("stage cleared before the commit") { RetiresBeforeCommit = true }, Quiet, Harm.FalseConflict),
        (new("no verification, no second look") { Verifies = false, LooksAgainAtDisplaced = false }, Quiet, Harm.OnlyInBackup),
        (new("no verification") { Verifies = false }, Pair with { RenamesOver = true }, Harm.OnlyInBackup),
        (new("absorbed without keeping the page") { KeepsDisplaced = false }, One, Harm.Lost | Harm.OnlyInBackup),
        (new("displaced page never looked at again") { LooksAgainAtDisplaced = false }, One, Harm.OnlyInBackup),
        (new("strays removed unread") { KeepsStrays = false }, One, Harm.Lost | Harm.OnlyInBackup),
        (new("recovery takes any witness for the expected page") { SettleAbsorbs = false, LooksAgainAtDisplaced = false }, Quiet, Harm.OnlyInBackup),
        (new("commit whatever the row shows by now") { CommitIsConditional = false }, Quiet, Harm.Lost | Harm.OnlyInBackup),
        (new("create over a file") { CreatesWithoutClobber = false }, Quiet, Harm.Lost | Harm.OnlyInBackup),
        (new("move over a file") { MovesWithoutClobber = false }, Pair, Harm.Lost | Harm.OnlyInBackup),
        (new("recovery of a move looks at the new name alone") { KnowsByKey = false, MoveLooksAtPage = false, MoveLooksAtBothNames = false }, Keyless, Harm.Astray),
        (new("recovery of a move looks at both names but at no page") { KnowsByKey = false, MoveLooksAtPage = false }, Keyless, Harm.Astray),
        (new("recovery of a create believes an empty path more than the stage") { CreateTrustsStageAlone = false }, Renamed, Harm.FalseConflict),
        (new("the same without keys") { KnowsByKey = false, CreateTrustsStageAlone = false }, Keyless with { RenamesFiles = true }, Harm.Doubled),
        (new("absorbing leaves a deleted row deleted") { AbsorbRevivesRow = false }, Quiet, Harm.OnlyInBackup),
        (new("a page saved while it is deleted is only put back") { DeleteAbsorbsIntoRow = false, LooksAgainAtDisplaced = false }, Quiet, Harm.OnlyInBackup),
        (new("a displaced page is absorbed into the row of the path") { AbsorbKnowsWhosePage = false }, new(2, 0, 1, 1) { Documents = 2, RenamesOver = true, WritesInPlace = false }, Harm.Astray),
        (new("a displaced page that changes is given up") { WaitsForUnreadable = false }, One, Harm.FalseConflict),
    ];
}
