using Pagerow.Merging.Conflicts;
using Pagerow.Reconcile.States;
using static Pagerow.Simulation.World;

namespace Pagerow.Simulation;

/// <summary>The scenarios that every call of a run is made to fail in.</summary>
static class Scenarios
{
    const string A = "stories/core/F-0.md";
    const string B = "stories/web/F-1.md";
    const string Note = "notes/n0.md";

    public static IReadOnlyList<Scenario> All { get; } = [.. Edits(), .. Births(), .. Ends(), .. Moves(), .. Holes(), .. Races()];

    static IEnumerable<Scenario> Edits() =>
    [
        new("file edit", Write) { OnBoth = ["By the file."] },
        new("row edit of a field", w => w.Set(A, "status", "done")) { OnBoth = ["done"] },
        new("row edit of the body", w => Say(w, "By the row.")) { OnBoth = ["By the row."] },
        new("row edit of a task", Tick) { OnBoth = ["ticked"] },
        new("both edit different places", w => { Write(w); w.Set(A, "status", "done"); Tick(w); }) { OnBoth = ["By the file.", "done", "ticked"] },
        new("both edit the same place, files win", Both) { OnBoth = ["By the file."], Nowhere = ["By the row."], IsConflict = true },
        new("both edit the same place, rows win", Both) { OnBoth = ["By the row."], Nowhere = ["By the file."], IsConflict = true, Policy = ConflictPolicy.Rows },
        new("edits of three documents", w => { Write(w); w.Set(B, "status", "done"); w.Folder[Note] = null; }) { OnBoth = ["By the file.", "done"], Documents = 2, KeepsRows = false },
        new("a page breaks while its row is edited", w => { w.Folder[A] = "---\nid: [\n---\nbroken\n"; w.Set(B, "status", "done"); }) { OnBoth = ["done"], InFiles = ["broken"] },
        new("a broken page is mended", w => w.Folder[A] = Story("F-0", text: "Mended.")) { Before = w => w.Folder[A] = "---\nid: F-0\n[\n---\nbroken\n", OnBoth = ["Mended."] },
    ];

    static IEnumerable<Scenario> Births() =>
    [
        new("new file", w => w.Folder["stories/core/N.md"] = Story("N", text: "Newborn.")) { OnBoth = ["Newborn."], Documents = 4 },
        new("new row", w => w.Insert("stories", null, "# Newborn.\n", ("id", "N"), ("epic", "core"))) { OnBoth = ["Newborn."], Documents = 4 },
        new("new row at a taken path", w => w.Insert("stories", A, "# Newborn.\n", ("id", "N"), ("epic", "core"))) { InRows = ["Newborn."] },
        new("new file and new row of one path", w => { w.Folder["notes/m.md"] = "Newborn.\n"; w.Insert("notes", "notes/m.md", "Elder.\n"); }) { OnBoth = ["Newborn."], Documents = 4, IsConflict = true },
        new("import of several", w => Import(w, 5)) { IsEmpty = true, OnBoth = ["Number 0.", "Number 4."], Documents = 5 },
        new("import of many", w => Import(w, 40)) { IsEmpty = true, OnBoth = ["Number 0.", "Number 39."], Documents = 40 },
        new("import beside others", w => Import(w, 5)) { OnBoth = ["Number 0.", "Number 4."], Documents = 8 },
    ];

    static IEnumerable<Scenario> Ends() =>
    [
        new("file delete", w => w.Folder[A] = null) { Nowhere = ["F-0"], Documents = 2, KeepsRows = false },
        new("row delete", w => w.Delete(A)) { Nowhere = ["F-0"], Documents = 2, KeepsRows = false },
        new("both deleted", w => { w.Folder[A] = null; w.Delete(A); }) { Nowhere = ["F-0"], Documents = 2, KeepsRows = false },
        new("file edit over row delete", w => { Write(w); w.Delete(A); }) { OnBoth = ["By the file."] },
        new("row edit over file delete", w => { w.Folder[A] = null; Say(w, "By the row."); }) { OnBoth = ["By the row."] },
        new("row deleted while its page is broken", w => { w.Folder[A] = "---\nid: [\n---\nbroken\n"; w.Delete(A); }) { InFiles = ["broken"], KeepsRows = false },
        new("row number changed", Renumber) { KeepsRows = false, OnBoth = ["Text."] },
    ];

    static IEnumerable<Scenario> Moves() =>
    [
        new("file rename", w => w.Folder.Rename(A, "stories/api/G.md")) { OnBoth = ["F-0"] },
        new("row path", w => w.Update(A, r => r with { Path = "stories/api/G.md" })) { OnBoth = ["F-0"] },
        new("file rename with a row edit", w => { w.Folder.Rename(A, "stories/api/G.md"); w.Set(A, "status", "done"); }) { OnBoth = ["done"] },
        new("row path with a row edit", w => w.Update(A, r => With(r with { Path = "stories/api/G.md" }, "status", "done"))) { OnBoth = ["done"] },
        new("row path with a file edit", w => { Write(w); w.Update(A, r => r with { Path = "stories/api/G.md" }); }) { OnBoth = ["By the file."] },
        new("rename over", w => w.Folder.Rename(A, B)) { OnBoth = ["F-0"], Nowhere = ["Second."], Documents = 2, KeepsRows = false },
        new("rename over an edited row", w => { Say(w, "By the row.", B); w.Folder.Rename(A, B); }) { OnBoth = ["F-0"], InRows = ["By the row."], Documents = 2 },
        new("two names swapped", w => { w.Folder.Rename(A, "stories/core/x.md"); w.Folder.Rename(B, A); w.Folder.Rename("stories/core/x.md", B); }) { OnBoth = ["F-0", "Second."] },
        new("file moved to another collection", w => w.Folder.Rename(A, "archive/0.md")) { OnBoth = ["F-0"], KeepsRows = false },
    ];

