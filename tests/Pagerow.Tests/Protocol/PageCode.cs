namespace Pagerow.Tests.Protocol;

/// <summary>A version in one byte: whether it is there, whose document it is, and which user edits it contains; a row and a base look the same.</summary>
static class PageCode
{
    public const byte None = 0, Edits = 0x3F;
    const byte There = 0x80, Second = 0x40;

    public static byte Of(int doc, int edits) => (byte)(There | (doc == 1 ? Second : 0) | edits);

    public static int EditsOf(byte page) => page & Edits;

    public static int DocOf(byte page) => (page & Second) == 0 ? 0 : 1;

    public static byte With(byte page, int doc, int edits) => Of(doc, EditsOf(page) | edits);

    public static string Text(byte page) => page == None ? "-" : $"{(DocOf(page) == 0 ? 'A' : 'B')}{{{string.Join(',', Enumerable.Range(0, 6).Where(e => (page >> e & 1) == 1))}}}";
}
