using Pagerow.Cli.Configuration;
using Pagerow.Cli.Output;

namespace Pagerow.Cli.Commands;

/// <summary>Waits for another <c>pagerow.yaml</c> than the one that is followed.</summary>
/// <param name="folder">The root's path.</param>
/// <param name="followed">What is followed now.</param>
/// <param name="notFollowed">The text of one that could not be followed, because row edits wait; it is tried again after a while. Null where there is none.</param>
/// <param name="time">The clock.</param>
sealed class ConfigurationChange(string folder, ConfigurationFile followed, string? notFollowed, TimeProvider time)
{
    static readonly TimeSpan Between = TimeSpan.FromSeconds(1), Again = TimeSpan.FromSeconds(15);

    readonly long _began = time.GetTimestamp();
    string _seen = notFollowed ?? followed.Layout.Source;

    /// <summary>Ends when a valid one stands there that differs. One that is wrong is told once, and the one before stays.</summary>
    /// <param name="wrong">Told what is wrong with a configuration that is not followed.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task NextAsync(Action<Diagnostic> wrong, CancellationToken cancellation)
    {
        while (!Stands(wrong))
            await Task.Delay(Between, time, cancellation);
    }

    bool Stands(Action<Diagnostic> wrong)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, ConfigurationFile.Name));
            if (text == _seen)
                return text == notFollowed && time.GetElapsedTime(_began) >= Again;
            _seen = text;
            return Settings.Read(folder).Layout.Source != followed.Layout.Source;
        }
        catch (RefusedException e)
        {
            foreach (var diagnostic in e.Diagnostics)
                wrong(diagnostic);
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A root that is gone, or a save that is under way: the look at the pages says the one, and the next second sees the other.
            return false;
        }
    }
}
