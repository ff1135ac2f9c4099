namespace Pagerow.Tests;

/// <summary>The folder that holds the solution, for tests that read sources and docs.</summary>
static class Checkout
{
    public static string Folder { get; } = Find();

    static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Pagerow.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests do not run below a folder that holds Pagerow.slnx.");
    }
}
