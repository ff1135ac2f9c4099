using Pagerow.Engine.Sides;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;

namespace Pagerow.Tests.Files;

/// <summary>What an editor writes into a page that was taken out of its file under it.</summary>
public sealed class LateSaveTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_kept_page_that_is_written_later_is_told_until_it_is_settled_and_again_by_another_process()
    {
        await using var root = new FolderTestRoot();
        root.Write("d/a.md", "old");
        await using var editor = new FileStream(root.Path("d/a.md"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        var intent = await root.StageAsync(FileAction.Replace, "d/a.md", "new", "old");
        await root.PutAsync(intent);
        await root.Side.ClearStageAsync(intent.Stage, intent.Path, StageKeeping.Displaced, intent.Expected, Cancellation);
        Assert.Empty(await root.Side.LateAsync(Cancellation));
        Assert.Equal(TimeSpan.FromSeconds(2), root.Side.UntilLate);

        await editor.WriteAsync("late"u8.ToArray(), Cancellation);
        await editor.FlushAsync(Cancellation);
        Assert.Empty(await root.Side.LateAsync(Cancellation));
        root.Time.Advance(TimeSpan.FromSeconds(2));
        for (var i = 0; i < 2; i++)
            Assert.Equal(("d/a.md", intent.Expected, "late"), Told(Assert.Single(await root.Side.LateAsync(Cancellation))));
        await root.Side.SettleLateAsync(Assert.Single(await root.Side.LateAsync(Cancellation)), Cancellation);
        Assert.Empty(await root.Side.LateAsync(Cancellation));
        Assert.InRange(root.Side.UntilLate!.Value, TimeSpan.FromSeconds(57), TimeSpan.FromSeconds(58));

        await editor.WriteAsync("r"u8.ToArray(), Cancellation);
        await editor.FlushAsync(Cancellation);
        File.SetLastWriteTimeUtc(root.Path($".pagerow/displaced/{Path.GetFileName(Assert.Single(Directory.GetFiles(root.Path(".pagerow/displaced"))))}"), root.Time.GetUtcNow().UtcDateTime);
        await using var next = root.Another();
        var told = Assert.Single(await next.LateAsync(Cancellation));
        Assert.Equal(("d/a.md", PageHash.Of("late"u8), "later"), Told(told));
        await next.SettleLateAsync(told, Cancellation);
        Assert.Null(next.UntilLate);
        await using var third = root.Another();
        Assert.Empty(await third.LateAsync(Cancellation));

        static (string, PageHash?, string) Told(LateSave late) => (late.Path.Value, late.Before, System.Text.Encoding.UTF8.GetString(late.Page.Bytes.Span));
    }
}
