package dev.wavetank.node;

import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// As much of an API server as a node agent sees: versions, graceful deletion of pods, watches; a
/// millisecond away.
final class FakeCluster {
    private static final Duration WAY = Duration.ofMillis(1);

    final World world;
    final List<Event> events = new ArrayList<>();
    final List<Reason> reasons = new ArrayList<>();
    final List<String> writes = new ArrayList<>();
    private final List<Watcher> watchers = new ArrayList<>();
    ClusterState state = ClusterState.EMPTY;
    int refuseToSend;
    int loseRequests;
    boolean deaf;
    private long uids;

    FakeCluster(World world) {
        this.world = world;
    }

    /// A watch of one session.
    private static final class Watcher {
        final World world;
        final Query query;
        final Consumer<Notice> sink;
        Table<?> table;

        Watcher(World world, Query query, Consumer<Notice> sink) {
            this.world = world;
            this.query = query;
            this.sink = sink;
            table = Table.empty(query.kind());
        }
    }

    Api session(World component) {
        return new Api() {
            @Override
            public Watch watch(Query query, Consumer<Notice> sink) {
                var watcher = new Watcher(component, query, sink);
                world.after(
                        "watch",
                        WAY,
                        () -> {
                            watchers.add(watcher);
                            snapshot(watcher);
                        });
                return new Watch() {
                    @Override
                    public void requestProgress() {}

                    @Override
                    public void close() {
                        watchers.remove(watcher);
                    }
                };
            }

            @Override
            public void submit(Action action, Consumer<Outcome> then) {
                if (refuseToSend > 0) {
                    refuseToSend--;
                    component.post("outcome", () -> then.accept(new Outcome.NotSent("cut off")));
                    return;
                }
                if (loseRequests > 0) {
                    loseRequests--;
                    return;
                }
                world.after(
                        "request",
                        WAY,
                        () -> {
                            var outcome = take(action);
                            component.after("outcome", WAY, () -> then.accept(outcome));
                        });
            }

            @Override
            public void explain(List<Reason> more) {
                reasons.addAll(more);
            }

            @Override
            public void close() {}
        };
    }

    /// Breaks all watches; each goes on with a snapshot of what is then.
    void loseWatches() {
        for (var watcher : watchers) {
            watcher.world.post("notice", () -> watcher.sink.accept(new Notice.Lost("cut")));
            snapshot(watcher);
        }
    }

    private void snapshot(Watcher watcher) {
        Table<?> table = Table.empty(watcher.query.kind());
        for (var object : state.table(watcher.query.kind()).all()) {
            if (watcher.query.matches(object)) {
                table = table.with(object, "", state.revision());
            }
        }
        watcher.table = table.at(state.revision());
        var seen = watcher.table;
        watcher.world.after("notice", WAY, () -> watcher.sink.accept(new Notice.Snapshot(seen)));
    }

    Outcome take(Action action) {
        Resource found = state.get(action.ref());
        return switch (action) {
            case Action.Create(var object, _) ->
                    found != null
                            ? refused("AlreadyExists")
                            : put(null, object.withMeta(named(object.meta())));
            case Action.Update(var object, _, _) ->
                    found == null
                            ? refused("NotFound")
                            : put(
                                    found,
                                    object.withStatusOf(found)
                                            .withMeta(object.meta().withUid(found.meta().uid())));
            case Action.UpdateStatus(var object, _) -> {
                if (found == null || !found.meta().uid().equals(object.meta().uid())) {
                    yield refused("NotFound");
                }
                long version = object.meta().resourceVersion();
                if (version != 0 && version != found.meta().resourceVersion()) {
                    yield new Outcome.Stale("changed meanwhile");
                }
                yield put(found, found.withStatusOf(object));
            }
            case Action.Bind(_, _, var node, _) ->
                    found instanceof Pod pod
                            ? put(found, pod.withSpec(pod.spec().withNodeName(node)))
                            : refused("NotFound");
            case Action.Delete delete ->
                    found == null ? refused("NotFound") : delete(found, delete);
            case Action.Emit(var event) -> {
                events.add(event);
                yield new Outcome.Accepted(state.revision(), event, false);
            }
        };
    }

    private static Outcome refused(String reason) {
        return new Outcome.Refused(reason, reason, List.of());
    }

    private Meta named(Meta meta) {
        return meta.withUid("uid-" + ++uids).withCreated(world.now().wall());
    }

    private Outcome delete(Resource found, Action.Delete delete) {
        Long asked = delete.graceSeconds();
        if (found instanceof Pod pod) {
            long grace =
                    asked != null
                            ? asked
                            : pod.spec().terminationGracePeriodSeconds() == null
                                    ? 30
                                    : pod.spec().terminationGracePeriodSeconds();
            if (grace > 0 && !pod.spec().nodeName().isEmpty()) {
                return put(
                        found,
                        found.withMeta(
                                found.meta()
                                        .withDeletion(
                                                world.now().wall().plusSeconds(grace), grace)));
            }
        }
        return put(found, null);
    }

    private Outcome put(@Nullable Resource before, @Nullable Resource after) {
        long revision = state.revision() + 1;
        Resource written =
                after == null ? null : after.withMeta(after.meta().withResourceVersion(revision));
        var change = new Change(revision, before, written);
        state = state.apply(change, "");
        if (!(change.object() instanceof Lease) && !(change.object() instanceof Node)) {
            writes.add(change.ref() + (written == null ? " gone" : ""));
        }
        publish(change);
        return new Outcome.Accepted(revision, change.object(), written == null);
    }

    private void publish(Change change) {
        for (var watcher : watchers) {
            if (!watcher.query.kind().equals(change.kind()) || deaf) {
                continue;
            }
            var seen = watcher.query.seen(change);
            if (seen != null) {
                watcher.table = watcher.table.apply(seen, "");
                var table = watcher.table;
                watcher.world.after(
                        "notice",
                        WAY,
                        () -> watcher.sink.accept(new Notice.Changes(List.of(seen), table)));
            }
        }
    }

    @Nullable Pod pod(String name) {
        return state.table(Pod.KIND).get(new Key("default", name));
    }

    @Nullable Node node(String name) {
        return state.table(Node.KIND).get(new Key("", name));
    }
}
