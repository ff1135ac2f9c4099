using System.Numerics;
using System.Runtime.InteropServices;

namespace Pagerow.Tests.Protocol;

/// <summary>Everything that can differ between two moments, in 56 bytes; copied, never shared.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1, Size = 56)]
struct ModelState
{
    public Docs Docs;
    public Slots Files;

    /// <summary>What a power cut brings back where a save has not reached the disk.</summary>
    public Slots Synced;
    public EngineAt At;
    public byte Cursor;
    public byte Kept, Superseded, Late, OfSecond;
    public Handle Editor;
    public bool HasFalseConflict;

    /// <summary>A user made a file anew that was missing; where the row asked for another path meanwhile, there may be two.</summary>
    public bool IsMadeAnew;

    /// <summary>Which path the only rename asked for, and of which document; 0 for none, <see cref="Unclear"/> where nobody can say.</summary>
    public byte Asked;
    /// <summary>At which paths a save has not reached the disk, a bit each.</summary>
    public byte Unsynced;
    public byte Edits, Deletes, Renames, Crashes;

    public const byte Unclear = 0xFF;

    public static ModelState Start(ModelBudget budget)
    {
        var state = new ModelState { Edits = (byte)budget.Edits, Deletes = (byte)budget.Deletes, Renames = (byte)budget.Renames, Crashes = (byte)budget.Crashes };
        for (var doc = 0; doc < budget.Documents - (budget.SecondIsNew ? 1 : 0); doc++)
        {
            state.Files[doc] = state.Docs[doc].Row = state.Docs[doc].Base = PageCode.Of(doc, 0);
            state.Docs[doc].RowPath = state.Docs[doc].BasePath = (byte)doc;
        }
        return state;
    }

    /// <summary>Where a document's file stands, by the key in it; where two say that key, the one at the agreed path.</summary>
    public readonly int PathOf(int doc)
    {
        var path = -1;
        for (var p = 2; p >= 0; p--)
        {
            if (Files[p] != PageCode.None && PageCode.DocOf(Files[p]) == doc && (path < 0 || path != Docs[doc].BasePath))
                path = p;
        }
        return path;
    }

    /// <summary>Both sides and the base say the same of every document, and nothing is left to be tidied.</summary>
    public readonly bool IsQuiet(ModelVariant variant, int documents)
    {
        if (At != EngineAt.Rest || (Late != 0 && variant.LooksAgainAtDisplaced))
            return false;
        for (var doc = 0; doc < documents; doc++)
        {
            var (d, path) = (Docs[doc], Identity.PathOf(this, doc, variant));
            var file = path < 0 ? PageCode.None : Files[path];
            if (d.IsNoted || d.Stage != PageCode.None || file != d.Row || d.Row != d.Base)
                return false;
            if (file != PageCode.None && (path != d.RowPath || path != d.BasePath))
                return false;
        }
        return true;
    }

    /// <summary>A fingerprint of 64 bits: of 100 million states two share one with a chance of 1 in 3,700.</summary>
    public readonly ulong Fingerprint()
    {
        var copy = this;
        var words = MemoryMarshal.Cast<ModelState, ulong>(MemoryMarshal.CreateSpan(ref copy, 1));
        var hash = 0x9E3779B97F4A7C15UL;
        foreach (var word in words)
        {
            hash = (hash ^ word) * 0xFF51AFD7ED558CCDUL;
            hash ^= BitOperations.RotateRight(hash, 29);
        }
        hash = (hash ^ (hash >> 32)) * 0xC4CEB9FE1A85EC53UL;
        return hash ^ (hash >> 29);
    }

    public override readonly string ToString()
    {
        var text = $"files {PageCode.Text(Files[0])} {PageCode.Text(Files[1])} {PageCode.Text(Files[2])}";
        for (var doc = 0; doc < 2; doc++)
        {
            var d = Docs[doc];
            if (d.Row != 0 || d.Base != 0 || d.Stage != 0 || d.IsNoted)
                text += $"; {(doc == 0 ? 'A' : 'B')}: row {PageCode.Text(d.Row)}@{d.RowPath} base {PageCode.Text(d.Base)}@{d.BasePath} stage {PageCode.Text(d.Stage)}{(d.IsNoted ? $" intent {d.Plan} {PageCode.Text(d.Expected)}->{PageCode.Text(d.Target)}" : "")}";
        }
        return $"{text}; kept {PageCode.Text(PageCode.Of(0, Kept))}";
    }
}
