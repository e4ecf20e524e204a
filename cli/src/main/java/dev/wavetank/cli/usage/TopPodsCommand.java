package dev.wavetank.cli.usage;

import static dev.wavetank.cli.api.ApiClient.query;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.objects.Choice;
import dev.wavetank.cli.terminal.TabStops;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `wavetank top pods`: what pods use.
@Command(
        name = "top pods",
        description = "Shows how much CPU and memory pods use, or each of their containers.",
        footer = {
            "%nExamples:",
            "  wavetank top pods",
            "  wavetank top pods -A --sort-by memory",
            "  wavetank top pods --containers"
        })
public final class TopPodsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final Choice choice;

    @Mixin final Order order = new Order();

    @Parameters(arity = "0..*", paramLabel = "POD", description = "only these")
    List<String> names = new ArrayList<>();

    @Option(names = "--containers", description = "a line for each container")
    boolean containers;

    public TopPodsCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.choice = new Choice(home);
    }

    @Override
    public Integer call() {
        try (ApiClient api = choice.open()) {
            List<Measured> pods = pods(api);
            if (pods.isEmpty()) {
                terminal.note(choice.nothing());
                return 0;
            }
            var rows = new ArrayList<List<String>>();
            rows.add(row("NAMESPACE", "POD", "NAME", "CPU(cores)", "MEMORY(bytes)"));
            order.sorted(pods, Measured::sum).forEach(pod -> addRows(pod, rows));
            terminal.print(TabStops.TABLE.layOut(rows));
            return 0;
        } catch (Refused refused) {
            throw Usage.failure(refused);
        }
    }

    /// A pod's usage, in all and by container.
    private record Measured(Usage sum, List<Usage> parts) {}

    private List<Measured> pods(ApiClient api) throws Refused {
        String in = choice.namespace().isEmpty() ? "" : "/namespaces/" + choice.namespace();
        String path = Usage.METRICS + in + "/pods" + query("labelSelector", choice.labels());
        var pods = new ArrayList<Measured>();
        for (Json each : api.get(path).array("items")) {
            var metrics = (Json.Obj) each;
            Usage sum = Usage.of(metrics, Json.Obj.EMPTY);
            var parts = new ArrayList<Usage>();
            for (Json container : metrics.array("containers")) {
                Json.Obj usage = ((Json.Obj) container).object("usage");
                sum = sum.plus(Usage.of(metrics, usage));
                parts.add(
                        new Usage(
                                sum.namespace(),
                                ((Json.Obj) container).text("name"),
                                Usage.amount(usage, "cpu"),
                                Usage.amount(usage, "memory")));
            }
            if (names.isEmpty() || names.contains(sum.name())) {
                pods.add(new Measured(sum, parts));
            }
        }
        return pods;
    }

    private void addRows(Measured pod, List<List<String>> rows) {
        Usage sum = pod.sum();
        if (!containers) {
            rows.add(row(sum.namespace(), "", sum.name(), sum.cpu(), sum.memory()));
            return;
        }
        for (Usage each : pod.parts()) {
            rows.add(row(sum.namespace(), sum.name(), each.name(), each.cpu(), each.memory()));
        }
    }

    private List<String> row(String namespace, String pod, String... cells) {
        var row = new ArrayList<String>();
        if (choice.namespace().isEmpty()) {
            row.add(namespace);
        }
        if (containers) {
            row.add(pod);
        }
        row.addAll(List.of(cells));
        return row;
    }
}
