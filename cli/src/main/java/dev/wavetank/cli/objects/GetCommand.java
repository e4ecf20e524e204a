package dev.wavetank.cli.objects;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.ClusterOption;
import dev.wavetank.cli.api.Discovery;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

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
            "  wavetank get pods -l app=web -w      stay, and show every change"
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
            description = "wide, yaml, json or name")
    String format = "";

    @Option(
            names = {"-w", "--watch"},
            description = "stay, and show every change until Ctrl-C")
    boolean watch;

    @Option(names = "--show-labels", description = "show the labels in a last column")
    boolean showLabels;

    @Option(names = "--no-headers", description = "leave out the names of the columns")
    boolean noHeaders;

    public GetCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.cluster = new ClusterOption(home);
    }

    @Override
    public Integer call() {
        if (!List.of("", "wide", "yaml", "json", "name").contains(format)) {
            throw Failure.usage(
                    "unknown output format \"" + format + "\"",
                    "formats are: wide, yaml, json, name");
        }
        try (ApiClient api = cluster.open()) {
            List<Selection> selections = Selection.of(words, Discovery.of(api));
            check(selections);
            String in = everywhere ? "" : namespace;
            if (format.isEmpty() || format.equals("wide")) {
                return new Tables(this, terminal, api, in).show(selections);
            }
            return new Documents(this, terminal, api, in).show(selections);
        }
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
