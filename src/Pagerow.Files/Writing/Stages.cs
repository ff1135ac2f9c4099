using System.Text;
using Pagerow.Files.Trees;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;

namespace Pagerow.Files.Writing;

/// <summary>
/// Where stage files stand: in <c>.pagerow/stage/</c> under their name; for a target on another device beside the target, as a hidden file, with a
/// signpost in <c>.pagerow/stage/</c> that was flushed before and leads there, so that a stage is found again by its name alone.
/// </summary>
sealed class Stages(TimeProvider time)
{
    /// <summary>How names of stage files outside of <c>.pagerow/</c> begin.</summary>
    public const string Hidden = ".pagerow-stage-";

    const string SignpostEnd = ".at", KeepEnd = ".keep";
    const int MostSignpostBytes = 64 * 1024;

    /// <summary>A name that no other stage has or will have.</summary>
    public StageName NewName() => new(Guid.CreateVersion7(time.GetUtcNow()).ToString("n"));

    /// <summary>Where the page stands that an exchange in two steps has displaced, until it stands at the stage's own place.</summary>
    public static string KeepOf(string place) => place + KeepEnd;

    /// <summary>The place of a stage.</summary>
    /// <exception cref="ArgumentException">The name was not made here.</exception>
    public static string PlaceOf(Tree tree, StageName stage)
    {
        var plain = PlainPlace(stage);
        try
        {
            var folder = Encoding.UTF8.GetString(tree.Read(plain + SignpostEnd, MostSignpostBytes).Bytes);
            return Beside(folder, stage);
        }
        catch (FaultException e) when (e.Fault == Fault.Gone)
        {
            return plain;
        }
    }

    /// <summary>The place for a stage whose target is in this folder, which exists; puts up the signpost where one is needed.</summary>
    public static string PlaceFor(Tree tree, StageName stage, string targetFolder)
    {
        tree.MakeFolders(RootFolder.Stage);
        var isNear = tree.Stat(RootFolder.Stage) is { } room && tree.Stat(targetFolder) is { } target && target.SharesDeviceWith(room);
        return isNear ? PlainPlace(stage) : PlaceBeside(tree, stage, targetFolder);
    }

    /// <summary>The place beside a target, its signpost put up and flushed.</summary>
    public static string PlaceBeside(Tree tree, StageName stage, string targetFolder)
    {
        tree.WriteNew(PlainPlace(stage) + SignpostEnd, Encoding.UTF8.GetBytes(targetFolder), like: null, RootFolder.Stage);
        return Beside(targetFolder, stage);
    }

    /// <summary>Takes the signpost of a stage down, if it has one.</summary>
    public static void RemoveSignpost(Tree tree, StageName stage)
    {
        if (tree.Stat(PlainPlace(stage) + SignpostEnd) is not null)
            tree.Remove(PlainPlace(stage) + SignpostEnd);
    }

    /// <summary>Every stage that has a file in the stage folder.</summary>
    public static IReadOnlyList<StageName> All(Tree tree)
    {
        if (tree.Stat(RootFolder.Stage) is null)
            return [];
        var all = new SortedSet<string>(StringComparer.Ordinal);
        using var reader = tree.OpenFolder(RootFolder.Stage);
        while (reader.Next())
        {
            var name = Encoding.UTF8.GetString(reader.Name);
            var bare = name.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? name[..dot] : name;
            if (reader.Kind == EntryKind.File && IsName(bare))
                all.Add(bare);
        }
        return [.. all.Select(n => new StageName(n))];
    }

    static string PlainPlace(StageName stage) => IsName(stage.Value)
        ? $"{RootFolder.Stage}/{stage.Value}"
        : throw new ArgumentException($"'{stage.Value}' is no name of a stage.", nameof(stage));

    // A name comes back from a database, and a signpost from a disk: neither may lead elsewhere.
    static bool IsName(string name) => name.Length == 32 && name.All(char.IsAsciiHexDigitLower);

    static string Beside(string folder, StageName stage)
    {
        var place = folder.Length == 0 ? Hidden + stage.Value : $"{folder}/{Hidden}{stage.Value}";
        return PagePath.TryParse(place, out _, out var reason) ? place : throw new FaultException(Fault.BadName, RootFolder.Stage, reason);
    }
}
