package dev.wavetank.cli.jsonpath;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A template of kubectl's JSONPath.
///
/// The rules are those of k8s.io/client-go/util/jsonpath, which differ from RFC 9535: text stands
/// outside of braces, a dot in a name is escaped by a backslash, `range` and `end` repeat what is
/// between them, and several results are separated by a space.
public final class JsonPath {
    private final List<Part> parts;

    private JsonPath(List<Part> parts) {
        this.parts = parts;
    }

    /// {@return the template in this text}
    ///
    /// @throws Malformed when it is none
    public static JsonPath template(String text) {
        return new JsonPath(TemplateReader.template(text));
    }

    /// {@return the path in this text, whose braces and first dot may be left out: `spec.nodeName`}
    ///
    /// @throws Malformed when it is none
    public static JsonPath path(String text) {
        String inside =
                text.startsWith("{") && text.endsWith("}")
                        ? text.substring(1, text.length() - 1)
                        : text;
        if (inside.isBlank() || inside.contains("{") || inside.contains("}")) {
            throw new Malformed(
                    "unexpected path string, expected a 'name1.name2' or '.name1.name2' or"
                            + " '{name1.name2}' or '{.name1.name2}'");
        }
        String dotted = "$@.[".indexOf(inside.charAt(0)) >= 0 ? inside : "." + inside;
        return template("{" + dotted + "}");
    }

    /// {@return what the paths lead to, one list for each part that is no text}
    ///
    /// @throws Malformed when a path does not fit the value
    public List<Json> find(Json value) {
        var found = new ArrayList<Json>();
        find(parts, value, found);
        return found;
    }

    private static void find(List<Part> parts, Json value, List<Json> into) {
        for (Part part : parts) {
            switch (part) {
                case Part.Words _ -> {}
                case Part.Path(List<Step> steps) -> into.addAll(Walk.along(steps, value));
                case Part.Range(List<Step> steps, List<Part> body) ->
                        Walk.along(steps, value).forEach(each -> find(body, each, into));
            }
        }
    }

    /// {@return the template filled with a value; what is not there is left out}
    ///
    /// @throws Malformed when a path does not fit the value
    public String text(Json value) {
        var text = new StringBuilder();
        print(parts, value, text);
        return text.toString();
    }

    private static void print(List<Part> parts, Json value, StringBuilder into) {
        for (Part part : parts) {
            switch (part) {
                case Part.Words(String words) -> into.append(words);
                case Part.Path(List<Step> steps) ->
                        into.append(
                                Walk.along(steps, value).stream()
                                        .map(JsonPath::inOutput)
                                        .collect(Collectors.joining(" ")));
                case Part.Range(List<Step> steps, List<Part> body) ->
                        Walk.along(steps, value).forEach(each -> print(body, each, into));
            }
        }
    }

    private static String inOutput(Json value) {
        return value instanceof Json.Text(String inner) ? inner : value.toString();
    }
}
