using Pagerow.Pages.Outlines;

namespace Pagerow.Mapping.Puts;

/// <summary>Puts a whole body into a page.</summary>
static class BodyPut
{
    /// <summary>Makes the edits of the body.</summary>
    public static void Apply(Putting put)
    {
        foreach (var edit in put.Of<FaceEdit.SetBody>())
            put.Take(edit, page => Putting.Step.Of(BodyText.Set(page.Page, page.Front.BodyStart, edit.Body)));
    }
}
