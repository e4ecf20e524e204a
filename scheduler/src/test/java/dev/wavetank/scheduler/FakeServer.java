package dev.wavetank.scheduler;

import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A server that does what the scheduler asks and tells its watchers a millisecond later.
final class FakeServer implements Api {
    private static final Duration LATENCY = Duration.ofMillis(1);

    /// How long a pod takes to end.
    private static final Duration GRACE = Duration.ofSeconds(30);

    final List<Event> events = new ArrayList<>();
    final List<Reason> reasons = new ArrayList<>();
    final List<String> bindings = new ArrayList<>();
    final List<String> deletions = new ArrayList<>();
    ClusterState state = ClusterState.EMPTY;

    /// Names of pods whose binding is refused.
    final TreeMap<String, String> refusing = new TreeMap<>();

    /// Names of pods whose next binding is not answered, and whether it is done all the same.
    final TreeMap<String, Boolean> losing = new TreeMap<>();

    private final World world;
    private final List<Watcher> watchers = new ArrayList<>();

    private record Watcher(Query query, Consumer<Notice> sink) {}

    FakeServer(World world) {
        this.world = world;
    }

    @Override
    public Watch watch(Query query, Consumer<Notice> sink) {
        var watcher = new Watcher(query, sink);
        watchers.add(watcher);
        tell(watcher, new Notice.Snapshot(state.table(query.kind())));
        return new Watch() {
            @Override
            public void requestProgress() {
                tell(watcher, new Notice.Progress(state.revision()));
            }

            @Override
            public void close() {
                watchers.remove(watcher);
            }
        };
    }

    @Override
    public void submit(Action action, Consumer<Outcome> then) {
        world.after(
                "request",
                LATENCY,
                () -> {
                    Boolean done = losing.remove(action.ref().name());
                    if (done != null) {
                        if (done) {
                            perform(action);
                        }
                        var lost = new Outcome.Unknown("cut off", Duration.ofSeconds(30));
                        world.after("answer", LATENCY, () -> then.accept(lost));
                        return;
                    }
                    var outcome = perform(action);
                    world.after("answer", LATENCY, () -> then.accept(outcome));
                });
    }

    private Outcome perform(Action action) {
        Resource stored = state.get(action.ref());
        return switch (action) {
            case Action.Bind bind -> {
                if (!(stored instanceof Pod pod)) {
                    yield new Outcome.Refused("NotFound", "no such pod", List.of());
                }
                String why = refusing.get(bind.ref().name());
                if (why != null) {
                    yield new Outcome.Refused("Conflict", why, List.of());
                }
                if (!pod.spec().nodeName().isEmpty()) {
                    throw new AssertionError(bind + " is bound already");
                }
                bindings.add(bind.ref().name() + " -> " + bind.node());
                yield put(pod.withSpec(pod.spec().withNodeName(bind.node())));
            }
            case Action.UpdateStatus update ->
                    stored == null
                                    || stored.meta().resourceVersion()
                                            != update.object().meta().resourceVersion()
                            ? new Outcome.Stale("changed meanwhile")
                            : put(stored.withStatusOf(update.object()));
            case Action.Emit emit -> {
                events.add(emit.event());
                yield new Outcome.Accepted(state.revision(), emit.event(), false);
            }
            case Action.Delete delete -> {
                if (!(stored instanceof Pod pod)) {
                    yield new Outcome.Refused("NotFound", "no such pod", List.of());
                }
                deletions.add(delete.ref().name());
                world.after("end", GRACE, () -> delete(pod));
                yield put(
                        pod.withMeta(
                                pod.meta()
                                        .withDeletion(
                                                world.now().wall().plus(GRACE),
                                                GRACE.toSeconds())));
            }
            case Action.Create _, Action.Update _ -> throw new AssertionError(action);
        };
    }

    /// Stores an object, as anybody might.
    Outcome put(Resource object) {
        long revision = state.revision() + 1;
        Resource before = state.get(object.ref());
        Resource after = object.withMeta(object.meta().withResourceVersion(revision));
        publish(new Change(revision, before, after));
        return new Outcome.Accepted(revision, after, false);
    }

    void delete(Resource object) {
        publish(new Change(state.revision() + 1, state.get(object.ref()), null));
    }

    private void publish(Change change) {
        state = state.apply(change, "test");
        for (var watcher : watchers) {
            if (watcher.query().kind().equals(change.kind())) {
                tell(watcher, new Notice.Changes(List.of(change), state.table(change.kind())));
            }
        }
    }

    /// Tells every watcher everything again, as after a lost watch.
    void relist() {
        for (var watcher : watchers) {
            tell(watcher, new Notice.Snapshot(state.table(watcher.query().kind())));
        }
    }

    private void tell(Watcher watcher, Notice notice) {
        world.after("notice", LATENCY, () -> watcher.sink().accept(notice));
    }

    @Nullable Pod pod(String name) {
        return state.table(Pod.KIND).get("default", name);
    }

    /// {@return the node a pod is bound to; "" when it is not}
    String nodeOf(String name) {
        var pod = pod(name);
        if (pod == null) {
            throw new AssertionError("no pod " + name);
        }
        return pod.spec().nodeName();
    }

    @Override
    public void explain(List<Reason> why) {
        reasons.addAll(why);
    }

    @Override
    public void close() {}
}
