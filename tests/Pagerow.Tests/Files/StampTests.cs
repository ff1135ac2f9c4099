using Pagerow.Files.Scanning;
using Pagerow.Files.Trees;

namespace Pagerow.Tests.Files;

public class StampTests
{
    const long Second = 1_000_000_000;

    [Theory]
    [InlineData(0, true)]
    [InlineData(19_999_999, true)]
    [InlineData(20_000_000, false)]
    [InlineData(-5_000_000, true)]
    public void A_stamp_is_racy_within_the_grain_of_the_clock(long age, bool isRacy)
    {
        const long changed = (1_700_000_000 * Second) + 123_456_789;
        Assert.Equal(isRacy, Clock.IsRacy(changed - Second, changed, changed + age));
        Assert.Equal(isRacy, Clock.IsRacy(changed, changed - Second, changed + age));
    }

    [Theory]
    [InlineData(1_999_999_999, true)]
    [InlineData(2_000_000_000, false)]
    public void Where_times_have_no_fraction_the_grain_is_two_seconds(long age, bool isRacy)
    {
        const long changed = 1_700_000_000 * Second;
        Assert.Equal(isRacy, Clock.IsRacy(changed, changed, changed + age));
    }

    [Fact]
    public void Packed_stamps_are_read_back_as_they_were_written()
    {
        var writer = new StampWriter();
        writer.Begin([1, 2, 3, 4, 5, 6, 7, 8]);
        writer.Add(new() { Name = "a.md"u8, Kind = EntryKind.File, IsRacy = true, Size = 5, Modified = -6, Changed = long.MaxValue, FileId = ulong.MaxValue });
        writer.Add(new() { Name = "d"u8, Class = StampClass.Folder, Kind = EntryKind.Folder, IsUnsettled = true });
        var packed = writer.ToPacked();

        Assert.True(StampReader.IsSound(packed));
        var reader = new StampReader(packed);
        Assert.True(reader.Next(out var page));
        Assert.Equal("a.md"u8, page.Name);
        Assert.Equal((StampClass.Page, EntryKind.File, true, false), (page.Class, page.Kind, page.IsRacy, page.IsUnsettled));
        Assert.Equal((5L, -6L, long.MaxValue, ulong.MaxValue), (page.Size, page.Modified, page.Changed, page.FileId));
        Assert.True(reader.Next(out var folder));
        Assert.Equal("d"u8, folder.Name);
        Assert.Equal((StampClass.Folder, EntryKind.Folder, false, true), (folder.Class, folder.Kind, folder.IsRacy, folder.IsUnsettled));
        Assert.False(reader.Next(out _));
    }

    [Fact]
    public void Whatever_bytes_are_stored_reading_them_ends()
    {
        var random = new Random(4_711);
        var sound = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(120)];
            random.NextBytes(bytes);
            if (bytes.Length > 0)
                bytes[0] = StampReader.Version;
            if (StampReader.IsSound(bytes))
                sound++;
        }
        Assert.InRange(sound, 1, 2_000);
    }

    [Theory]
    [InlineData("cafe\u0301", "caf\u00E9")]
    [InlineData("U\u0308bung", "\u00DCbung")]
    [InlineData("a\u0302\u0301", "\u1EA5")]
    [InlineData("\u0438\u0306", "\u0439")]
    [InlineData("\u304B\u3099", "\u304C")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("plain", "plain")]
    [InlineData("x\u0301", "x\u0301")]
    public void Decomposed_letters_are_composed(string name, string composed) => Assert.Equal(composed, Composition.Compose(name));
}
