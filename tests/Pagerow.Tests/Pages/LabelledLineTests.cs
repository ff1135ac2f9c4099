using Pagerow.Pages.Parts;

namespace Pagerow.Tests.Pages;

/// <summary>Labelled lines and table cells.</summary>
public sealed class LabelledLineTests
{
    [Theory]
    [InlineData("**Status**: Active\n", "Active")]
    [InlineData("**Status:** Active  \n", "Active")]
    [InlineData("- **status**: Active\n", "Active")]
    [InlineData("> **Status** : Active\n", "Active")]
    [InlineData("- [ ] **Status**: Active\n", "Active")]
    [InlineData("1. __Status__: Active\n", "Active")]
    [InlineData("**Status**: `active`\n", "active")]
    [InlineData("**Status**: `a` and `b`\n", "`a` and `b`")]
    [InlineData("**Status**:\n", "")]
    [InlineData("**Size**: 6h | **Status**: 4h | **More**: x\n", "4h")]
    [InlineData("**Status**: a | b\n", "a | b")]
    [InlineData("```\n**Status**: no\n```\n<!-- **Status**: no -->\n\n**Status**: yes\n", "yes")]
    [InlineData("Status: plain\n\n**Status**: bold\n", "bold")]
    [InlineData("text\n- Status: 2025-01-01 by me\n", "2025-01-01 by me")]
    [InlineData("Status:no\n**Stat**: x\nA Status: no\n", null)]
    public void A_value_is_found_behind_its_label(string page, string? expected) =>
        Assert.Equal(expected, LabelledLines.Find(new(new(page), 0), "Status")?.Text);

    [Theory]
    [InlineData("**Status**: Active  \n", "Done", "**Status**: Done  \n")]
    [InlineData("**Status**:\n", "Done", "**Status**: Done\n")]
    [InlineData("**Status**: \r\n", "Done", "**Status**: Done\r\n")]
    [InlineData("**Status**: `a`\n", "b", "**Status**: `b`\n")]
    [InlineData("**Status**: `a`\n", "b`c", "!")]
    [InlineData("**Status**: 6h | **Actual**: 4h\n", "7h", "**Status**: 7h | **Actual**: 4h\n")]
    [InlineData("**Status**: 6h | **Actual**: 4h\n", "7h | **More**: x", "!")]
    [InlineData("**Status**: | **Actual**: 4h\n", "7h", "**Status**: 7h | **Actual**: 4h\n")]
    [InlineData("**Status**: a\n", "a", null)]
    [InlineData("**Status**: a\n", "", "**Status**: \n")]
    [InlineData("**Status**: a\n", "a\nb", "!")]
    [InlineData("**Other**: a\n", "b", "!")]
    [InlineData("- [ ] **Status**: a\n- [ ] b\n", "c", "- [ ] **Status**: c\n- [ ] b\n")]
    [InlineData("- **Status**: 45% (5/11 tasks)\n", "55% (6/11 tasks)", "- **Status**: 55% (6/11 tasks)\n")]
    public void Only_the_value_is_replaced(string page, string value, string? expected) =>
        TaskBoxTests.Check(expected, LabelledLines.Set(new(new(page), 0), "Status", value));

    const string Table = "| Metric | Value | Target |\n|--------|:-----:|---|\n| **Completed** | 12 (34%) | a \\| b |\n| Hours |  | 120h |\n| Short |\n\n| Metric | Value |\n";

    [Theory]
    [InlineData("Completed", "Value", "12 (34%)")]
    [InlineData("completed", "target", "a | b")]
    [InlineData("Hours", "Value", "")]
    [InlineData("Hours", "Metric", "Hours")]
    [InlineData("Short", "Value", null)]
    [InlineData("None", "Value", null)]
    [InlineData("Hours", "None", null)]
    public void TableCell_is_found_by_row_and_column(string row, string column, string? expected) =>
        Assert.Equal(expected, TableCells.Find(new(new(Table), 0), row, column)?.Text);

    [Theory]
    [InlineData("Completed", "Value", "13 | x", "| 12 (34%) |", "| 13 \\| x |")]
    [InlineData("Hours", "Value", "90h", "| Hours |  | 120h |", "| Hours | 90h | 120h |")]
    [InlineData("Completed", "Target", "", "| a \\| b |", "|  |")]
    public void TableCell_is_written_without_its_padding(string row, string column, string value, string old, string expected) =>
        TaskBoxTests.Check(Table.Replace(old, expected, StringComparison.Ordinal), TableCells.Set(new(new(Table), 0), row, column, value));

    [Theory]
    [InlineData("Short", "Value", "x")]
    [InlineData("Hours", "Value", "a\nb")]
    public void TableCell_that_cannot_be_written_is_refused(string row, string column, string value) =>
        TaskBoxTests.Check("!", TableCells.Set(new(new(Table), 0), row, column, value));
}
