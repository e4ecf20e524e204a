package dev.wavetank.cli.events;

import static dev.wavetank.cli.api.ApiClient.query;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.ClusterOption;
import dev.wavetank.cli.api.Discovery;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.api.ResourceType;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.objects.Following;
import dev.wavetank.cli.objects.Selection;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/// `wavetank events`: what happened lately, oldest first.
@Command(
        name = "events",
        description = {
            "Shows what happened lately, oldest first: what the scheduler, the controllers and the",
            "nodes told about the objects they work on. Events are kept for an hour."
        },
        footer = {
            "%nExamples:",
            "  wavetank events",
            "  wavetank events --for pod/web-1          of one object",
            "  wavetank events -A --types Warning       everywhere, only what went wrong",
            "  wavetank events --watch                  stay, and show what happens"
        })
public final class EventsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final ClusterOption cluster;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "look there; if not given, in default")
    String namespace = "default";

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "look in all namespaces")
    boolean everywhere;

    @Option(names = "--for", paramLabel = "TYPE/NAME", description = "only those of this object")
    String of = "";

    @Option(
            names = "--types",
            split = ",",
            paramLabel = "TYPE",
            description = "only those of these types: Normal, Warning")
    List<String> types = new ArrayList<>();

    @Option(
            names = {"-w", "--watch"},
            description = "stay, and show what happens until Ctrl-C")
    boolean watch;

    @Option(names = "--no-headers", description = "leave out the names of the columns")
    boolean noHeaders;

    public EventsCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.cluster = new ClusterOption(home);
    }

    @Override
    public Integer call() {
        try (ApiClient api = cluster.open()) {
            String path =
                    everywhere ? "/api/v1/events" : "/api/v1/namespaces/" + namespace + "/events";
            String fields = of.isEmpty() ? "" : fields(api);
            var printer = new EventLines(terminal, everywhere, !noHeaders);
            if (watch) {
                new Following(api, path, "", fields).run(null, new Sink(printer));
                return 0;
            }
            var events = wanted(api.get(path + query("fieldSelector", fields)));
            if (events.isEmpty()) {
                terminal.note(
                        everywhere
                                ? "No events found."
                                : "No events found in " + namespace + " namespace.");
                return 0;
            }
            printer.print(events);
            return 0;
        } catch (Refused refused) {
            throw refused.failure("correct it and run this again");
        }
    }

    private String fields(ApiClient api) {
        Selection selection = Selection.one(of, Discovery.of(api));
        ResourceType type = selection.type();
        return "involvedObject.kind="
                + type.kind()
                + ",involvedObject.name="
                + selection.names().getFirst();
    }

    private List<Json.Obj> wanted(Json.Obj list) {
        var events = new ArrayList<Json.Obj>();
        for (Json each : list.array("items")) {
            var event = (Json.Obj) each;
            if (isWanted(event)) {
                events.add(event);
            }
        }
        events.sort(Comparator.comparing(EventLines::last));
        return events;
    }

    private boolean isWanted(Json.Obj event) {
        String type = event.text("type").toLowerCase(Locale.ROOT);
        return types.isEmpty()
                || types.stream().anyMatch(each -> each.toLowerCase(Locale.ROOT).equals(type));
    }

    /// Prints each state of an event once.
    private final class Sink implements Following.Sink {
        private final EventLines printer;
        private final TreeSet<String> seen = new TreeSet<>();

        Sink(EventLines printer) {
            this.printer = printer;
        }

        @Override
        public boolean start(Json.Obj list) {
            var fresh = new ArrayList<Json.Obj>();
            for (Json.Obj each : wanted(list)) {
                if (isNew(each)) {
                    fresh.add(each);
                }
            }
            printer.print(fresh);
            return !terminal.broken();
        }

        @Override
        public boolean next(String type, Json.Obj event) {
            if (!type.equals("DELETED") && isWanted(event) && isNew(event)) {
                printer.print(List.of(event));
            }
            return !terminal.broken();
        }

        private boolean isNew(Json.Obj event) {
            Json.Obj meta = event.object("metadata");
            return seen.add(meta.text("uid") + "/" + meta.text("resourceVersion"));
        }
    }
}
