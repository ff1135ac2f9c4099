using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Pagerow.Cli.Output;

/// <summary>The parser's help, in which an argument that may be left out is written so in the list of arguments, too.</summary>
sealed class HelpText : SynchronousCommandLineAction
{
    readonly HelpAction _help = new();

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        using var text = new StringWriter();
        parseResult.InvocationConfiguration.Output = text;
        var exit = _help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        var help = parseResult.CommandResult.Command.Arguments.Where(a => a.Arity.MinimumNumberOfValues == 0)
            .Aggregate(text.ToString(), (all, a) => all.Replace($"{Environment.NewLine}  <{a.Name}>", $"{Environment.NewLine}  [<{a.Name}>]", StringComparison.Ordinal));
        output.Write(help);
        return exit;
    }
}
