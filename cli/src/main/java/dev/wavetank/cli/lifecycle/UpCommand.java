package dev.wavetank.cli.lifecycle;

import dev.wavetank.cli.clusterfile.ClusterFile;
import dev.wavetank.cli.clusterfile.ClusterPlan;
import dev.wavetank.cli.folder.ClusterFolder;
import dev.wavetank.cli.folder.CommandLock;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.folder.MachineJson;
import dev.wavetank.cli.folder.ServerLock;
import dev.wavetank.cli.folder.Settings;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.tank.Blueprint.Machine;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/// `wavetank up`: a cluster starts, or starts again.
@Command(
        name = "up",
        description = {
            "Starts a cluster in the background and returns when its nodes are Ready. A cluster"
                    + " that",
            "was stopped, however it ended, comes back with all that was in it. kubectl is set to",
            "talk to it (context wavetank-<name>)."
        },
        footer = {
            "%nExamples:",
            "  wavetank up                                three nodes of 4 CPU and 8Gi",
            "  wavetank up --nodes 50 --node-cpu 16       a bigger one",
            "  wavetank up --name staging                 a second cluster beside the first",
            "  wavetank up --speed 10                     its clock runs ten times as fast",
            "  wavetank up --runtime docker               its containers are real ones",
            "  wavetank up --config cluster.yaml          nodes of several kinds, also kind's file"
        })
public final class UpCommand implements Callable<Integer> {
    private static final int NODES_MAX = 10_000;
    private static final int SPEED_MAX = 100;

    /// A node with less could run nothing.
    private static final Quantity CPU_MIN = Quantity.of("10m");

    private static final Quantity MEMORY_MIN = Quantity.of("1Mi");

    private final Terminal terminal;
    private final Home home;

