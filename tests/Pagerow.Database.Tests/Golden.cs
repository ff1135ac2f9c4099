using Pagerow.Tests;

namespace Pagerow.Database.Tests;

/// <summary>Approved texts beside the tests. PAGEROW_APPROVE=1 takes what is there now.</summary>
static class Golden
{
    public static void Verify(string name, string actual)
    {
        var file = Path.Combine(Checkout.Folder, "tests", "Pagerow.Database.Tests", "approved", name);
        if (Environment.GetEnvironmentVariable("PAGEROW_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"{file} is absent; set PAGEROW_APPROVE=1 once to approve:\n{actual}");
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
