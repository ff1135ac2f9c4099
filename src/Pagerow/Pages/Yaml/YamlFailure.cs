namespace Pagerow.Pages.Yaml;

/// <summary>Where, in the page, the YAML library gave up, and its words.</summary>
readonly record struct YamlFailure(int Offset, string Message);
