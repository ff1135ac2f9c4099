namespace Pagerow.Pages.Outlines;

/// <summary>Where check boxes count besides ordinary Markdown. Headings are never looked for in these places.</summary>
[Flags]
public enum OutlineOptions
{
    /// <summary>Only in ordinary Markdown.</summary>
    None = 0,

    /// <summary>Inside code fences that are closed.</summary>
    BoxesInFences = 1,

    /// <summary>Inside HTML (and so MDX) elements; never inside comments, scripts and styles.</summary>
    BoxesInHtml = 2,

    /// <summary>Behind a code fence that is never closed.</summary>
    BoxesBehindOpenFence = 4,
}
