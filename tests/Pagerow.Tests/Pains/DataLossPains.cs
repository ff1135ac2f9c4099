using System.Text;
using Pagerow.Engine.Sides;
using Pagerow.Merging.Conflicts;
using Pagerow.Pages;
using Pagerow.Reconcile.Changes;
using Pagerow.Simulation;
using static Pagerow.Simulation.World;

namespace Pagerow.Tests.Pains;

/// <summary>Texts that users of comparable tools lost; each test is one of their threads.</summary>
public sealed class DataLossPains
{
    const string A = "stories/core/A-1.md";
    const string B = "stories/core/A-2.md";
    const string Day = "notes/2026-01-07.md";

    World _world = new();

    public static TheoryData<ConflictPolicy> Policies => [.. Enum.GetValues<ConflictPolicy>()];

    static World Under(ConflictPolicy policy)
    {
        var world = new World { Conflicts = ConflictSettings.Default with { Root = ConflictPolicies.None with { Default = policy } } };
        world.Restart();
        return world;
    }

    [Fact]
    public async Task Pain_03_A_row_that_is_inserted_where_a_day_of_notes_stands_replaces_none_of_them()
    {
        const string notes = "# Wednesday\n\nMorning.\n\nNoon.\n\nEvening.\n";
        await _world.BeginAsync((Day, notes));
        var document = _world.Insert("notes", Day, "# Wednesday\n\nOnly this.\n");
        await _world.SyncAsync();

        Assert.Equal(notes, _world.Folder[Day]);
        Assert.Equal((null, "# Wednesday\n\nOnly this.\n"), (_world.Row(document).Path, _world.Row(document).Body));
        Assert.NotNull(_world.Row(document).Problem);
        Assert.Equal(notes, _world.Row(Day).Body);
    }

    [Fact]
    public async Task Pain_04_A_page_whose_row_shows_nothing_is_not_overwritten_by_what_is_written_into_the_row()
    {
        byte[] latin = [.. "# Caf"u8, 0xE9, .. "\n\nHalf a year of notes.\n"u8];
        _world.Folder.Write(PagePath.Of(Day), latin);
        await _world.SyncAsync();
        Assert.True(string.IsNullOrEmpty(_world.Row(Day).Body));
        _world.Update(Day, r => r with { Body = "# New\n" });
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(1, (await _world.SyncAsync()).Waiting);
            _world.Restart();
        }

