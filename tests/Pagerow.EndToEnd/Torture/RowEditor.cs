namespace Pagerow.EndToEnd.Torture;

/// <summary>Edits rows with plain SQL, as any client does: columns, boxes, sections, keys, lists, and the path of one document.</summary>
public sealed class RowEditor(TestRoot root, IReadOnlyList<string> keys, Ledger ledger, Random random)
{
    int _names;

    /// <summary>How often a document was renamed.</summary>
    public int Renames { get; private set; }

    /// <summary>Edits until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var client = new RowClient(root.Database);
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await EditAsync(client, keys[random.Next(keys.Count)]);
                if (random.Next(20) == 0)
                {
                    client.Dispose();
                    client = new RowClient(root.Database);
                }
                await Task.Delay(random.Next(5, 60), CancellationToken.None);
            }
        }
        finally
        {
            client.Dispose();
        }
    }

    async Task EditAsync(RowClient client, string key)
    {
        if (key == keys[^1] && random.Next(5) == 0)
        {
            var path = $"{(random.Next(2) == 0 ? "left" : "right")}/{key}-{++_names}.md";
            Renames += int.Parse((await client.RunAsync($"UPDATE docs SET path = '{path}' WHERE id = '{key}'; SELECT changes()"))[^1], System.Globalization.CultureInfo.InvariantCulture);
            return;
        }

        var written = ledger.Begin('r', key, (Place)random.Next(5));
        if ((await client.RunAsync($"{Statement(written)}; SELECT changes()"))[^1] == "1")
            ledger.Done(written);
    }

    string Statement(Written written)
    {
        var (token, column) = (written.Token, random.Next(TokenPage.Columns));
        var which = $"WHERE id = '{written.Document}'";
        return written.Place switch
        {
            Place.Column => $"UPDATE docs SET r{column} = '{token}' {which} AND r{column} IS NULL",
            Place.Box => $"INSERT INTO docs_tasks (doc, text, section) SELECT doc, 'box {token}', 'Document {written.Document} / Row boxes' FROM docs {which}",
            Place.Section => $"""
                INSERT INTO docs_sections (doc, level, heading, content, position)
                SELECT d.doc, 2, 'Section {token}', char(10) || 'A row says {token}.' || char(10) || char(10), s.position
                FROM docs d JOIN docs_sections s ON s.doc = d.doc AND s.heading = 'Row sections' WHERE d.id = '{written.Document}'
                """,
            Place.Key => $"UPDATE docs SET extra = json_set(coalesce(extra, '{"{}"}'), '$.{token}', '{token}') {which}",
            Place.Entry => $"UPDATE docs SET row_list = json_insert(row_list, '$[#]', '{token}') {which}",
            _ => throw new ArgumentOutOfRangeException(nameof(written), written.Place, null),
        };
    }
}
