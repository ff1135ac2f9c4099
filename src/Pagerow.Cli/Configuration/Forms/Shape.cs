using System.Collections.Immutable;

namespace Pagerow.Cli.Configuration.Forms;

/// <summary>What may stand at a place of the configuration. The reader checks by it, and the JSON schema is written from it.</summary>
abstract record Shape
{
    Shape() { }

    /// <summary>In words, as in <c>takes a list</c>.</summary>
    public abstract string Words { get; }

    /// <summary>Any one text.</summary>
    public sealed record Text : Shape
    {
        /// <inheritdoc/>
        public override string Words => "a text";
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public sealed record Flag : Shape
    {
        /// <inheritdoc/>
        public override string Words => "true or false";
    }

    /// <summary>A whole number, 0 or more.</summary>
    public sealed record WholeNumber : Shape
    {
        /// <inheritdoc/>
        public override string Words => "a whole number";
    }

    /// <summary>One of some words.</summary>
    public sealed record Choice(ImmutableArray<string> Options) : Shape
    {
        /// <inheritdoc/>
        public override string Words => string.Join(", ", Options);
    }

    /// <summary>A list of one kind of thing.</summary>
    public sealed record List(Shape Item) : Shape
    {
        /// <inheritdoc/>
        public override string Words => "a list";
    }

    /// <summary>A map with the keys of a form.</summary>
    public sealed record Map(Form Form) : Shape
    {
        /// <inheritdoc/>
        public override string Words => "a map";
    }

    /// <summary>A map with names that the person chooses.</summary>
    public sealed record MapOf(Shape Value) : Shape
    {
        /// <inheritdoc/>
        public override string Words => "a map of names";
    }

    /// <summary>One of several shapes of different kinds: a text, a list, a map.</summary>
    public sealed record Either(ImmutableArray<Shape> Shapes) : Shape
    {
        /// <inheritdoc/>
        public override string Words => string.Join(" or ", Shapes.Select(s => s.Words));
    }
}
