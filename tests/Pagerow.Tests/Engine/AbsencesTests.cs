using Pagerow.Engine;
using Pagerow.Pages;
using Pagerow.Simulation;

namespace Pagerow.Tests.Engine;

public sealed class AbsencesTests
{
    [Fact]
    public void An_absence_is_believed_after_a_second_without_a_presence()
    {
        var time = new HurriedTime();
        var absences = new Absences(time);
        var path = PagePath.Of("a.md");
        Assert.False(absences.Believe(path));
        time.Pass(Absences.Patience - TimeSpan.FromMilliseconds(1));
        Assert.False(absences.Believe(path));
        time.Pass(TimeSpan.FromMilliseconds(1));
        Assert.True(absences.Believe(path));
        absences.Forget(path);
        Assert.Empty(absences.Paths);
        Assert.False(absences.Believe(path));
    }
}
