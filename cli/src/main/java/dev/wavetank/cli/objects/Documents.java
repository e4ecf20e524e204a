package dev.wavetank.cli.objects;

import static dev.wavetank.cli.api.ApiClient.query;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.api.ResourceType;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Yaml;

import java.util.ArrayList;
import java.util.List;

/// Objects as YAML, as JSON or by their names.
final class Documents {
    private final GetCommand asked;
    private final Terminal terminal;
    private final ApiClient api;
    private final String namespace;

    Documents(GetCommand asked, Terminal terminal, ApiClient api, String namespace) {
        this.asked = asked;
        this.terminal = terminal;
        this.api = api;
        this.namespace = namespace;
    }

    private record Found(ResourceType type, Json.Obj object) {}

    int show(List<Selection> selections) {
        int code = 0;
        var found = new ArrayList<Found>();
        boolean one = selections.stream().mapToInt(each -> each.names().size()).sum() == 1;
        String revision = "";
        for (Selection selection : selections) {
            try {
                revision = find(selection, found);
            } catch (Refused refused) {
                Failure failure = asked.failure(refused, selection);
                terminal.failure(failure.happened(), failure.remedy());
                code = failure.exitCode();
            }
        }
        if (code == 0 || !found.isEmpty()) {
            print(found, one);
        }
        if (asked.watch && code == 0) {
            watch(selections.getFirst(), revision);
        }
        return code;
    }

    private String find(Selection selection, List<Found> into) throws Refused {
        ResourceType type = selection.type();
        for (String name : selection.names()) {
            Json.Obj object = api.get(type.path(namespace, name));
            into.add(new Found(type, object));
            if (asked.watch) {
                return object.object("metadata").text("resourceVersion");
            }
        }
        if (!selection.names().isEmpty()) {
            return "";
        }
        String selectors = query("labelSelector", asked.labels, "fieldSelector", asked.fields);
        Json.Obj list = api.get(type.path(namespace) + selectors);
        for (Json item : list.array("items")) {
            into.add(
                    new Found(
                            type,
                            ((Json.Obj) item)
                                    .with("apiVersion", type.apiVersion())
                                    .with("kind", type.kind())));
        }
        return list.object("metadata").text("resourceVersion");
    }

    private void print(List<Found> found, boolean one) {
        if (asked.format.equals("name")) {
            found.forEach(each -> print(each.type(), each.object()));
        } else if (one && !found.isEmpty()) {
            print(found.getFirst().type(), found.getFirst().object());
        } else {
            document(
                    Json.Obj.builder()
                            .put("apiVersion", "v1")
                            .put(
                                    "items",
                                    new Json.Arr(found.stream().<Json>map(Found::object).toList()))
                            .put("kind", "List")
                            .put("metadata", Json.Obj.of("resourceVersion", new Json.Text("")))
                            .build());
        }
        terminal.flush();
    }

    private void print(ResourceType type, Json.Obj object) {
        if (asked.format.equals("name")) {
            terminal.line(type.named(object.object("metadata").text("name")));
        } else {
            document(
                    object.object("metadata").has("managedFields")
                            ? withoutManaged(object)
                            : object);
        }
    }

    /// As kubectl does without `--show-managed-fields`.
    private static Json.Obj withoutManaged(Json.Obj object) {
        return object.with("metadata", object.object("metadata").without("managedFields"));
    }

    private void document(Json.Obj object) {
        terminal.print(
                asked.format.equals("json") ? JsonText.pretty(object) + "\n" : Yaml.write(object));
    }

    private void watch(Selection selection, String revision) {
        String name =
                selection.names().isEmpty() ? "" : "metadata.name=" + selection.names().getFirst();
        String target =
                selection.type().path(namespace)
                        + query(
                                "watch",
                                "true",
                                "resourceVersion",
                                revision,
                                "labelSelector",
                                asked.labels,
                                "fieldSelector",
                                name.isEmpty() ? asked.fields : name);
        try {
            api.watch(
                    target,
                    "application/json",
                    event -> {
                        if (event.text("type").equals("ERROR")) {
                            throw Failure.of(
                                    event.object("object").text("message"), "run this again");
                        }
                        if (asked.format.equals("yaml")) {
                            terminal.line("---");
                        }
                        print(selection.type(), event.object("object"));
                        terminal.flush();
                        return !terminal.broken();
                    });
        } catch (Refused refused) {
            throw asked.failure(refused, selection);
        }
    }
}