        Assert.Equal(latin, _world.Folder.Bytes(Day));
        Assert.Equal("# New\n", _world.Row(Day).Body);
        _world.Folder[Day] = "# Café\n\nHalf a year of notes.\n";
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.True(_world.IsKept("Half a year of notes."));
        Assert.True(_world.Folder[Day]!.Contains("# New", StringComparison.Ordinal) || _world.IsKept("# New\n"));
    }

    [Fact]
    public async Task Pain_05_A_write_that_fails_for_half_a_year_is_said_by_every_pass_and_the_edit_waits_in_its_row()
    {
        await _world.BeginAsync((A, Story("A-1")), (B, Story("A-2")));
        _world.Set(A, "status", "active");
        _world.Folder.Between = e => _ = e == "stage" ? throw new IOException("the disk is read-only") : 0;
        for (var day = 0; day < 180; day++)
        {
            if (day % 30 == 29)
                _world.Restart();
            _world.Set(B, "points", $"{day}");
            var report = await _world.SyncAsync();
            Assert.Equal([A, B], report.Problems.Where(p => p.Value.Message.Contains("read-only", StringComparison.Ordinal)).Select(p => p.Key).Order(StringComparer.Ordinal));
            Assert.Equal((0, 2), (report.FilesWritten, report.Unsettled));
        }

        Assert.Equal(("active", "179", 0), (_world.Value(A, "status"), _world.Value(B, "points"), _world.Folder.Writes));
        _world.Folder.Between = _ => { };
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(Story("A-1", "active"), _world.Folder[A]);
        Assert.Contains("points: 179\n", _world.Folder[B], StringComparison.Ordinal);
    }

    public static TheoryData<string> Answers => ["file", "row", "base", "both", "text"];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Pain_10_Whichever_way_a_conflict_is_resolved_the_file_is_there_with_what_was_chosen(string answer)
    {
        _world = Under(ConflictPolicy.Ask);
        await _world.BeginAsync((A, Story("A-1")), (B, Story("A-2")));
        _world.Folder[A] = Story("A-1", text: "By the file.");
        _world.Update(A, r => r with { Body = r.Body!.Replace("Text.", "By the row.", StringComparison.Ordinal) });
        await _world.SyncAsync();
        Assert.Single(_world.Database.Holes);
        (Resolution taken, string stands) = answer switch
        {
            "file" => ((Resolution)new Resolution.File(), "By the file."),
            "row" => (new Resolution.Row(), "By the row."),
            "base" => (new Resolution.Base(), "Text."),
            "both" => (new Resolution.Both(), "By the file."),
            _ => (new Resolution.Text("By a person.\n"), "By a person."),
        };
        _world.Database.Resolve(_world.Row(A).Document, taken);
        await _world.SyncAsync();
        _world.AssertInStep();

        Assert.Empty(_world.Database.Holes);
        Assert.Equal([A, B], _world.Folder.Files.Keys);
        Assert.Contains(stands, _world.Folder[A], StringComparison.Ordinal);
        Assert.Equal(answer is "both" or "row", _world.Folder[A]!.Contains("By the row.", StringComparison.Ordinal));
        Assert.Contains("## Notes\n\nNothing yet.\n", _world.Folder[A], StringComparison.Ordinal);
        Assert.True(_world.IsKept("By the file.") && _world.IsKept("By the row.") && _world.IsKept("Text."));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task Pain_11_Of_two_texts_the_older_is_never_deleted_without_a_trace(ConflictPolicy policy)
    {
        _world = Under(policy);
        await _world.BeginAsync((A, Story("A-1")));
        _world.Folder[A] = Story("A-1", "done", "The older text.");
        _world.Update(A, r => With(r with { Body = r.Body!.Replace("Text.", "The younger text.", StringComparison.Ordinal) }, "status", "active"));
        await _world.SyncAsync();
        _world.AssertInStep();

        foreach (var text in (string[])["The older text.", "The younger text."])
            Assert.True(_world.Folder[A]!.Contains(text, StringComparison.Ordinal) || _world.Row(A).Body!.Contains(text, StringComparison.Ordinal) || _world.IsKept(text), text);
        if (policy is ConflictPolicy.Ask)
        {
            Assert.NotEmpty(_world.Database.Holes);
            Assert.Contains("The older text.", _world.Folder[A], StringComparison.Ordinal);
            Assert.Contains("The younger text.", _world.Row(A).Body, StringComparison.Ordinal);
        }
        else if (_world.Database.Holes.Count == 0)
        {
            Assert.Contains(_world.Database.Events, e => e.Kind is EventKind.Overruled);
        }
    }

    [Fact]
    public async Task Pain_12_A_folder_that_is_unmounted_for_a_while_takes_no_page_and_no_human_text_with_it()
    {
        var mounted = Enumerable.Range(0, 30).Select(i => ($"stories/core/M-{i}.md", Story($"M-{i}", text: $"Human words {i}."))).ToArray();
        await _world.BeginAsync([.. mounted, (Day, "# Stays\n")]);
        var docs = mounted.ToDictionary(m => m.Item1, m => _world.Row(m.Item1).Document);
        var files = mounted.ToDictionary(m => m.Item1, m => _world.Folder[m.Item1]!);
        foreach (var (path, _) in mounted)
            _world.Folder[path] = null;
        for (var pass = 0; pass < 5; pass++)
        {
            Assert.Equal("mass-deletion", (await _world.SyncAsync()).Halt?.Code);
            if (pass == 2)
                _world.Restart();
        }

        Assert.Equal(31, _world.Database.Rows.Count);
        _world.Update("stories/core/M-3.md", r => r with { Body = r.Body + "\nWritten while it was away.\n" });
        _world.Folder[Day] = "# Goes on\n";
        await _world.SyncAsync();
        Assert.Contains("Goes on", _world.Row(Day).Body, StringComparison.Ordinal);

        // What was mounted covers whatever was written below it meanwhile.
        foreach (var (path, text) in files)
            _world.Folder[path] = text;
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(docs, mounted.ToDictionary(m => m.Item1, m => _world.Row(m.Item1).Document));
        Assert.All(files, f => Assert.Contains(f.Value[f.Value.IndexOf("Human", StringComparison.Ordinal)..f.Value.IndexOf("## Tasks", StringComparison.Ordinal)], _world.Folder[f.Key], StringComparison.Ordinal));
        Assert.True(_world.Folder["stories/core/M-3.md"]!.Contains("Written while it was away.", StringComparison.Ordinal) || _world.IsKept("Written while it was away."));
    }

    [Fact(Skip = "Guardrails.OnDeletions counts the deletions of one pass only: what vanishes in parts of ten or fewer passes below it.")]
    public async Task Pain_13_Pages_that_vanish_a_few_at_a_time_are_halted_before_all_are_gone()
    {
        await _world.BeginAsync([.. Enumerable.Range(0, 60).Select(i => ($"stories/core/M-{i}.md", Story($"M-{i}")))]);
        for (var i = 0; i < 60; i += 5)
        {
            for (var j = i; j < i + 5; j++)
                _world.Folder[$"stories/core/M-{j}.md"] = null;
            if ((await _world.SyncAsync()).Halt is not null)
                break;
        }

        Assert.True(_world.Database.Rows.Count >= 30, $"{_world.Database.Rows.Count} of 60 rows are left, and nobody was asked");
    }

    [Fact]
    public async Task Pain_16_One_bad_list_in_one_file_hides_no_other_task_and_the_next_one_made_overwrites_none()
    {
        var pages = Enumerable.Range(1, 5).Select(i => ($"stories/core/A-{i}.md", Story($"A-{i}"))).ToArray();
        await _world.BeginAsync(pages);
        var bad = Story("A-1").Replace("labels: [a, b]", "labels: [a, b", StringComparison.Ordinal);
        _world.Folder[A] = bad;
        await _world.SyncAsync();
        Assert.Equal(5, _world.Database.Rows.Count);
        Assert.NotNull(_world.Row(A).Problem);
        Assert.All(pages[1..], p => Assert.Equal((2, null), (_world.Row(p.Item1).Tasks.Length, _world.Row(p.Item1).Problem)));

        // One comes as number 6, and one as number 1 by a client that saw no number 1.
        _world.Insert("stories", null, "# Six\n", ("id", "A-6"), ("epic", "core"));
        _world.Insert("stories", null, "# One\n", ("id", "A-1"), ("epic", "core"));
        await _world.SyncAsync();
        Assert.Equal(bad, _world.Folder[A]);
        Assert.Contains("# Six", _world.Folder["stories/core/A-6.md"], StringComparison.Ordinal);
        Assert.Equal([.. pages[1..].Select(p => p.Item2)], pages[1..].Select(p => _world.Folder[p.Item1]!));
        Assert.Contains(_world.Database.Rows, r => r is { Path: null, Body: "# One\n" });
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\uFEFF")]
    [InlineData("---\n---\n")]
    public async Task Pain_19_An_empty_note_is_a_page_like_any_other_and_is_not_deleted(string empty)
    {
        _world.Folder[Day] = empty;
        _world.Folder["notes/full.md"] = "# Full\n";
        for (var i = 0; i < 4; i++)
        {
            await _world.SyncAsync(new(new FolderScope.Deep(), new RowScope.Deep()));
            _world.Restart();
        }

        _world.AssertInStep();
        Assert.Equal(Encoding.UTF8.GetBytes(empty), _world.Folder.Bytes(Day));
        var document = _world.Row(Day).Document;

        // One that becomes empty goes no more than one that was.
        _world.Folder["notes/full.md"] = empty;
        await _world.SyncAsync();
        await _world.SyncAsync();
        _world.AssertInStep();
        Assert.Equal(2, _world.Database.Rows.Count);
        _world.Set(Day, "mood", "calm");
        await _world.SyncAsync();
        Assert.Contains("mood: calm", _world.Folder[Day], StringComparison.Ordinal);
        Assert.Equal(document, _world.Row(Day).Document);
    }
}
