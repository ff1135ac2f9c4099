namespace Pagerow.Files.Trees;

/// <summary>The names in one open folder, in the file system's own order, which stays while the folder does.</summary>
abstract class FolderReader : IDisposable
{
    /// <summary>The current name in UTF-8, or what else its bytes are; valid until the next <see cref="Next"/>.</summary>
    public abstract ReadOnlySpan<byte> Name { get; }

    /// <summary>What the current name stands for.</summary>
    public abstract EntryKind Kind { get; }

    /// <summary>Goes on to the next name; false after the last. <c>.</c> and <c>..</c> are left out.</summary>
    /// <exception cref="FaultException">The folder could not be listed to its end.</exception>
    public abstract bool Next();

    /// <summary>The stat of the current name, or null where it is gone by now.</summary>
    /// <exception cref="FaultException">It could not be said.</exception>
    public abstract FileStat? Stat();

    /// <summary>The stat of any name in the folder, or null where nothing stands.</summary>
    /// <exception cref="FaultException">It could not be said.</exception>
    public abstract FileStat? StatOf(ReadOnlySpan<byte> name);

    /// <inheritdoc/>
    public abstract void Dispose();
}
