using Pagerow.Mapping;
using Pagerow.Pages;
using Pagerow.Reconcile.States;
using Pagerow.Sql.Dialects;

namespace Pagerow.Sql.Tables;

/// <summary>What is wrong with each document. A row shows the first of it in <c>problem</c>.</summary>
sealed class ProblemTable(Session session)
{
    /// <summary>The code under which twins of a key are noted; kept by <c>TwinKeys</c>.</summary>
    public const string Twin = "twin";

    const string Write = "write";

    const string Insert = """INSERT INTO pagerow_trouble (collection, doc, number, code, message, line, place, subject) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";

    /// <summary>What a row of this record shows; null where all is well.</summary>
    public static string? First(Record record) => record.Problems.IsDefaultOrEmpty ? null : record.Problems[0].ToString();

    /// <summary>Notes what is wrong with a page, and forgets what was; a twin stays one.</summary>
    public void Replace(DocumentId document, Record record, IsNew isNew)
    {
        if (isNew is IsNew.Perhaps)
            session.Prepare("DELETE FROM pagerow_trouble WHERE collection = ? AND doc = ? AND code <> ?").With(document.Collection).With(document.Doc).With(Twin).Run();
        if (record.Problems.IsDefaultOrEmpty)
            return;
        var number = 0;
        foreach (var problem in record.Problems.Distinct())
            Add(document, ++number, problem);
    }

    /// <summary>Notes that a document is a twin.</summary>
    public void AddTwin(DocumentId document, string key, string message) => Add(document, int.MaxValue, new(Twin, message), key);

    /// <summary>For which key a document is noted as a twin, and in what words; or null.</summary>
    public (string? Subject, string Message)? TwinOf(DocumentId document) =>
        session.Prepare("SELECT subject, message FROM pagerow_trouble WHERE collection = ? AND doc = ? AND code = ?").With(document.Collection).With(document.Doc).With(Twin)
            .First<(string?, string)?>(s => (s.Text(0), s.Text(1)!), null);

    /// <summary>Forgets that a document is a twin.</summary>
    public void RemoveTwin(DocumentId document) =>
        session.Prepare("DELETE FROM pagerow_trouble WHERE collection = ? AND doc = ? AND code = ?").With(document.Collection).With(document.Doc).With(Twin).Run();

    /// <summary>The first of what is noted, as a row shows it; null where all is well.</summary>
    public string? FirstOf(DocumentId document) =>
        session.Prepare("SELECT code, message, line, place FROM pagerow_trouble WHERE collection = ? AND doc = ? ORDER BY number").With(document.Collection).With(document.Doc)
            .First(s => new Problem(s.Text(0)!, s.Text(1)!, (int?)s.LongOrNull(2), (int?)s.LongOrNull(3)).ToString(), null);

    /// <summary>What is noted to keep a row from its file; null where nothing does.</summary>
    public string? ObstacleOf(DocumentId document) =>
        session.Prepare("SELECT message FROM pagerow_trouble WHERE collection = ? AND doc = ? AND subject = ?").With(document.Collection).With(document.Doc).With(Write)
            .First(s => s.Text(0), null);

    /// <summary>Notes what keeps a row from its file.</summary>
    public void AddObstacle(DocumentId document, Problem reason) => Add(document, int.MaxValue - 1, reason, Write);

    /// <summary>Forgets what kept a row from its file.</summary>
    public void RemoveObstacle(DocumentId document) =>
        session.Prepare("DELETE FROM pagerow_trouble WHERE collection = ? AND doc = ? AND subject = ?").With(document.Collection).With(document.Doc).With(Write).Run();

    /// <summary>Forgets a document.</summary>
    public void Remove(DocumentId document) =>
        session.Prepare("DELETE FROM pagerow_trouble WHERE collection = ? AND doc = ?").With(document.Collection).With(document.Doc).Run();

    void Add(DocumentId document, long number, Problem problem, string? subject = null) =>
        session.Prepare(Insert).With(document.Collection).With(document.Doc).With(number).With(problem.Code).With(problem.Message).With(problem.Line)
            .With(problem.Column).With(subject).Run();
}
