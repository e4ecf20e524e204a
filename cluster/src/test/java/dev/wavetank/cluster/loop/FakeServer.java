package dev.wavetank.cluster.loop;

import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Expect;
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
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// A server that takes what it is given, checks expectations and tells its watchers, a millisecond
/// later. Tests hold notices back or spoil answers to see what the loop makes of it.
final class FakeServer {
    static final Duration LATENCY = Duration.ofMillis(1);

    final List<Action> received = new ArrayList<>();
    ClusterState state = ClusterState.EMPTY;
    boolean holdNotices;
    UnaryOperator<Outcome> answers = outcome -> outcome;
    private final List<Watcher> watchers = new ArrayList<>();
    private long uids;

    private record Watcher(World world, Query query, Consumer<Notice> sink) {}

    Api session(World world, String author) {
        return new Api() {
            @Override
            public Watch watch(Query query, Consumer<Notice> sink) {
                var watcher = new Watcher(world, query, sink);
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
                            received.add(action);
                            Outcome outcome = answers.apply(write(action, author));
                            world.after("answer", LATENCY, () -> then.accept(outcome));
                        });
            }

            @Override
            public void explain(List<Reason> reasons) {}

            @Override
            public void close() {}
        };
    }

    Outcome write(Action action, String author) {
        for (Expect expect : action.expects()) {
            String failure = expect.failure(state, author);
            if (failure != null) {
                return new Outcome.Stale(failure);
            }
        }
        Resource before = state.get(action.ref());
        return switch (action) {
            case Action.Create create -> put(null, create.object(), author);
            case Action.Update update -> put(before, update.object(), author);
            case Action.UpdateStatus update -> put(before, update.object(), author);
            case Action.Delete _ -> {
                var change = new Change(state.revision() + 1, Objects.requireNonNull(before), null);
                publish(change, author);
                yield new Outcome.Accepted(state.revision(), before, true);
            }
            case Action.Bind _, Action.Emit _ -> throw new AssertionError(action);
        };
    }

    Outcome put(@Nullable Resource before, Resource object, String author) {
        long revision = state.revision() + 1;
        var meta = object.meta().withResourceVersion(revision);
        if (meta.name().isEmpty()) {
            meta = meta.withName(meta.generateName() + revision);
        }
        if (meta.uid().isEmpty()) {
            meta = meta.withUid("uid-" + ++uids);
        }
        Resource after = object.withMeta(meta);
        publish(new Change(revision, before, after), author);
        return new Outcome.Accepted(revision, after, false);
    }

    private void publish(Change change, String author) {
        state = state.apply(change, author);
        if (!holdNotices) {
            for (var watcher : watchers) {
                if (watcher.query().kind().equals(change.kind())) {
                    tell(watcher, new Notice.Changes(List.of(change), state.table(change.kind())));
                }
            }
        }
    }

    /// Ends the holding of notices with what a watch that was delayed brings.
    void release() {
        holdNotices = false;
        for (var watcher : watchers) {
            tell(watcher, new Notice.Snapshot(state.table(watcher.query().kind())));
        }
    }

    private static void tell(Watcher watcher, Notice notice) {
        watcher.world().after("notice", LATENCY, () -> watcher.sink().accept(notice));
    }
}