    static IEnumerable<Scenario> Holes() =>
    [
        new("conflict with ask", Both) { Policy = ConflictPolicy.Ask, InFiles = ["By the file."], IsConflict = true },
        Resolved("the file's", new Resolution.File(), "By the file."),
        Resolved("the row's", new Resolution.Row(), "By the row."),
        Resolved("what was", new Resolution.Base(), "Text."),
        Resolved("both", new Resolution.Both(), "By the file.", "By the row."),
        new("file edit beside a hole", w => w.Folder[A] = w.Folder[A]!.Replace("Nothing yet.", "Something.", StringComparison.Ordinal)) { Policy = ConflictPolicy.Ask, Before = Both, OnBoth = ["Something."], IsConflict = true },
        new("row edit beside a hole", w => w.Set(A, "status", "done")) { Policy = ConflictPolicy.Ask, Before = Both, OnBoth = ["done"], IsConflict = true },
    ];

    static IEnumerable<Scenario> Races() =>
    [
        new("a save into a write", w => { w.Set(A, "status", "done"); At(w, "put", () => Write(w)); }) { OnBoth = ["By the file.", "done"] },
        new("a row edit into a write", w => { w.Set(A, "status", "done"); At(w, "put", () => Say(w, "By the row.")); }) { OnBoth = ["By the row.", "done"] },
        new("a row edits the same place again into a write", w => { Say(w, "By the row."); At(w, "put", () => w.Update(A, r => r with { Body = r.Body!.Replace("By the row.", "Once more.", StringComparison.Ordinal) })); }) { OnBoth = ["Once more."] },
        new("a row edit before a commit", w => { Write(w); At(w, "commit", () => w.Set(A, "status", "done")); }) { OnBoth = ["By the file.", "done"] },
        new("a row edit before a merge", w => { Write(w); Tick(w); At(w, "commit", () => w.Set(A, "status", "done")); }) { OnBoth = ["By the file.", "done", "ticked"] },
        new("a save into a deletion", w => { w.Delete(A); At(w, "put", () => Write(w)); }) { OnBoth = ["By the file."] },
        new("an editor writes into the page that was just replaced", w => HoldOpen(w, "put done")) { OnBoth = ["By the file.", "done"] },
        new("an editor writes into a page that was put away", w => HoldOpen(w, "clear")) { OnBoth = ["By the file.", "done"], IsSwept = false },
        new("a save that unlinks first", SaveByUnlinking) { OnBoth = ["By the file."] },
        new("a page is renamed over one that is written", w => { w.Set(A, "status", "done"); At(w, "put", () => w.Folder.Rename(B, A)); }) { OnBoth = ["Second."], InRows = ["done"], HasManyEnds = true },
        new("a new name is taken meanwhile", w => { w.Insert("stories", null, "# By the row.\n", ("id", "N"), ("epic", "core")); At(w, "put", () => w.Folder["stories/core/N.md"] = Story("M", text: "By the file.")); }) { OnBoth = ["By the file."], InRows = ["By the row."], Documents = 4 },
    ];

    static void Write(World world) => world.Folder[A] = Story("F-0", text: "By the file.");

    static void Say(World world, string text, string path = A) => world.Update(path, r => r with { Body = r.Body!.Replace(path == A ? "Text." : "Second.", text, StringComparison.Ordinal) });

    static void Tick(World world) => world.Update(A, r => r with { Tasks = r.Tasks.SetItem(0, r.Tasks[0] with { Text = "ticked", Done = true }) });

    static void Both(World world)
    {
        Write(world);
        Say(world, "By the row.");
    }

    static Scenario Resolved(string how, Resolution answer, params string[] shown) =>
        new($"resolve: {how}", w => w.Database.Resolve(w.Row(A).Document, answer)) { Policy = ConflictPolicy.Ask, Before = Both, OnBoth = [.. shown], IsConflict = true };

    static void Import(World world, int pages)
    {
        for (var i = 0; i < pages; i++)
            world.Folder[$"stories/api/I-{i}.md"] = Story($"I-{i}", text: $"Number {i}.");
    }

    static void Renumber(World world)
    {
        var row = world.Row(A);
        world.Delete(A);
        world.Database.Touch(new("stories", 0), _ => row with { Document = new DocumentId("stories", 0) });
    }

    static void HoldOpen(World world, string until)
    {
        var write = world.Folder.Open(A);
        world.Set(A, "status", "done");
        At(world, until, () => write(Story("F-0", text: "By the file.")));
    }

    static void SaveByUnlinking(World world)
    {
        world.Folder[A] = null;
        At(world, "look", () => At(world, "look", () => Write(world)));
    }

    // Once, before the next effect of this name, in whichever run that is.
    static void At(World world, string effect, Action action)
    {
        var isDone = false;
        void Between(string name)
        {
            if (isDone || name != effect)
                return;
            isDone = true;
            action();
        }

        (world.Folder.Between, world.Database.Between) = (Between, Between);
    }
}
