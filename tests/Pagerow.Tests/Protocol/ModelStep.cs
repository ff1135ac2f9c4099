namespace Pagerow.Tests.Protocol;

/// <summary>One step of a trace.</summary>
readonly record struct ModelStep(StepKind Kind, byte Detail = 0, byte Path = 0)
{
    public static ModelStep Engine(ModelState state) => new(StepKind.Engine, (byte)state.At, state.Cursor);

    public override string ToString() => Kind switch
    {
        StepKind.Engine => (EngineAt)Detail is EngineAt.Put or EngineAt.PutUnseen or EngineAt.Verify or EngineAt.Settle or EngineAt.SettleCommit or EngineAt.Retire
            ? $"engine.{(EngineAt)Detail}({Name(Path)})"
            : $"engine.{(EngineAt)Detail}",
        StepKind.SaveFile => $"USER.SaveFile({Name(Detail)} at {Path})",
        StepKind.EditRow or StepKind.DeleteFile or StepKind.DeleteRow => $"USER.{Kind}({Name(Detail)})",
        StepKind.RenameFile or StepKind.RenameRow => $"USER.{Kind}({Name(Detail)} to {Path})",
        StepKind.OpenEditor or StepKind.WriteInPlace or StepKind.WriteDisplaced or StepKind.WriteKept => $"USER.{Kind}",
        StepKind.Kill => "KILL",
        StepKind.CutPower => $"POWER CUT(takes back {(Detail == 4 ? "saves" : Detail == 3 ? "both writes" : "the write of " + Name(Detail - 1))})",
        StepKind.Unreadable => "engine.Verify finds it changing",
        _ => throw new InvalidOperationException($"Unknown step {Kind}."),
    };

    static char Name(int doc) => doc == 0 ? 'A' : 'B';
}
