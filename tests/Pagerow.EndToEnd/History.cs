using System.Text.Json.Nodes;

namespace Pagerow.EndToEnd;

/// <summary>A real edit history: one step for each commit, with the bytes of every version.</summary>
public sealed class History(string folder)
{
    /// <summary>The steps in order.</summary>
    public IReadOnlyList<HistoryStep> Steps { get; } =
    [
        .. File.ReadLines(Path.Combine(folder, "ops.jsonl")).Select(l => JsonNode.Parse(l)!).Select(s => new HistoryStep(
            (int)s["n"]!,
            [.. s["ops"]!.AsArray().Select(o => new HistoryOperation((string)o!["op"]!, (string)o["path"]!, (string?)o["from"], (string?)o["blob"], (bool?)o["same"] ?? false))])),
    ];

    /// <summary>The tree after the last step: the SHA-256 of each page by its path.</summary>
    public IReadOnlyDictionary<string, string> Final => File.ReadLines(Path.Combine(folder, "final.tsv"))
        .Select(l => l.Split('\t')).ToDictionary(c => c[1], c => TestRoot.HashOf(Blob(c[0])));

    /// <summary>The bytes of a version.</summary>
    public string Blob(string id) => Path.Combine(folder, "blobs", id);

    /// <summary>Does a step as a checkout does it: what goes first, then renames, then what is written.</summary>
    public void Do(HistoryStep step, string root)
    {
        ArgumentNullException.ThrowIfNull(step);
        foreach (var gone in step.Operations.Where(o => o.Kind == "D"))
            File.Delete(Path.Combine(root, gone.Path));
        // Renames may cross, so each file first leaves for a name that is no page's.
        var renames = step.Operations.Where(o => o.Kind == "R").ToList();
        foreach (var (rename, i) in renames.Select((r, i) => (r, i)))
            File.Move(Path.Combine(root, rename.From!), Path.Combine(root, $".going-{i}"));
        foreach (var (rename, i) in renames.Select((r, i) => (r, i)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, rename.Path))!);
            File.Move(Path.Combine(root, $".going-{i}"), Path.Combine(root, rename.Path));
        }

        foreach (var written in step.Operations.Where(o => o.Kind is "A" or "M" || (o.Kind == "R" && !o.IsSame)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, written.Path))!);
            File.WriteAllBytes(Path.Combine(root, written.Path), File.ReadAllBytes(Blob(written.Blob!)));
        }
    }
}
