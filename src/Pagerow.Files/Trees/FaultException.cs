using Pagerow.Pages;

namespace Pagerow.Files.Trees;

/// <summary>The file system refused an operation; nothing was changed by it.</summary>
sealed class FaultException(Fault fault, string path, string cause) : IOException($"'{Shown(path)}': {cause}")
{
    /// <summary>Why.</summary>
    public Fault Fault => fault;

    /// <summary>The same for a person: what, where, and what to do.</summary>
    public Problem ToProblem() => new(Code, $"{Message}; {Advice}");

    string Code => fault switch
    {
        Fault.Gone => "gone",
        Fault.Taken => "taken",
        Fault.Link => "is-link",
        Fault.WrongKind => "not-a-file",
        Fault.Denied => "denied",
        Fault.ReadOnly => "read-only",
        Fault.Full => "disk-full",
        Fault.OtherDevice => "other-device",
        Fault.Unsupported => "unsupported",
        Fault.BadName => "bad-name",
        Fault.Unstable => Problem.Unstable,
        Fault.TooLarge => "too-large",
        Fault.Evicted => "evicted",
        Fault.Other => "io-error",
        not (>= Fault.Gone and <= Fault.Other) => throw new InvalidOperationException("There is no such fault."),
    };

    string Advice => fault switch
    {
        Fault.Gone => "it is looked for again",
        Fault.Taken => "move what stands there, or choose another path",
        Fault.Link => "links are not followed; put the file itself there",
        Fault.WrongKind => "put a regular file there",
        Fault.Denied => "give this user the permission (chmod, chown), or take the immutable flag off (chattr -i)",
        Fault.ReadOnly => "mount it writable",
        Fault.Full => "free some space",
        Fault.OtherDevice => "keep the folder on one device",
        Fault.Unsupported => "move the root to a file system that can",
        Fault.BadName => "rename it",
        Fault.Unstable => "it is read again once it rests",
        Fault.TooLarge => "split the page, or raise the limit",
        Fault.Evicted => "have the cloud client keep it on this machine",
        Fault.Other => "see to the disk or the mount; it is tried again",
        not (>= Fault.Gone and <= Fault.Other) => throw new InvalidOperationException("There is no such fault."),
    };

    static string Shown(string path) => path.Length == 0 ? "." : path;
}
