using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Pagerow.Cli.Configuration.Forms;

namespace Pagerow.Cli.Configuration;

/// <summary>The JSON schema of <c>pagerow.yaml</c>, written from the forms by which it is read, so that editors can complete and check it.</summary>
public static class ConfigurationSchema
{
    static readonly ImmutableArray<Form> Named = [CollectionForm.Form, ColumnForm.Form, ConflictsForm.Form, TasksForm.Form];

    /// <summary>The schema, indented, with a final newline.</summary>
    public static string Write()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            json.WriteString("title", ConfigurationFile.Name);
            Body(json, RootForm.Form);
            json.WriteStartObject("$defs");
            foreach (var form in Named)
            {
                json.WriteStartObject(Id(form));
                Body(json, form);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    static string Id(Form form) => form.Name.Split(' ')[^1].Trim('\'');

    static void Body(Utf8JsonWriter json, Form form)
    {
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (var key in form.Keys)
        {
            json.WriteStartObject(key.Name);
            json.WriteString("description", key.About);
            Write(json, key.Shape);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (!form.Required.IsEmpty)
            Strings(json, "required", form.Required.Select(k => k.Name));
        json.WriteBoolean("additionalProperties", false);
    }

    static void Write(Utf8JsonWriter json, Shape shape)
    {
        switch (shape)
        {
            case Shape.Text:
                Strings(json, "type", ["string", "number", "boolean"]);
                break;
            case Shape.Flag:
                json.WriteString("type", "boolean");
                break;
            case Shape.WholeNumber:
                json.WriteString("type", "integer");
                json.WriteNumber("minimum", 0);
                break;
            case Shape.Choice choice:
                Strings(json, "enum", choice.Options);
                break;
            case Shape.List list:
                json.WriteString("type", "array");
                Nested(json, "items", list.Item);
                break;
            case Shape.Map map:
                json.WriteString("$ref", $"#/$defs/{Id(map.Form)}");
                break;
            case Shape.MapOf map:
                json.WriteString("type", "object");
                Nested(json, "additionalProperties", map.Value);
                break;
            case Shape.Either either:
                Alternatives(json, either);
                break;
        }
    }

    static void Alternatives(Utf8JsonWriter json, Shape.Either either)
    {
        json.WriteStartArray("anyOf");
        foreach (var shape in either.Shapes)
        {
            json.WriteStartObject();
            Write(json, shape);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void Nested(Utf8JsonWriter json, string name, Shape shape)
    {
        json.WriteStartObject(name);
        Write(json, shape);
        json.WriteEndObject();
    }

    static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
