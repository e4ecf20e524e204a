package dev.wavetank.node.simulated;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ContainerFaults;
import dev.wavetank.node.runtime.ContainerId;
import dev.wavetank.node.runtime.ContainerRuntime;
import dev.wavetank.node.runtime.Listeners;
import dev.wavetank.node.runtime.Observed;
import dev.wavetank.node.runtime.ObservedPod;
import dev.wavetank.node.runtime.PodIdentity;
import dev.wavetank.node.runtime.Result;

import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Containers without processes: each is a line in time that the annotations of its pod describe
/// ([Profile]). Only moments that matter cost a turn, so containers at rest cost nothing.
///
/// Its world is that of the machine, not of the agent: containers outlive an agent that crashes. It
/// lives on turns of that world; callbacks come from there.
public final class SimulatedRuntime implements ContainerRuntime, ContainerFaults, Listeners {
    /// The kubelet's relist period.
    private static final Duration RELIST = Duration.ofSeconds(1);

    private final World world;
    private final Addresses addresses;
    private final Images images;
    private final TreeMap<String, SimulatedPod> pods = new TreeMap<>();
    private final TreeMap<String, Duration> slow = new TreeMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final Logbook logbook;
    private final Insides insides;
    private TreePMap<String, ObservedPod> observed = TreePMap.empty();
    private @Nullable Consumer<Observed> sink;
    private boolean telling;
    private World.@Nullable Cancellable relist;

    /// Someone who waits for a container to run.
    private record Waiting(ContainerId id, Consumer<Result> then) {}

    /// Makes an empty node.
    ///
    /// @param world the machine's
    /// @param podCidr where pod addresses come from, such as `10.244.1.0/24`
    public SimulatedRuntime(World world, String podCidr) {
        this(world, podCidr, Neighbourhood.NONE);
    }

    /// Makes an empty node.
    ///
    /// @param neighbourhood what its containers see of the cluster when somebody looks into them
    public SimulatedRuntime(World world, String podCidr, Neighbourhood neighbourhood) {
        this.world = world;
        logbook = new Logbook(world, pods);
        insides = new Insides(world, neighbourhood, pods, logbook, this);
        addresses = new Addresses(podCidr);
        images = new Images(world, this::tell);
    }

    @Override
    public void observe(Consumer<Observed> to) {
        sink = to;
        tell();
    }

    @Override
    public void perform(Command command, Consumer<Result> then) {
        world.post("runtime command", () -> carryOut(command, then));
    }

    @Override
    public Observed observed() {
        return new Observed(observed, images.present());
    }

    @Override
    public void end(ContainerId id, int exitCode, String reason) {
        world.post(
                "container fault",
                () -> {
                    change(id, run -> run.crash(world.now(), exitCode, reason));
                    var pod = pods.get(id.uid());
                    if (pod != null) {
                        advance(pod);
                    }
                });
    }

    @Override
    public void hang(ContainerId id, boolean hangs) {
        world.post("container fault", () -> change(id, run -> run.hang(hangs, world.now())));
    }

    @Override
    public void mute(ContainerId id, boolean muted) {
        world.post("container fault", () -> change(id, run -> run.mute(muted, world.now())));
    }

    @Override
    public void slow(String uid, String container, Duration more) {
        world.post("container fault", () -> slow.put(place(uid, container), more));
    }

    @Override
    public Answer connect(String uid, int port) {
        var pod = pods.get(uid);
        return pod == null ? Answer.SILENT : pod.connect(port, world.now());
    }

    private static String place(String uid, String container) {
        return uid + "/" + container;
    }

