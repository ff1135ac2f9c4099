using Pagerow.Engine.Cycles;
using Pagerow.Engine.Sides;
using Pagerow.Pages;
using Pagerow.Simulation;

namespace Pagerow.Tests.Engine;

public sealed class PendingTests
{
    readonly HurriedTime _time = new();

    static PagePath Path(string path) => PagePath.Of(path);

    [Fact]
    public void A_complete_file_is_due_at_once_and_one_that_grows_when_it_is_quiet()
    {
        var pending = new Pending(_time);
        Assert.Equal((null, null), (pending.Wait, pending.Take()));
        pending.Add(new Hint.File(Path("grows.md"), IsComplete: false));
        Assert.Equal((TimeSpan.FromMilliseconds(30), null), (pending.Wait, pending.Take()));
        pending.Add(new Hint.File(Path("done.md"), IsComplete: true));
        Assert.Equal([Path("done.md")], Taken(pending).Paths);
        _time.Pass(TimeSpan.FromMilliseconds(29));
        Assert.Null(pending.Take());
        _time.Pass(TimeSpan.FromMilliseconds(1));
        Assert.Equal([Path("grows.md")], Taken(pending).Paths);
        Assert.Equal((null, null), (pending.Wait, pending.Take()));
    }

    [Fact]
    public void A_file_that_is_never_quiet_is_due_after_a_quarter_of_a_second()
    {
        var pending = new Pending(_time);
        var passed = 0;
        for (; pending.Take() is null && passed < 1000; passed += 10)
        {
            pending.Add(new Hint.File(Path("log.md"), IsComplete: false));
            _time.Pass(TimeSpan.FromMilliseconds(10));
        }

        Assert.Equal(250, passed);
    }

    [Fact]
    public void Folders_rows_and_lost_track_are_due_at_once()
    {
        var pending = new Pending(_time);
        pending.Add(new Hint.Folder("b"));
        pending.Add(new Hint.Folder("a"));
        pending.Add(new Hint.Rows());
        Assert.Equal(["a", "b"], Taken(pending).Folders);
        pending.Add(new Hint.File(Path("a.md"), IsComplete: false));
        pending.Add(new Hint.LostTrack("overflow"));
        Assert.IsType<FolderScope.Everything>(pending.Take()!.Folder);
        Assert.Null(pending.Wait);
    }

    [Fact]
    public void What_is_put_off_is_due_when_it_was_said()
    {
        var pending = new Pending(_time);
        pending.Later(Path("a.md"), TimeSpan.FromSeconds(1));
        pending.EverythingLater(TimeSpan.FromSeconds(2));
        _time.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal([Path("a.md")], Taken(pending).Paths);
        Assert.Equal(TimeSpan.FromSeconds(1), pending.Wait);
        _time.Pass(TimeSpan.FromSeconds(1));
        Assert.IsType<FolderScope.Everything>(pending.Take()!.Folder);
    }

    static FolderScope.Only Taken(Pending pending) => Assert.IsType<FolderScope.Only>(pending.Take()!.Folder);
}