    @Option(
            names = "--name",
            paramLabel = "CLUSTER",
            description = "the cluster; default, if not given")
    @Nullable String name;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = {
                "what the cluster is made of: groups of nodes with their capacity, labels, taints",
                "and zones; kind's Cluster is one, too (docs/command.md)"
            })
    @Nullable Path config;

    @Option(
            names = "--nodes",
            paramLabel = "COUNT",
            description = "how many nodes (3, or as many as last time)")
    @Nullable Integer nodes;

    @Option(
            names = "--node-cpu",
            paramLabel = "CORES",
            description = "what each node offers: 4, 500m (4, or as last time)")
    @Nullable String cpu;

    @Option(
            names = "--node-memory",
            paramLabel = "BYTES",
            description = "what each node offers: 8Gi, 512Mi (8Gi, or as last time)")
    @Nullable String memory;

    @Option(
            names = "--runtime",
            paramLabel = "RUNTIME",
            description = "what runs the containers: simulated or docker (as last time)")
    @Nullable String runtime;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "write the context into this file only, not into the one kubectl uses")
    @Nullable String kubeconfig;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "of the HTTPS API on 127.0.0.1 (that of last time, else any free one)")
    @Nullable Integer port;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description = "how long to wait until the nodes are Ready: 60s, 2m (60s, if not given)")
    String wait = "60s";

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            description =
                    "how many seconds pass in the cluster in a real one, 1 to 100; clients"
                            + " then read ages wrong (1, or as last time)")
    @Nullable Integer speed;

    @Option(
            names = "--foreground",
            description = "stay, show the server's log, and stop the cluster at Ctrl-C")
    boolean foreground;

    public UpCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.home = home;
    }

    @Override
    public Integer call() {
        Duration limit = Waiting.parse("--wait", wait);
        ClusterFile file = config == null ? null : read(config);
        if (file != null) {
            file.warnings().forEach(terminal::note);
        }
        String named = file == null ? null : file.plan().name();
        String cluster =
                Objects.requireNonNullElse(
                        name, Objects.requireNonNullElse(named, Home.DEFAULT_CLUSTER));
        ClusterFolder folder = home.cluster(cluster);
        Settings stored = folder.settings();
        Settings last = stored == null ? Settings.DEFAULT : stored;
        Settings settings = realistic(chosen(file == null ? last : planned(file.plan(), last)));
        try (var lock = CommandLock.take(folder)) {
            if (ServerLock.holder(folder).isPresent()) {
                return alreadyRunning(folder, settings, stored == null ? settings : stored);
            }
            folder.create();
            folder.keep(settings);
            var start = new Start(terminal, folder, settings, stored, port != null, limit);
            return foreground ? start.inForeground(lock) : start.inBackground();
        }
    }

    private ClusterFile read(Path file) {
        if (nodes != null || cpu != null || memory != null || runtime != null) {
            throw Failure.usage(
                    "--config excludes --nodes, --node-cpu, --node-memory and --runtime",
                    "the file says all about the nodes");
        }
        return ClusterFile.read(file, name == null ? Home.DEFAULT_CLUSTER : name);
    }

    private static Settings planned(ClusterPlan plan, Settings last) {
        return new Settings(
                plan.machines(),
                plan.speed(),
                plan.port() == 0 ? last.port() : plan.port(),
                last.kubeconfig());
    }

    private Settings chosen(Settings last) {
        return new Settings(
                nodes == null && cpu == null && memory == null ? last.machines() : machines(last),
                inRange("--speed", speed, last.speed(), 1, SPEED_MAX),
                inRange("--port", port, last.port(), 0, 65_535),
                kubeconfig == null ? last.kubeconfig() : file(kubeconfig));
    }

    private Settings realistic(Settings settings) {
        try {
            var result = runtime == null ? settings : settings.with(MachineJson.runtime(runtime));
            if (result.real() && result.speed() != 1) {
                throw Failure.usage(
                        "real containers cannot run " + result.speed() + " times as fast",
                        "leave out --speed, or use --runtime simulated");
            }
            return result;
        } catch (Malformed unknown) {
            throw Failure.usage(
                    "--runtime \"" + runtime + "\" is none", "allowed are simulated and docker");
        }
    }

    private List<Machine> machines(Settings last) {
        if (!last.uniform()) {
            throw Failure.usage(
                    "the nodes of this cluster are of different kinds",
                    "change them by --config FILE, or by wavetank node add and node rm");
        }
        return Settings.equal(
                        inRange("--nodes", nodes, last.nodes(), 1, NODES_MAX),
                        quantity("--node-cpu", cpu, CPU_MIN, last.first().cpu()),
                        quantity("--node-memory", memory, MEMORY_MIN, last.first().memory()))
                .stream()
                .map(each -> each.with(last.first().runtime()))
                .toList();
    }

    private static String file(String kubeconfig) {
        Path path = Path.of(kubeconfig).toAbsolutePath().normalize();
        if (kubeconfig.isBlank() || Files.isDirectory(path)) {
            throw Failure.usage(
                    "--kubeconfig \"" + kubeconfig + "\" is no file",
                    "name the file that shall have the context, which need not exist");
        }
        return path.toString();
    }

    private static int inRange(String option, @Nullable Integer given, int last, int min, int max) {
        if (given == null) {
            return last;
        }
        if (given < min || given > max) {
            throw Failure.usage(
                    option + " " + given + " is out of range", "allowed are " + min + " to " + max);
        }
        return given;
    }

    private static Quantity quantity(
            String option, @Nullable String given, Quantity least, Quantity last) {
        if (given == null) {
            return last;
        }
        try {
            Quantity quantity = Quantity.of(given);
            if (quantity.compareTo(least) >= 0) {
                return quantity;
            }
            throw Failure.usage(
                    option + " " + given + " is too little",
                    "at least "
                            + least.text()
                            + (given.endsWith("m") ? "; m means thousandths" : ""));
        } catch (Malformed notOne) {
            // Said below, with what is allowed.
        }
        throw Failure.usage(
                option + " \"" + given + "\" is no amount",
                option.equals("--node-cpu")
                        ? "write cores as 4, 1.5 or 500m"
                        : "write bytes as 8Gi, 512Mi or 1G");
    }

    private int alreadyRunning(ClusterFolder folder, Settings asked, Settings running) {
        if (!asked.equals(running)) {
            throw Failure.of(
                    "cluster "
                            + folder.name()
                            + " is running with other settings: "
                            + running.describe(),
                    "to change them: "
                            + Start.command("wavetank down", folder)
                            + ", then this command again");
        }
        terminal.line("cluster " + folder.name() + " is already running: " + running.describe());
        Start.next(terminal, folder);
        return 0;
    }
}
