package dev.wavetank.cli.objects;

import static dev.wavetank.cli.api.ApiClient.query;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.api.ResourceType;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.TabStops;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.List;

/// Objects as YAML, as JSON, by their names, by a template or in the user's columns.
final class Documents {
    private final GetCommand asked;
    private final Terminal terminal;
    private final ApiClient api;
    private final String namespace;
    private final OutputFormat format;
    private boolean header;

    Documents(
            GetCommand asked,
            OutputFormat format,
            Terminal terminal,
            ApiClient api,
            String namespace) {
        this.asked = asked;
        this.format = format;
        this.header = !asked.noHeaders;
        this.terminal = terminal;
        this.api = api;
        this.namespace = namespace;
    }

    int show(List<Selection> selections) {
        int code = 0;
        var found = new ArrayList<Item>();
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

    private String find(Selection selection, List<Item> into) throws Refused {
        ResourceType type = selection.type();
        for (String name : selection.names()) {
            Json.Obj object = api.get(type.path(namespace, name));
            into.add(new Item(type, object));
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
                    new Item(
                            type,
                            ((Json.Obj) item)
                                    .with("apiVersion", type.apiVersion())
                                    .with("kind", type.kind())));
        }
        return list.object("metadata").text("resourceVersion");
    }

    private void print(List<Item> found, boolean one) {
        List<Item> items = asked.sorted(found, Item::json);
        switch (format) {
            case OutputFormat.Name _ -> items.forEach(each -> terminal.line(each.named()));
            case OutputFormat.Columns(CustomColumns columns) -> rows(columns, items);
            case OutputFormat.Document document ->
                    terminal.print(
                            document.text(
                                    one && !items.isEmpty()
                                            ? withoutManaged(items.getFirst().json())
                                            : list(items)));
            case OutputFormat.Lines _ -> throw new IllegalStateException("that is Tables' work");
        }
        terminal.flush();
    }

    private void rows(CustomColumns columns, List<Item> items) {
        var rows = new ArrayList<List<String>>();
        if (header) {
            rows.add(columns.names());
            header = false;
        }
        items.forEach(each -> rows.add(columns.cells(each.json())));
        terminal.print(TabStops.TABLE.layOut(rows));
    }

    private Json.Obj list(List<Item> items) {
        return Json.Obj.builder()
                .put("apiVersion", "v1")
                .put(
                        "items",
                        new Json.Arr(
                                items.stream()
                                        .<Json>map(each -> withoutManaged(each.json()))
                                        .toList()))
                .put("kind", "List")
                .put("metadata", Json.Obj.of("resourceVersion", new Json.Text("")))
                .build();
    }

    /// As kubectl does without `--show-managed-fields`.
    private Json.Obj withoutManaged(Json.Obj object) {
        return asked.showManaged || !object.object("metadata").has("managedFields")
                ? object
                : object.with("metadata", object.object("metadata").without("managedFields"));
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
                        if (format instanceof OutputFormat.AsYaml) {
                            terminal.line("---");
                        }
                        print(List.of(new Item(selection.type(), event.object("object"))), true);
                        return !terminal.broken();
                    });
        } catch (Refused refused) {
            throw asked.failure(refused, selection);
        }
    }
}
