package dev.wavetank.node.docker;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.node.config.References;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ContainerId;
import dev.wavetank.node.runtime.ContainerRuntime;
import dev.wavetank.node.runtime.Observed;
import dev.wavetank.node.runtime.PodIdentity;
import dev.wavetank.node.runtime.Result;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The containers of one node on a Docker engine.
///
/// A pod is a sandbox, which holds its network, and its containers, which join that. They outlive
/// this process: whoever comes next finds them by their labels and goes on.
public final class DockerRuntime implements ContainerRuntime, AutoCloseable {
    /// As long as a `postStart` hook may take: as upstream, until it is done.
    private static final Duration HOOK_MAX = Duration.ofDays(1);

    /// The kubelet's syncFrequency.
    private static final Duration REFRESH = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger("dev.wavetank.docker");

    private final Engine engine;
    private final Owner owner;
    private final Supplier<ClusterState> cluster;
    private final PodVolumes volumes;
    private final Sandboxes sandboxes;
    private final Runs runs;
    private final Images images;
    private final LogReader logs;
    private final Usages usages;
    private final Handlers handlers;
    private final Endings endings;
    private final Doors doors;
    private final Probes probes;
    private final Relist relist;
    private final ConcurrentHashMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("docker command ", 0).factory());

    /// Takes over what the owner has on the engine.
    ///
    /// @param nodeMemory what the node offers, in bytes
    /// @param cluster the cluster's objects as they are, or were a moment ago; asked on any thread
    public DockerRuntime(
            Engine engine, Owner owner, long nodeMemory, Supplier<ClusterState> cluster) {
        this.engine = engine;
        this.owner = owner;
        this.cluster = cluster;
        var client = engine.client();
        volumes = new PodVolumes(client, owner);
        sandboxes = new Sandboxes(engine, owner, volumes);
        runs = new Runs(engine, owner, volumes, nodeMemory);
        images = new Images(client);
        logs = new LogReader(client, owner);
        usages = new Usages(client, owner);
        handlers = new Handlers(client);
        doors = new Doors(client, owner, threads);
        endings = new Endings(client, handlers, threads);
        probes = new Probes(handlers, this::look);
        relist = new Relist(engine, owner, images, probes::known);
        relist.start();
        Thread.ofVirtual().name("docker volumes " + owner.node()).start(this::refresh);
    }

    /// Brings mounted configuration up to date again and again.
    private void refresh() {
        while (!threads.isShutdown()) {
            try {
                Thread.sleep(REFRESH);
                refreshVolumes();
            } catch (InterruptedException ending) {
                return;
            } catch (RuntimeException later) {
                LOG.log(Level.FINE, "volumes were not refreshed", later);
            }
        }
    }

    /// Brings mounted configuration up to date now.
    void refreshVolumes() {
        for (var each : relist.last().pods().values()) {
            refresh(each.pod());
        }
    }

    private void refresh(PodIdentity identity) {
        var pod = pod(identity.namespace(), identity.name(), identity.uid());
        if (pod != null && References.missingVolume(pod, cluster.get()) == null) {
            for (var each : Listing.of(engine.client(), owner, identity.uid()).sandboxes()) {
                if (each.runs()) {
                    volumes.refresh(each.id(), pod, cluster.get());
                }
            }
        }
    }

    private void look() {
        relist.look();
    }

    @Override
    public void observe(Consumer<Observed> sink) {
        relist.tell(sink);
    }

    /// {@return what there was a moment ago}
    public Observed observed() {
        return relist.last();
    }

    @Override
    public void perform(Command command, Consumer<Result> then) {
        threads.execute(() -> {
            Result result;
            try {
                result = carryOut(command);
            } catch (EngineProblem problem) {
                result = new Result.Failed("", problem.happened() + ": " + problem.remedy());
            } catch (RuntimeException failed) {
                result = new Result.Failed("", EngineErrors.message(failed));
            }
            look();
            then.accept(result);
        });
    }

    private Result carryOut(Command command) {
        return switch (command) {
            case Command.Pull pull -> {
                var result = images.pull(pull.image());
                relist.lookAtImages();
                yield result;
            }
            case Command.Sandbox(var pod, var attempt) ->
                    locked(pod.uid(), () -> sandbox(pod, attempt));
            case Command.StopSandbox(var uid) ->
                    locked(
                            uid,
                            () -> {
                                sandboxes.stop(uid);
                                return new Result.Done();
                            });
            case Command.Start start -> start(start);
            case Command.PreStop(var id) -> {
                var _ = endings.preStop(id, target(id));
                yield new Result.Done();
            }
            case Command.Stop(var id, var grace) -> stop(id, grace);
            case Command.Remove(var uid) -> locked(uid, () -> remove(uid));
            case Command.Probe(var id, var kind, var spec) -> {
                var target = target(id);
                var pod = relist.last().pods().get(id.uid());
                var run = pod == null ? null : pod.run(id.name(), id.attempt());
                if (target != null && run != null) {
                    probes.begin(id, kind, spec, target, run.startedAt());
                }
                yield new Result.Done();
            }
            case Command.Logs asked -> logs.read(asked);
            case Command.Exec exec -> doors.exec(exec);
            case Command.Attach attach -> doors.attach(attach);
            case Command.Connect(var uid, var port) ->
                    doors.connect(port, relist.last().pods().get(uid));
            case Command.Stats(var uid) -> usages.of(uid);
        };
    }

    /// What changes one pod happens one after the other.
    private Result locked(String uid, Supplier<Result> what) {
        var lock = locks.computeIfAbsent(uid, _ -> new ReentrantLock());
        lock.lock();
        try {
            return what.get();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Pod pod(String namespace, String name, String uid) {
        var pod = cluster.get().table(Pod.KIND).get(namespace, name);
        return pod != null && pod.meta().uid().equals(uid) ? pod : null;
    }

    private Result sandbox(PodIdentity identity, int attempt) {
        var pod = pod(identity.namespace(), identity.name(), identity.uid());
        if (pod == null) {
            return new Result.Failed("", "the pod is gone");
        }
        String refusal = PodVolumes.refusal(pod);
        String missing = refusal != null ? refusal : References.missingVolume(pod, cluster.get());
        if (missing != null) {
            return new Result.Failed("FailedMount", missing);
        }
        sandboxes.provide(identity, pod, attempt);
        return new Result.Done();
    }

    private Result start(Command.Start start) {
        var identity = start.pod();
        var pod = pod(identity.namespace(), identity.name(), identity.uid());
        if (pod == null) {
            return new Result.Failed("CreateContainerError", "the pod is gone");
        }
        var result =
                locked(
                        identity.uid(),
                        () -> runs.start(start, pod, ownIp(identity.uid()), cluster.get()));
        var hook = start.spec().rest().object("lifecycle").object("postStart");
        if (!(result instanceof Result.Done) || hook.isEmpty()) {
            return result;
        }
        var listing = Listing.of(engine.client(), owner, identity.uid());
        var run = listing.run(start.spec().name(), start.attempt());
        if (run == null || !run.runs()) {
            return result;
        }
        var outcome =
                handlers.run(
                        hook,
                        new Handlers.Target(run.id(), ip(identity.uid()), start.spec()),
                        HOOK_MAX);
        if (outcome.passed()) {
            return result;
        }
        Containers.kill(engine.client(), run.id());
        return new Result.Failed("PostStartHookError", outcome.message());
    }

    private Result stop(ContainerId id, Duration grace) {
        var run = Listing.of(engine.client(), owner, id.uid()).run(id.name(), id.attempt());
        if (run != null && run.runs()) {
            endings.stop(id, run.id(), target(id), grace);
        }
        return new Result.Done();
    }

    private Result remove(String uid) {
        probes.forgetPod(uid);
        endings.forgetPod(uid);
        for (var each : Listing.of(engine.client(), owner, uid).all()) {
            Containers.remove(engine.client(), each.id());
        }
        volumes.remove(uid);
        locks.remove(uid);
        return new Result.Done();
    }

    /// {@return a run that can be asked something; null when it, or its pod, is gone}
    private Handlers.@Nullable Target target(ContainerId id) {
        var observed = relist.last().pods().get(id.uid());
        var run = observed == null ? null : observed.run(id.name(), id.attempt());
        if (observed == null || run == null) {
            return null;
        }
        var identity = observed.pod();
        var pod = pod(identity.namespace(), identity.name(), identity.uid());
        var spec = pod == null ? null : spec(pod, id.name());
        return spec == null
                ? null
                : new Handlers.Target(Inspection.engineId(run), ip(id.uid()), spec);
    }

    private static @Nullable Container spec(Pod pod, String name) {
        for (var list : new Iterable<?>[] {pod.spec().containers(), pod.spec().initContainers()}) {
            for (Object each : list) {
                if (each instanceof Container container && container.name().equals(name)) {
                    return container;
                }
            }
        }
        return null;
    }

    private String ownIp(String uid) {
        var pod = relist.last().pods().get(uid);
        return pod == null ? "" : pod.ip();
    }

    /// A pod on the node's network is on this machine's.
    private String ip(String uid) {
        String own = ownIp(uid);
        return own.isEmpty() ? "127.0.0.1" : own;
    }

    /// Takes the power from the node: all its containers and sandboxes are killed. An agent that
    /// starts meanwhile sees nothing before they are.
    ///
    /// @return done when they are
    public CompletableFuture<Void> powerOff() {
        relist.hold();
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        Cleaning.kill(engine.client(), Listing.of(engine.client(), owner));
                    } finally {
                        relist.release();
                    }
                },
                threads);
    }

    /// Lets go of the engine; the containers live on.
    @Override
    public void close() {
        probes.close();
        relist.close();
        threads.shutdownNow();
    }
}
