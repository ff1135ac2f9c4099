namespace Pagerow.EndToEnd;

/// <summary>One thing that a person or a program does to the files, and what is then true of the rows.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Do">Does it.</param>
/// <param name="Rows">Rows that are then there, as <c>key|path|title</c>; the others as before.</param>
/// <param name="Gone">Paths that then have no row.</param>
public sealed record FolderEdit(string Name, Action<TestRoot> Do, string[] Rows, string[] Gone)
{
    const string Dark = "backlog/APP-003-dark-mode.md";
    const string DarkPage = "---\nid: APP-003\ntitle: Darker\nstatus: ready\n---\n\n# Dark\n";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FolderEdit> All { get; } =
    [
        new("new", r => r.Write("backlog/new.md", "---\nid: APP-009\ntitle: New\n---\n"), ["APP-009|backlog/new.md|New"], []),
        new("new in new folders", r => r.Write("deep/er/and/deeper/new.md", "# Deep\n"), ["|deep/er/and/deeper/new.md|Deep"], []),
        new("edit", r => r.Change(Dark, t => t.Replace("title: Dark mode", "title: Darker", StringComparison.Ordinal)), [$"APP-003|{Dark}|Darker"], []),
        new("delete", r => File.Delete(r.At(Dark)), [], [Dark]),
        new("rename", r => File.Move(r.At(Dark), r.At("backlog/dark.md")), ["APP-003|backlog/dark.md|Dark mode"], [Dark]),
        new("rename to another folder", r => File.Move(r.At(Dark), r.At("completed/dark.md")), ["APP-003|completed/dark.md|Dark mode"], [Dark]),
        new("rename without a key", r => File.Move(r.At("notes/a.md"), r.At("notes/z.md")), ["|notes/z.md|A"], ["notes/a.md"]),
        new("rename with edit", r =>
        {
            File.Move(r.At(Dark), r.At("active/dark.md"));
            r.Change("active/dark.md", t => t.Replace("title: Dark mode", "title: Darker", StringComparison.Ordinal));
        }, ["APP-003|active/dark.md|Darker"], [Dark]),
        new("rename with edit, as another file", r =>
        {
            File.Delete(r.At(Dark));
            r.Write("active/dark.md", DarkPage);
        }, ["APP-003|active/dark.md|Darker"], [Dark]),
        new("two names exchanged", r =>
        {
            File.Move(r.At("notes/a.md"), r.At("notes/x.tmp"));
            File.Move(r.At("notes/b.md"), r.At("notes/a.md"));
            File.Move(r.At("notes/x.tmp"), r.At("notes/b.md"));
        }, ["|notes/b.md|A", "|notes/a.md|B"], []),
        new("folder moved in", r => Directory.Move(Path.Combine(r.Above, "aside"), r.At("in")), ["|in/one.md|One", "|in/deep/two.md|Two"], []),
        new("folder moved out", r => Directory.Move(r.At("notes"), Path.Combine(r.Above, "out")), [], ["notes/a.md", "notes/b.md", "notes/deep/c.md"]),
        new("folder moved within", r => Directory.Move(r.At("notes"), r.At("papers")), ["|papers/a.md|A", "|papers/b.md|B", "|papers/deep/c.md|C"], ["notes/a.md", "notes/b.md", "notes/deep/c.md"]),
        new("folder moved within and a page of it edited", r =>
        {
            Directory.Move(r.At("notes"), r.At("papers"));
            r.Write("papers/a.md", "# Other\n\nThe same long text of page A stands here, line by line.\n");
        }, ["|papers/a.md|Other", "|papers/b.md|B", "|papers/deep/c.md|C"], ["notes/a.md", "notes/b.md", "notes/deep/c.md"]),
        new("atomic save", r =>
        {
            r.Write("backlog/.dark.tmp", DarkPage);
            File.Move(r.At("backlog/.dark.tmp"), r.At(Dark), overwrite: true);
        }, [$"APP-003|{Dark}|Darker"], []),
        new("vim-style save", r =>
        {
            File.Move(r.At(Dark), r.At(Dark + "~"));
            r.Write(Dark, DarkPage);
            File.Delete(r.At(Dark + "~"));
        }, [$"APP-003|{Dark}|Darker"], []),
        new("in-place save", r =>
        {
            using var file = new FileStream(r.At(Dark), FileMode.Open, FileAccess.ReadWrite);
            file.SetLength(DarkPage.Length);
            file.Write(System.Text.Encoding.UTF8.GetBytes(DarkPage));
        }, [$"APP-003|{Dark}|Darker"], []),
        new("truncate, then write", r =>
        {
            using (var file = new FileStream(r.At(Dark), FileMode.Truncate))
                file.Flush(flushToDisk: true);
            using var again = new FileStream(r.At(Dark), FileMode.Append);
            again.Write(System.Text.Encoding.UTF8.GetBytes(DarkPage[..20]));
            again.Flush(flushToDisk: true);
            again.Write(System.Text.Encoding.UTF8.GetBytes(DarkPage[20..]));
        }, [$"APP-003|{Dark}|Darker"], []),
        new("saved with the old time and size", r =>
        {
            var time = File.GetLastWriteTimeUtc(r.At(Dark));
            r.Change(Dark, t => t.Replace("title: Dark mode", "title: Dark mood", StringComparison.Ordinal));
            File.SetLastWriteTimeUtc(r.At(Dark), time);
        }, [$"APP-003|{Dark}|Dark mood"], []),
        new("deleted and made again", r =>
        {
            File.Delete(r.At(Dark));
            r.Write(Dark, DarkPage);
        }, [$"APP-003|{Dark}|Darker"], []),
    ];
}
