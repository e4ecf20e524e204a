package dev.wavetank.cli.usage;

import static dev.wavetank.cli.api.ApiClient.query;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.ClusterOption;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.terminal.TabStops;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;

/// `wavetank top nodes`: what nodes use of what they have.
@Command(
        name = "top nodes",
        description = "Shows how much CPU and memory nodes use, and how much of theirs that is.",
        footer = {
            "%nExamples:",
            "  wavetank top nodes",
            "  wavetank top nodes node-1 --sort-by cpu"
        })
public final class TopNodesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final ClusterOption cluster;

    @Mixin final Order order = new Order();

    @Parameters(arity = "0..*", paramLabel = "NODE", description = "only these")
    List<String> names = new ArrayList<>();

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "LABELS",
            description = "only nodes with these labels")
    String labels = "";

    public TopNodesCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.cluster = new ClusterOption(home);
    }

    @Override
    public Integer call() {
        try (ApiClient api = cluster.open()) {
            var room = new TreeMap<String, Json.Obj>();
            for (Json each : api.get("/api/v1/nodes").array("items")) {
                var node = (Json.Obj) each;
                room.put(
                        node.object("metadata").text("name"),
                        node.object("status").object("allocatable"));
            }
            var used = new ArrayList<Usage>();
            String path = Usage.METRICS + "/nodes" + query("labelSelector", labels);
            for (Json each : api.get(path).array("items")) {
                var usage = Usage.of((Json.Obj) each, ((Json.Obj) each).object("usage"));
                if (names.isEmpty() || names.contains(usage.name())) {
                    used.add(usage);
                }
            }
            var rows = new ArrayList<List<String>>();
            rows.add(List.of("NAME", "CPU(cores)", "CPU(%)", "MEMORY(bytes)", "MEMORY(%)"));
            for (Usage usage : order.sorted(used, Function.identity())) {
                Json.Obj all = room.getOrDefault(usage.name(), Json.Obj.EMPTY);
                rows.add(
                        List.of(
                                usage.name(),
                                usage.cpu(),
                                usage.cpuShare(all),
                                usage.memory(),
                                usage.memoryShare(all)));
            }
            terminal.print(TabStops.TABLE.layOut(rows));
            return 0;
        } catch (Refused refused) {
            throw Usage.failure(refused);
        }
    }
}
