package dev.wavetank.cli.objects;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.ClusterOption;
import dev.wavetank.cli.api.Discovery;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/// `wavetank get`: objects as a table, as YAML or as JSON.
@Command(
        name = "get",
        description = "Shows objects: one line for each, or all there is to know.",
        footer = {
            "%nExamples:",
            "  wavetank get nodes",
            "  wavetank get pods -o wide            where each one runs",
            "  wavetank get deploy,svc -A           in all namespaces",
            "  wavetank get pod/web-1 -o yaml       everything about one",
            "  wavetank get pods -l app=web -w      stay, and show every change",
            "  wavetank get pods --sort-by .spec.nodeName",
            "  wavetank get pods -o jsonpath='{.items[*].metadata.name}'",
            "  wavetank get pods -o custom-columns=NAME:.metadata.name,NODE:.spec.nodeName"
        })
public final class GetCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final ClusterOption cluster;

    @Parameters(
            arity = "1..*",
            paramLabel = "TYPE [NAME...] | TYPE/NAME",
            description = "pods, deploy, svc, ...; several types with commas")
    List<String> words = new ArrayList<>();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "look there; if not given, in default")
    String namespace = "default";

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "look in all namespaces")
    boolean everywhere;

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "LABELS",
            description = "only objects with these labels: app=web,tier!=db")
    String labels = "";

    @Option(
            names = "--field-selector",
            paramLabel = "FIELDS",
            description = "only objects with these fields: status.phase=Pending")
    String fields = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = {
                "wide, yaml, json, name, jsonpath=TEMPLATE, or",
                "custom-columns=NAME:PATH,..."
            })
    String format = "";

    @Option(
            names = {"-w", "--watch"},
            description = "stay, and show every change until Ctrl-C")
    boolean watch;

    @Option(names = "--show-labels", description = "show the labels in a last column")
    boolean showLabels;

    @Option(
            names = "--sort-by",
            paramLabel = "PATH",
            description = "in the order of this field: .metadata.creationTimestamp")
    String sortBy = "";

    @Option(names = "--show-managed-fields", description = "show who set which field, too")
    boolean showManaged;

    private @Nullable SortOrder order;

    @Option(names = "--no-headers", description = "leave out the names of the columns")
    boolean noHeaders;

    public GetCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.cluster = new ClusterOption(home);
    }

    @Override
    public Integer call() {
        OutputFormat chosen = OutputFormat.read(format);
        if (!sortBy.isEmpty()) {
            order = SortOrder.read(sortBy);
        }
        try (ApiClient api = cluster.open()) {
            List<Selection> selections = Selection.of(words, Discovery.of(api));
            check(selections);
            String in = everywhere ? "" : namespace;
            return chosen instanceof OutputFormat.Lines(boolean wide)
                    ? new Tables(this, wide, terminal, api, in).show(selections)
                    : new Documents(this, chosen, terminal, api, in).show(selections);
        }
    }

    /// {@return these in the order that the user wants}
    <T> List<T> sorted(List<T> items, Function<T, Json.Obj> object) {
        return order == null ? items : order.sorted(items, object);
    }

    private void check(List<Selection> selections) {
        boolean named = selections.stream().anyMatch(each -> !each.names().isEmpty());
        if (named && everywhere) {
            throw Failure.usage(
                    "an object cannot be found by its name in all namespaces at once",
                    "say in which one: -n NAMESPACE");
        }
        if (named && !(labels + fields).isEmpty()) {
            throw Failure.usage(
                    "names and selectors exclude each other", "use either a name or -l");
        }
        if (watch && (selections.size() > 1 || selections.getFirst().names().size() > 1)) {
            throw Failure.usage(
                    "only one type or one object can be watched at a time",
                    "open another terminal for the other one");
        }
    }

    /// {@return the refusal as a failure that knows what was looked for}
    Failure failure(Refused refused, Selection selection) {
        String list =
                "wavetank get "
                        + selection.type().plural()
                        + (selection.type().namespaced() ? " -A" : "");
        return refused.failure(
                refused.notFound()
                        ? "see what there is: " + list
                        : "correct it and run this again; help: wavetank get --help");
    }
}
