package dev.wavetank.node.simulated;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.streams.Conversation;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.config.Environment;
import dev.wavetank.node.config.Volumes;
import dev.wavetank.node.files.FileTree;
import dev.wavetank.node.files.Node;
import dev.wavetank.node.network.AppConnection;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ContainerFaults;
import dev.wavetank.node.runtime.ContainerId;
import dev.wavetank.node.runtime.Listeners;
import dev.wavetank.node.runtime.Result;
import dev.wavetank.node.shell.Host;
import dev.wavetank.node.shell.Session;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/// What people do inside of a node's modelled containers: programs they run, files they leave,
/// connections they make. Costs nothing while nobody does.
///
/// Files live as long as the run of their container, those in volumes as long as the pod; programs
/// and connections end with it.
final class Insides {
    /// More than anybody opens by hand.
    private static final int SESSIONS_MAX = 100;

    private static final Comparator<ContainerId> BY_RUN =
            Comparator.comparing(ContainerId::uid)
                    .thenComparing(ContainerId::name)
                    .thenComparingInt(ContainerId::attempt);

    private final World world;
    private final Neighbourhood neighbourhood;
    private final SortedMap<String, SimulatedPod> pods;
    private final Logbook logbook;
    private final ContainerFaults ends;
    private final TreeMap<ContainerId, Node.Directory> layers = new TreeMap<>(BY_RUN);
    private final TreeMap<String, TreeMap<String, Node.Directory>> scratch = new TreeMap<>();
    private final Map<Session, Place> sessions = new LinkedHashMap<>();
    private final Map<AppConnection, String> connections = new LinkedHashMap<>();

    /// Where a program runs.
    private record Place(ContainerId id, int pid) {}

    /// @param pods the node's, by uid
    /// @param ends ends a run whose own program has ended
    Insides(
            World world,
            Neighbourhood neighbourhood,
            SortedMap<String, SimulatedPod> pods,
            Logbook logbook,
            ContainerFaults ends) {
        this.world = world;
        this.neighbourhood = neighbourhood;
        this.pods = pods;
        this.logbook = logbook;
        this.ends = ends;
    }

    Result exec(Command.Exec asked) {
        var run = running(asked.uid(), asked.container());
        var pod = run == null ? null : pod(asked.uid());
        if (run == null || pod == null) {
            return notFound(asked.container());
        } else if (sessions.size() >= SESSIONS_MAX) {
            return new Result.Failed("", "too many programs run in the containers of this node");
        }
        return new Result.Opened(
                session(run, pod, asked.argv(), asked.stdin(), asked.tty(), _ -> {}));
    }

    private static Result notFound(String container) {
        return new Result.Failed(
                "", "unable to upgrade connection: container not found (\"" + container + "\")");
    }

    /// Joins the program of a container that reads standard input, or shows what it writes.
    Result attach(Command.Attach asked) {
        var run = running(asked.uid(), asked.container());
        var pod = run == null ? null : pod(asked.uid());
        if (run == null || pod == null) {
            return notFound(asked.container());
        }
        if (asked.stdin() && Interactive.reads(run.spec())) {
            var argv =
                    Interactive.command(
                            Environment.command(
                                    run.spec(),
                                    Environment.of(pod, run.spec(), neighbourhood.cluster())));
            return new Result.Opened(
                    session(
                            run,
                            pod,
                            argv,
                            true,
                            asked.tty(),
                            code -> Interactive.ended(ends, run, code)));
        }
        return new Result.Opened(new LogAttachment(world, logbook, asked.uid(), asked.container()));
    }

    Result connect(Command.Connect asked) {
        var modelled = pods.get(asked.uid());
        var pod = pod(asked.uid());
        var answer =
                modelled == null || pod == null
                        ? Listeners.Answer.SILENT
                        : modelled.connect(asked.port(), world.now());
        if (modelled == null || pod == null || !modelled.ready) {
            return new Result.Failed("", "failed to find sandbox of pod in store: not found");
        }
        if (answer == Listeners.Answer.REFUSED) {
            return new Result.Failed(
                    "",
                    "failed to connect to localhost:"
                            + asked.port()
                            + " inside namespace of pod \""
                            + pod.meta().name()
                            + "\", IPv4: dial tcp4 127.0.0.1:"
                            + asked.port()
                            + ": connect: connection refused");
        }
        var connection =
                new AppConnection(
                        world,
                        ContainerHost.app(pod),
                        answer == Listeners.Answer.SILENT,
                        connections::remove);
        connections.put(connection, asked.uid());
        return new Result.Opened(connection);
    }

