namespace Pagerow.Tests.Protocol;

/// <summary>The choices of a write protocol; as they stand here they are protocol H, and each named variant gives one up.</summary>
sealed record ModelVariant(string Name)
{
    public static readonly ModelVariant H = new("H");

    public bool NotesIntent { get; init; } = true;

    public bool StagesBeforeIntent { get; init; } = true;

    public bool Exchanges { get; init; } = true;

    public bool Verifies { get; init; } = true;

    public bool SwapsBack { get; init; }

    public bool AdvancesBaseFirst { get; init; }

    public bool RowWritesAreConditional { get; init; } = true;

    public bool CommitIsConditional { get; init; } = true;

    public bool FlushesBeforeCommit { get; init; } = true;

    public bool FlushesAfterCommit { get; init; }

    public bool FlushesBeforeRecovery { get; init; } = true;

    public bool RetiresBeforeCommit { get; init; }

    public bool KeepsStrays { get; init; } = true;

    /// <summary>After a crash a page at the stage that nobody expected is absorbed, as it is without one.</summary>
    public bool SettleAbsorbs { get; init; } = true;

    public bool ClearsIntentBeforeFlush { get; init; }

    public bool KeepsDisplaced { get; init; } = true;

    public bool LooksAgainAtDisplaced { get; init; } = true;

    public bool CreatesWithoutClobber { get; init; } = true;

    public bool MovesWithoutClobber { get; init; } = true;

    /// <summary>After a crash a rename was done where the page stands at its new name, whatever stands at the old one.</summary>
    public bool MoveLooksAtPage { get; init; } = true;

    /// <summary>After a crash a rename was done where something stands at the new name and nothing at the old one.</summary>
    public bool MoveLooksAtBothNames { get; init; } = true;

    /// <summary>Pages say which document they are; otherwise path and equal content must tell.</summary>
    public bool KnowsByKey { get; init; } = true;

    /// <summary>A page is flushed before a row shows it.</summary>
    public bool FlushesWhatItBelieves { get; init; }

    /// <summary>An absorbed page brings a row back that was deleted meanwhile: an edit beats a delete.</summary>
    public bool AbsorbRevivesRow { get; init; } = true;

    /// <summary>A page that was saved while it was deleted is absorbed into the row, and not put back at its path.</summary>
    public bool DeleteAbsorbsIntoRow { get; init; } = true;

    /// <summary>A page of another document that was displaced is absorbed into that one's row.</summary>
    public bool AbsorbKnowsWhosePage { get; init; } = true;

    /// <summary>After a crash a create whose stage is gone was done, whatever stands at the path.</summary>
    public bool CreateTrustsStageAlone { get; init; } = true;

    /// <summary>A displaced page that changes while it is verified is waited for, and not given up.</summary>
    public bool WaitsForUnreadable { get; init; } = true;

    /// <summary>A strange page at the stage, with the expected one at the path still, says that a power cut took the exchange back.</summary>
    public bool SettleLooksAtFile { get; init; }

    public override string ToString() => Name;
}
