
namespace Pagerow.Merging.Drafts;

/// <summary>One thing as the base, the file and the row have it.</summary>
readonly record struct Three(string Base, string File, string Row)
{
    /// <summary>What both sides' changes come to: the one side's where the other left it or did alike; null where they differ.</summary>
    public string? Settled => File == Row || Base == Row ? File : Base == File ? Row : null;
}