    private void carryOut(Command command, Consumer<Result> then) {
        switch (command) {
            case Command.Pull pull -> images.pull(pull, then);
            case Command.Sandbox(var pod, var attempt) -> then.accept(sandbox(pod, attempt));
            case Command.StopSandbox(var uid) -> {
                stopSandbox(uid);
                then.accept(new Result.Done());
            }
            case Command.Start start -> start(start, then);
            case Command.PreStop(var id) -> {
                change(id, run -> run.preStop(world.now()));
                then.accept(new Result.Done());
            }
            case Command.Stop(var id, var grace) -> {
                change(id, run -> run.stop(grace, world.now()));
                then.accept(new Result.Done());
            }
            case Command.Remove(var uid) -> {
                remove(uid);
                then.accept(new Result.Done());
            }
            case Command.Probe(var id, var kind, var spec) -> {
                change(id, run -> run.probe(kind, spec, world.now()));
                then.accept(new Result.Done());
            }
            case Command.Logs logs -> logbook.read(logs, then);
            case Command.Exec exec -> then.accept(insides.exec(exec));
            case Command.Attach attach -> then.accept(insides.attach(attach));
            case Command.Connect connect -> then.accept(insides.connect(connect));
            case Command.Stats(var uid) -> then.accept(usage(uid));
        }
    }

    private Result sandbox(PodIdentity identity, int attempt) {
        var pod = pods.computeIfAbsent(identity.uid(), _ -> new SimulatedPod(identity));
        if (pod.sandbox < attempt) {
            String ip = identity.hostNetwork() ? "" : addresses.take();
            if (ip.isEmpty() && !identity.hostNetwork()) {
                return new Result.Failed("", "no addresses are left in the node's pod range");
            }
            pod.sandbox = attempt;
            pod.ready = true;
            pod.ip = ip;
            changed(pod);
        }
        return new Result.Done();
    }

    private void stopSandbox(String uid) {
        var pod = pods.get(uid);
        if (pod != null && pod.ready) {
            pod.ready = false;
            addresses.give(pod.ip);
            changed(pod);
        }
    }

    private void start(Command.Start start, Consumer<Result> then) {
        var pod = pods.get(start.pod().uid());
        if (pod == null || !pod.ready || pod.sandbox != start.sandbox()) {
            then.accept(new Result.Failed("CreateContainerError", "the pod's sandbox is gone"));
            return;
        }
        var before = pod.latest.get(start.spec().name());
        if (before != null && before.id().attempt() >= start.attempt()) {
            await(start.id(), then);
            return;
        } else if (before != null && !before.ended()) {
            then.accept(
                    new Result.Failed(
                            "CreateContainerError", "container " + before.id() + " still runs"));
            return;
        }
        var profile =
                Profile.of(start.pod().annotations(), start.spec().name(), start.init())
                        .readyLater(
                                slow.getOrDefault(
                                        place(start.pod().uid(), start.spec().name()),
                                        Duration.ZERO));
        var chance = world.chance("run " + start.id());
        Time startAt =
                world.now()
                        .plus(Jitter.on(profile.startDelay(), chance))
                        .plus(Hook.postStart(start.spec()));
        pod.start(run(start, profile, pod.ip, startAt));
        waiting.add(new Waiting(start.id(), then));
        changed(pod);
    }

    /// A run as its profile has it; whether it fails depends on nothing but the seed and its name.
    private SimulatedContainer run(Command.Start start, Profile profile, String ip, Time startAt) {
        boolean fails = profile.failRate().hits(world.chance("failure of " + start.id()));
        Duration runFor = profile.runFor();
        if (fails && runFor == null) {
            runFor = Duration.ofSeconds(1);
        }
        int code =
                fails && profile.exitCode() == 0 ? SimulatedContainer.FAILED : profile.exitCode();
        return new SimulatedContainer(
                start.id(),
                start.sandbox(),
                start.spec(),
                profile,
                Images.id(start.spec().image()),
                ip,
                startAt,
                runFor == null ? null : startAt.plus(runFor),
                code,
                code == 0 ? "Completed" : "Error",
                false,
                false,
                null,
                null,
                null,
                false,
                false,
                new TreeMap<>(),
                new TreeMap<>());
    }

    private void await(ContainerId id, Consumer<Result> then) {
        waiting.add(new Waiting(id, then));
        answerWaiting();
    }