    private @Nullable SimulatedContainer running(String uid, String container) {
        var pod = pods.get(uid);
        var run = pod == null ? null : pod.latest.get(container);
        return run != null && run.running() && !run.ended() ? run : null;
    }

    private @Nullable Pod pod(String uid) {
        var modelled = pods.get(uid);
        var known =
                modelled == null
                        ? null
                        : neighbourhood
                                .cluster()
                                .table(Pod.KIND)
                                .get(modelled.identity.namespace(), modelled.identity.name());
        return known != null && known.meta().uid().equals(uid) ? known : null;
    }

    private Conversation session(
            SimulatedContainer run,
            Pod pod,
            List<String> argv,
            boolean stdin,
            boolean tty,
            IntConsumer then) {
        var id = run.id();
        var host =
                new ContainerHost(
                        world,
                        neighbourhood,
                        pod,
                        Environment.of(pod, run.spec(), neighbourhood.cluster()),
                        files(run, pod),
                        tty,
                        () -> processes(run));
        var own = new ArrayList<Session>(1);
        var session =
                new Session(
                        world,
                        host,
                        argv,
                        stdin,
                        code -> {
                            sessions.remove(own.getFirst());
                            then.accept(code);
                        });
        own.add(session);
        sessions.put(session, new Place(id, pid(id)));
        return session;
    }

    private int pid(ContainerId id) {
        int last = 1;
        for (var place : sessions.values()) {
            last = place.id().equals(id) ? Math.max(last, place.pid()) : last;
        }
        return last + 6;
    }

    private List<Host.Running> processes(SimulatedContainer run) {
        var processes = new ArrayList<Host.Running>();
        var own = Environment.command(run.spec(), new TreeMap<>());
        processes.add(
                new Host.Running(
                        1, own.isEmpty() ? image(run.spec().image()) : String.join(" ", own)));
        sessions.forEach((session, place) -> {
            if (place.id().equals(run.id())) {
                processes.add(new Host.Running(place.pid(), String.join(" ", session.argv())));
            }
        });
        return processes;
    }

    /// {@return what an image's program is called, as good a guess as any: `nginx:1.27` runs
    /// `nginx`}
    private static String image(String image) {
        String name = image.substring(image.lastIndexOf('/') + 1);
        int end = name.indexOf(name.indexOf('@') >= 0 ? '@' : ':');
        return end < 0 ? name : name.substring(0, end);
    }

    private FileTree files(SimulatedContainer run, Pod pod) {
        var since = run.startAt().wall();
        layers.keySet().removeIf(id -> older(id, run.id()));
        var layer = layers.computeIfAbsent(run.id(), _ -> ImageFiles.of(pod, run.ip(), since));
        var mounts =
                Volumes.of(
                        pod,
                        run.spec(),
                        neighbourhood.cluster(),
                        since,
                        volume ->
                                scratch.computeIfAbsent(pod.meta().uid(), _ -> new TreeMap<>())
                                        .computeIfAbsent(
                                                volume, _ -> new Node.Directory(false, since)));
        return new FileTree(layer, mounts);
    }

    private static boolean older(ContainerId one, ContainerId than) {
        return one.uid().equals(than.uid())
                && one.name().equals(than.name())
                && one.attempt() < than.attempt();
    }

    /// Ends what is inside of runs that have ended. To be called when a pod has changed.
    void sweep(String uid) {
        if (!sessions.isEmpty()) {
            end(place -> place.id().uid().equals(uid) && !lives(place.id()));
        }
        var pod = pods.get(uid);
        if (!connections.isEmpty() && (pod == null || !pod.ready)) {
            closeConnections(uid);
        }
        if (pod == null) {
            scratch.remove(uid);
            layers.keySet().removeIf(id -> id.uid().equals(uid));
        }
    }

    private boolean lives(ContainerId id) {
        var run = running(id.uid(), id.name());
        return run != null && run.id().equals(id);
    }

    /// As SIGKILL, which is what a container's programs get when it ends.
    private void end(Predicate<Place> which) {
        for (var each : List.copyOf(sessions.entrySet())) {
            if (which.test(each.getValue())) {
                each.getKey().end(SimulatedContainer.KILLED);
            }
        }
    }

    private void closeConnections(String uid) {
        for (var each : List.copyOf(connections.entrySet())) {
            if (each.getValue().equals(uid)) {
                each.getKey().end();
            }
        }
    }
}
