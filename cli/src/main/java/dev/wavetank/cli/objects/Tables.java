package dev.wavetank.cli.objects;

import static dev.wavetank.cli.api.ApiClient.query;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.List;

/// Objects in lines: the server makes the cells, [TableText] lays them out.
final class Tables {
    /// kubectl's size of a page.
    private static final String PAGE = "500";

    private final GetCommand asked;
    private final boolean wide;
    private final Terminal terminal;
    private final ApiClient api;
    private final String namespace;
    private boolean printed;

    Tables(GetCommand asked, boolean wide, Terminal terminal, ApiClient api, String namespace) {
        this.asked = asked;
        this.wide = wide;
        this.terminal = terminal;
        this.api = api;
        this.namespace = namespace;
    }

    int show(List<Selection> selections) {
        int code = 0;
        boolean several = selections.size() > 1;
        for (Selection selection : selections) {
            var text =
                    new TableText(
                            wide,
                            asked.everywhere && selection.type().namespaced(),
                            asked.showLabels,
                            several ? selection.type().named("") : "");
            try {
                code = Math.max(code, show(selection, text, several));
            } catch (Refused refused) {
                Failure failure = asked.failure(refused, selection);
                terminal.failure(failure.happened(), failure.remedy());
                code = failure.exitCode();
            }
        }
        if (!printed && code == 0) {
            boolean namespaced = selections.getFirst().type().namespaced() && !namespace.isEmpty();
            terminal.note(
                    namespaced
                            ? "No resources found in " + namespace + " namespace."
                            : "No resources found");
        }
        return code;
    }

    private int show(Selection selection, TableText text, boolean several) throws Refused {
        boolean header = !asked.noHeaders;
        if (selection.names().isEmpty() || asked.watch) {
            String revision = list(selection, text, header, several);
            if (asked.watch) {
                watch(selection, text, revision);
            }
            return 0;
        }
        int code = 0;
        for (String name : selection.names()) {
            try {
                String path = selection.type().path(namespace, name);
                print(text.lines(api.get(path, ApiClient.TABLE), header), false);
                header = false;
            } catch (Refused refused) {
                Failure failure = asked.failure(refused, selection);
                terminal.failure(failure.happened(), failure.remedy());
                code = failure.exitCode();
            }
        }
        return code;
    }

    private String list(Selection selection, TableText text, boolean header, boolean several)
            throws Refused {
        String path = selection.type().path(namespace);
        String next = "";
        var rows = new ArrayList<Json>();
        Json.Obj table;
        do {
            String page =
                    query(
                            "limit",
                            PAGE,
                            "continue",
                            next,
                            "includeObject",
                            asked.sortBy.isEmpty() ? "" : "Object",
                            "labelSelector",
                            asked.labels,
                            "fieldSelector",
                            fields(selection));
            table = api.get(path + page, ApiClient.TABLE);
            rows.addAll(table.array("rows"));
            next = table.object("metadata").text("continue");
        } while (!next.isEmpty());
        if (!selection.names().isEmpty() && rows.isEmpty()) {
            // Watching one object that is not there would stay silent for ever.
            api.get(selection.type().path(namespace, selection.names().getFirst()));
        }
        if (!rows.isEmpty() || asked.watch) {
            List<Json> sorted = asked.sorted(rows, row -> ((Json.Obj) row).object("object"));
            print(text.lines(table.with("rows", new Json.Arr(sorted)), header), several);
        }
        return table.object("metadata").text("resourceVersion");
    }

    private void watch(Selection selection, TableText text, String revision) throws Refused {
        String from = revision;
        while (true) {
            String target =
                    selection.type().path(namespace)
                            + query(
                                    "watch",
                                    "true",
                                    "resourceVersion",
                                    from,
                                    "labelSelector",
                                    asked.labels,
                                    "fieldSelector",
                                    fields(selection));
            var last = new String[] {from};
            api.watch(
                    target,
                    ApiClient.TABLE,
                    event -> {
                        String type = event.text("type");
                        if (type.equals("ERROR")) {
                            throw Failure.of(
                                    event.object("object").text("message"), "run this again");
                        }
                        Json.Obj table = event.object("object");
                        for (Json row : table.array("rows")) {
                            last[0] =
                                    ((Json.Obj) row)
                                            .object("object")
                                            .object("metadata")
                                            .text("resourceVersion");
                        }
                        if (!type.equals("BOOKMARK")) {
                            print(text.lines(table, false), false);
                        }
                        return !terminal.broken();
                    });
            if (terminal.broken()) {
                return;
            }
            from = last[0].isEmpty() ? from : last[0];
        }
    }

    private String fields(Selection selection) {
        return selection.names().isEmpty()
                ? asked.fields
                : "metadata.name=" + selection.names().getFirst();
    }

    private void print(List<String> lines, boolean apart) {
        if (apart && printed) {
            terminal.line("");
        }
        lines.forEach(terminal::line);
        terminal.flush();
        printed |= !lines.isEmpty();
    }
}