    private void answerWaiting() {
        var over = new ArrayList<Consumer<Result>>();
        waiting.removeIf(each -> {
            var pod = pods.get(each.id().uid());
            var run = pod == null ? null : pod.latest.get(each.id().name());
            boolean comes =
                    run != null && run.id().equals(each.id()) && !run.running() && !run.ended();
            return !comes && over.add(each.then());
        });
        over.forEach(then -> then.accept(new Result.Done()));
    }

    private void change(ContainerId id, UnaryOperator<SimulatedContainer> how) {
        var pod = pods.get(id.uid());
        var run = pod == null ? null : pod.latest.get(id.name());
        if (pod == null || run == null || !run.id().equals(id)) {
            return;
        }
        var after = how.apply(run);
        if (!after.equals(run)) {
            pod.latest.put(id.name(), after);
            arrange(pod);
        }
    }

    private void remove(String uid) {
        var pod = pods.remove(uid);
        if (pod != null) {
            if (pod.timer != null) {
                pod.timer.cancel();
            }
            if (pod.ready) {
                addresses.give(pod.ip);
            }
            pod.latest.keySet().forEach(container -> slow.remove(place(uid, container)));
            observed = observed.minus(uid);
            insides.sweep(uid);
            answerWaiting();
            tell();
        }
    }

    private Result usage(String uid) {
        var pod = pods.get(uid);
        return new Result.Usage(pod == null ? List.of() : pod.usage());
    }

    /// Takes the power from the machine: every container ends as a lost one, sandboxes are gone,
    /// images stay.
    public void powerOff() {
        images.interrupt();
        for (var pod : pods.values()) {
            pod.latest.replaceAll((_, run) ->
                    run.ended()
                            ? run
                            : run.die(world.now(), PowerLoss.EXIT_CODE, PowerLoss.REASON)
                                    .at(world.now()));
            if (pod.ready) {
                pod.ready = false;
                addresses.give(pod.ip);
            }
            changed(pod);
        }
    }

    /// Puts the containers back that these pods report, with their restart counts and start times:
    /// what a runtime would still have after the server's process was killed.
    ///
    /// @param bound the pods of this node, as the API server holds them
    public void restore(List<Pod> bound) {
        for (var pod : bound) {
            var restored = Restoration.of(pod, world.now());
            if (restored != null && !pods.containsKey(pod.meta().uid())) {
                pods.put(pod.meta().uid(), restored);
                if (restored.ready) {
                    addresses.take(restored.ip);
                }
                restored.latest.values().forEach(run -> images.add(run.spec().image()));
                changed(restored);
            }
        }
    }

    private void changed(SimulatedPod pod) {
        observed = observed.plus(pod.identity.uid(), pod.observed());
        insides.sweep(pod.identity.uid());
        tell();
        arrange(pod);
    }

    private void arrange(SimulatedPod pod) {
        if (pod.timer != null) {
            pod.timer.cancel();
            pod.timer = null;
        }
        Time next = pod.next();
        if (next != null) {
            pod.timer = world.after("container", next.since(world.now()), () -> advance(pod));
        }
    }

    private void advance(SimulatedPod pod) {
        pod.timer = null;
        if (pod.advance(world.now())) {
            observed = observed.plus(pod.identity.uid(), pod.observed());
            insides.sweep(pod.identity.uid());
            tell();
            answerWaiting();
        }
        arrange(pod);
    }

    /// Tells soon, and again a second later: a telling that was lost on the way is made good then,
    /// as the kubelet's relist every second does, and a node where nothing changes costs nothing.
    private void tell() {
        if (sink != null && !telling) {
            telling = true;
            world.post(
                    "observed",
                    () -> {
                        telling = false;
                        send();
                    });
            if (relist != null) {
                relist.cancel();
            }
            relist = world.after("relist", RELIST, this::send);
        }
    }

    private void send() {
        if (sink != null) {
            sink.accept(observed());
        }
    }
}
