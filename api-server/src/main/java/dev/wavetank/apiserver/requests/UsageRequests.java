package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.core.ApiServerCore;
import dev.wavetank.apiserver.requests.Usages.Measured;
import dev.wavetank.apiserver.tables.TableWriter;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Answers GET below `/apis/metrics.k8s.io`: what nodes and pods use, as metrics-server tells it.
///
/// A node uses what the containers of its pods use together.
final class UsageRequests {
    private static final List<String> COLUMNS = List.of("Name", "cpu", "memory", "Window");

    private final ApiServerCore core;
    private final Usages usages;

    UsageRequests(ApiServerCore core, Usages usages) {
        this.core = core;
        this.usages = usages;
    }

    void answer(Call call, String verb) {
        boolean nodes = call.route().served().plural().equals("nodes");
        var form = call.form();
        Consumer<List<Usage>> then =
                verb.equals("list")
                        ? found -> call.reply(() -> list(call, form, found))
                        : found -> call.reply(() -> one(call, form, found));
        var asked = asked(call, nodes ? Node.KIND : Pod.KIND);
        if (nodes) {
            nodes(asked.stream().map(Node.class::cast).toList(), then);
        } else {
            pods(asked.stream().map(Pod.class::cast).toList(), then);
        }
    }

    /// {@return the nodes or pods of which is asked}
    private List<Resource> asked(Call call, Kind<?> kind) {
        var route = call.route();
        var table = core.writes().committed().table(kind);
        if (!route.name().isEmpty()) {
            Resource one = table.get(route.namespace(), route.name());
            return one == null ? List.of() : List.of(one);
        }
        var interest = Selection.of(kind, route, ListOptions.of(call.request(), route));
        return Selection.candidates(table, interest.query(), new Key("", "")).stream()
                .<Resource>map(each -> each)
                .filter(interest::matches)
                .toList();
    }

    private void nodes(List<Node> nodes, Consumer<List<Usage>> then) {
        var table = core.writes().committed().table(Pod.KIND);
        var asked = new TreeMap<String, List<Pod>>();
        nodes.forEach(node -> asked.put(node.meta().name(), table.on(node.meta().name())));
        Gathering.ask(
                core.world(),
                usages,
                asked,
                measured ->
                        then.accept(
                                nodes.stream()
                                        .filter(node -> measured.containsKey(node.meta().name()))
                                        .map(node ->
                                                usage(
                                                        node,
                                                        Objects.requireNonNull(
                                                                measured.get(node.meta().name()))))
                                        .toList()));
    }

    private static Usage usage(Node node, Measured measured) {
        var all = new ArrayList<Usages.Container>();
        measured.pods().values().forEach(all::addAll);
        return new Usage(node.meta(), measured.at(), measured.window(), all);
    }

    private void pods(List<Pod> pods, Consumer<List<Usage>> then) {
        var asked = new TreeMap<String, List<Pod>>();
        for (Pod pod : pods) {
            if (!pod.spec().nodeName().isEmpty()) {
                asked.computeIfAbsent(pod.spec().nodeName(), _ -> new ArrayList<>()).add(pod);
            }
        }
        Gathering.ask(
                core.world(),
                usages,
                asked,
                measured -> {
                    var found = new ArrayList<Usage>();
                    pods.forEach(pod -> add(pod, measured, found));
                    then.accept(found);
                });
    }

    private static void add(Pod pod, SortedMap<String, Measured> measured, List<Usage> found) {
        var node = measured.get(pod.spec().nodeName());
        var containers = node == null ? null : node.pods().get(pod.meta().uid());
        if (node != null && containers != null) {
            found.add(new Usage(pod.meta(), node.at(), node.window(), containers));
        }
    }

    private static Response one(Call call, Form form, List<Usage> found) {
        var route = call.route();
        if (found.isEmpty()) {
            String name =
                    route.namespace().isEmpty()
                            ? route.name()
                            : route.namespace() + "/" + route.name();
            String resource =
                    route.served().kindName().equals("NodeMetrics") ? "nodemetrics" : "podmetrics";
            throw new Rejection(
                    new Failure(
                            "NotFound",
                            resource + "." + route.served().group() + " \"" + name + "\" not found",
                            new Failure.About(route.served().group(), resource, name, ""),
                            List.of(),
                            0));
        }
        return switch (form.as()) {
            case OBJECT -> Renderer.tree(200, form, object(call, found.getFirst()));
            case TABLE -> Renderer.tree(200, form, table(form, found));
            case METADATA ->
                    Renderer.tree(
                            200,
                            form,
                            TableWriter.metadata(object(call, found.getFirst()), form.version()));
        };
    }

    private static Response list(Call call, Form form, List<Usage> found) {
        var served = call.route().served();
        return switch (form.as()) {
            case OBJECT ->
                    Renderer.tree(
                            200,
                            form,
                            listed(
                                    served.apiVersion(),
                                    served.kindName() + "List",
                                    found.stream().<Json>map(each -> object(call, each)).toList()));
            case TABLE -> Renderer.tree(200, form, table(form, found));
            case METADATA ->
                    Renderer.tree(
                            200,
                            form,
                            listed(
                                    "meta.k8s.io/" + form.version(),
                                    "PartialObjectMetadataList",
                                    found.stream()
                                            .<Json>map(each ->
                                                    TableWriter.metadata(
                                                            object(call, each), form.version()))
                                            .toList()));
        };
    }

    private static Json.Obj listed(String apiVersion, String kind, List<Json> items) {
        return Json.Obj.builder()
                .put("apiVersion", apiVersion)
                .put("items", new Json.Arr(items))
                .put("kind", kind)
                .put("metadata", Json.Obj.EMPTY)
                .build();
    }

    private static Json.Obj object(Call call, Usage usage) {
        var served = call.route().served();
        return (served.plural().equals("nodes") ? usage.node() : usage.pod())
                .with("apiVersion", served.apiVersion())
                .with("kind", served.kindName());
    }

    private static Json.Obj table(Form form, List<Usage> found) {
        var rows = new ArrayList<Json>();
        for (Usage each : found) {
            rows.add(
                    Json.Obj.builder()
                            .put("cells", each.cells())
                            .put(
                                    "object",
                                    TableWriter.metadata(
                                            Json.Obj.of("metadata", each.metadata()),
                                            form.version()))
                            .build());
        }
        return TableWriter.table(form.version(), COLUMNS, rows);
    }
}
