using Pagerow.Engine.Sides;
using Pagerow.Simulation;
using static Pagerow.Simulation.World;

namespace Pagerow.Tests.Pains;

/// <summary>What comparable tools made of their own writes, and of news that never came.</summary>
public sealed class LoopPains
{
    const string A = "stories/core/A-1.md";

    readonly World _world = new();

    [Fact]
    public async Task Pain_57_What_a_bulk_operation_did_without_a_word_is_found_by_a_look_at_everything()
    {
        await _world.BeginAsync([.. Enumerable.Range(0, 200).Select(i => ($"stories/core/A-{i}.md", Story($"A-{i}")))]);
        var docs = _world.Database.Rows.ToDictionary(r => ValueOf(r, "id")!, r => r.Document);
        for (var i = 0; i < 200; i++)
        {
            if (i % 3 == 0)
                _world.Folder[$"stories/core/A-{i}.md"] = Story($"A-{i}", "done");
            if (i % 20 == 1)
                _world.Folder.Rename($"stories/core/A-{i}.md", $"stories/web/B-{i}.md");
        }

        // A look at one page sees that page; nothing else was hinted at.
        await _world.PassAsync(Only("stories/core/A-3.md"));
        Assert.Equal(("done", "backlog"), (_world.Value("stories/core/A-3.md", "status"), _world.Value("stories/core/A-6.md", "status")));
        await _world.SyncAsync(new(new FolderScope.Everything(), new RowScope.Feed()));
        _world.AssertInStep();
        Assert.Equal(docs, _world.Database.Rows.ToDictionary(r => ValueOf(r, "id")!, r => r.Document));
    }

    [Fact]
    public async Task Pain_73_What_Pagerow_wrote_itself_is_no_news_to_it()
    {
        await _world.BeginAsync((A, Story("A-1")));
        for (var i = 0; i < 5; i++)
        {
            _world.Set(A, "points", $"{i}");
            var report = await _world.SyncAsync();
            var writes = (_world.Folder.Writes, _world.Database.RowWrites);
            Assert.Equal(1, report.FilesWritten);
            Assert.True((await _world.SyncAsync()).IsQuiet);
            Assert.True((await _world.PassAsync(Only(A))).IsQuiet);
            _world.Restart();
            Assert.True((await _world.SyncAsync(new(new FolderScope.Deep(), new RowScope.Deep()))).IsQuiet);
            Assert.Equal(writes, (_world.Folder.Writes, _world.Database.RowWrites));
        }
    }
}
