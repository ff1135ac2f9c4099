using System.Runtime.InteropServices;

namespace Pagerow.Tests.Protocol;

/// <summary>All about one document but its file: row and base, what the engine read and plans, its intent and stage, and what a power cut takes back.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
struct DocState
{
    public byte Row, RowPath, Base, BasePath;
    public byte ReadRow, ReadPath;
    public PlanKind Plan;
    public byte Target, Expected, To, From;
    public byte Stage;
    public PlanKind Unflushed;
    public byte UnflushedTo, UnflushedFrom, Retired;
    byte _flags;

    /// <summary>The intent is in the ledger.</summary>
    public bool IsNoted { readonly get => Has(1); set => Set(1, value); }

    /// <summary>The row is to show the merge in the transaction that notes the intent.</summary>
    public bool IsMerge { readonly get => Has(2); set => Set(2, value); }

    /// <summary>The row goes on asking for its own path.</summary>
    public bool KeepsWish { readonly get => Has(4); set => Set(4, value); }

    /// <summary>Recovery found that the write was done.</summary>
    public bool IsFoundDone { readonly get => Has(8); set => Set(8, value); }

    /// <summary>The file was renamed or exchanged in this pass.</summary>
    public bool IsPut { readonly get => Has(16); set => Set(16, value); }

    /// <summary>Recovery found another page than those it knows.</summary>
    public bool IsFoundStrange { readonly get => Has(32); set => Set(32, value); }

    /// <summary>Recovery found the expected page at the path still, and another one at the stage: the exchange was taken back.</summary>
    public bool IsFoundTakenBack { readonly get => Has(64); set => Set(64, value); }

    public readonly bool Writes => Plan is PlanKind.Create or PlanKind.Replace or PlanKind.Delete or PlanKind.Move;

    public readonly bool IsRowWrite => Plan is PlanKind.ToRow or PlanKind.DropRow or PlanKind.Forget or PlanKind.Rehome;

    public void ForgetPlan()
    {
        (ReadRow, ReadPath, Plan) = (0, 0, PlanKind.None);
        (Target, Expected, To, From, _flags) = (0, 0, 0, 0, 0);
    }

    public void ForgetUnflushed() => (Unflushed, UnflushedTo, UnflushedFrom, Retired) = (PlanKind.None, 0, 0, 0);

    /// <summary>The process is gone: what the ledger does not hold is forgotten.</summary>
    public void Crash(bool isInLedger)
    {
        var isNoted = IsNoted && isInLedger;
        (ReadRow, ReadPath, _flags) = (0, 0, 0);
        IsNoted = isNoted;
        if (!isNoted)
            ForgetPlan();
    }

    readonly bool Has(byte flag) => (_flags & flag) != 0;

    void Set(byte flag, bool value) => _flags = (byte)(value ? _flags | flag : _flags & ~flag);
}
