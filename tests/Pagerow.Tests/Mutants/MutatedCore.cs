using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Pagerow.Engine;
using Pagerow.Simulation;

namespace Pagerow.Tests.Mutants;

/// <summary>The sources of the core, compiled in memory with all mutants in them, and the laws run over one of them at a time.</summary>
sealed class MutatedCore
{
    static readonly string Source = Path.Combine(Checkout.Folder, "src", "Pagerow");

    // Which mutant it is flows with the calls, so that many can be tried at once.
    const string Switch = """
        namespace Pagerow;
        static class Mutation
        {
            static readonly AsyncLocal<int> s_number = new();
            public static void Be(int number) => s_number.Value = number;
            public static bool Is(int number) => s_number.Value == number;
        }
        """;

    readonly MethodInfo _be, _run;

    public MutatedCore(IReadOnlyList<Mutant> mutants)
    {
        var around = new Around(Compile(mutants));
        _be = Method(around.LoadFromAssemblyName(new AssemblyName("Pagerow")), "Pagerow.Mutation", "Be");
        _run = Method(around.LoadFromAssemblyPath(typeof(World).Assembly.Location), typeof(Trial).FullName!, nameof(Trial.RunAsync));
    }

    /// <summary>Which law kills a mutant, and after how many lives; null where it survives them all.</summary>
    /// <param name="number">Its place in the list, from one; zero is the core as it is.</param>
    /// <param name="lives">How many random lives.</param>
    /// <param name="share">One call in so many is made to fail.</param>
    /// <param name="first">The scenario to begin with.</param>
    public async Task<string?> TryAsync(int number, int lives, int share, string first)
    {
        _be.Invoke(null, [number]);
        return await (Task<string?>)_run.Invoke(null, [lives, share, first])!;
    }

    static MethodInfo Method(Assembly assembly, string type, string name) =>
        assembly.GetType(type, throwOnError: true)!.GetMethod(name, BindingFlags.Static | BindingFlags.Public)!;

    static byte[] Compile(IReadOnlyList<Mutant> mutants)
    {
        var sources = Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(Source, f).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal);
        Assert.All(mutants, m => Assert.True(sources[m.File].Split(m.Text).Length == 2, $"{m}: what it gives up must stand once in {m.File}: say in the list what stands there now"));
        foreach (var (i, mutant) in mutants.Index())
        {
            var woven = mutant.Replacement.Replace("{given}", $"Pagerow.Mutation.Is({i + 1})", StringComparison.Ordinal).Replace("{text}", mutant.Text, StringComparison.Ordinal);
            sources[mutant.File] = sources[mutant.File].Replace(mutant.Text, woven, StringComparison.Ordinal);
        }

        using var bytes = new MemoryStream();
        var result = CSharpCompilation.Create("Pagerow", [.. sources.Values.Append(Switch).Append(Attributes()).Select(Parse)], References(),
            new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable)).Emit(bytes);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity is DiagnosticSeverity.Error).Take(5)));
        return bytes.ToArray();
    }

    static string Attributes() => $"""
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        [assembly: System.Reflection.AssemblyVersion("{typeof(SyncCycle).Assembly.GetName().Version}")]
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Pagerow.Simulation")]
        """;

    static IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(p => !Path.GetFileName(p).StartsWith("Pagerow", StringComparison.Ordinal)).Select(p => MetadataReference.CreateFromFile(p));

    // No generator runs here: what one would have written is built when it is first used.
    static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(
        Regex.Replace(text, """\[GeneratedRegex\((?<what>(?:[^"\]]|"(?:[^"]|"")*")*)\)\]\s*private static partial Regex (?<name>\w+)\(\);""",
            "static readonly Regex _${name} = new(${what}); private static Regex ${name}() => _${name};", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)),
        new(LanguageVersion.Latest), encoding: Encoding.UTF8);

    /// <summary>All of Pagerow once more, around another core.</summary>
    sealed class Around(byte[] core) : AssemblyLoadContext("mutants")
    {
        protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name switch
        {
            "Pagerow" => LoadFromStream(new MemoryStream(core)),
            { } name when name.StartsWith("Pagerow.", StringComparison.Ordinal) => LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, $"{name}.dll")),
            _ => null,
        };
    }
}
