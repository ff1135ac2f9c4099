namespace Pagerow.Files.Scanning;

/// <summary>Whether a look believes stamps.</summary>
enum StampTrust
{
    /// <summary>A page whose stamp is as it was is as it was.</summary>
    Believe,

    /// <summary>Every page is a suspect.</summary>
    Doubt,
}
