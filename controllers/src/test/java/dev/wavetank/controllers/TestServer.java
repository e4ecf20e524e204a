package dev.wavetank.controllers;

import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.Namespace;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// A small API server in virtual time: one writer that checks expectations, names things, keeps the
/// rules of deletion, and tells watches after a latency. It admits anything.
public final class TestServer {
    private static final Duration LATENCY = Duration.ofMillis(1);

    private final World world;
    private final List<Session> sessions = new ArrayList<>();
    private final List<Consumer<ClusterState>> checks = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final List<String> writes = new ArrayList<>();
    private final List<String> stale = new ArrayList<>();
    private Function<Action, @Nullable Outcome> refusal = _ -> null;
    private ClusterState state = ClusterState.EMPTY;
    private int names;
    private int submitted;

    public TestServer(World world) {
        this.world = world;
    }

    public ClusterState state() {
        return state;
    }

    /// {@return every event told, oldest first}
    public List<String> events() {
        return events;
    }

    /// {@return every accepted write by sessions, in order, but events}
    public List<String> writes() {
        return writes;
    }

    /// {@return how many actions sessions sent, also those that changed nothing}
    public int submitted() {
        return submitted;
    }

    /// {@return why actions were stale}
    public List<String> stale() {
        return stale;
    }

    /// Runs a check after every commit.
    public void check(Consumer<ClusterState> check) {
        checks.add(check);
    }

    /// Refuses actions for which this gives an outcome.
    public void refuse(Function<Action, @Nullable Outcome> by) {
        refusal = by;
    }

    public Api open(String component, World client) {
        var session = new Session(component + "#" + sessions.size(), client, null);
        sessions.add(session);
        return session;
    }

    /// Opens a session that is shown an old state until the duration is over.
    public Api openStale(String component, World client, ClusterState old, Duration until) {
        var session = new Session(component + "#" + sessions.size(), client, old);
        sessions.add(session);
        client.after("thaw", until, session::thaw);
        return session;
    }

    /// Writes as someone who needs no session.
    public void put(Resource object) {
        var stored = state.get(object.ref());
        var outcome =
                stored == null
                        ? apply(new Action.Create(object, List.of()), "user")
                        : apply(
                                new Action.Update(
                                        object.withMeta(object.meta().withResourceVersion(0)),
                                        List.of()),
                                "user");
        accepted(outcome);
    }

    public void perform(Action action) {
        accepted(apply(action, "user"));
    }

    private static void accepted(Outcome outcome) {
        if (!(outcome instanceof Outcome.Accepted)) {
            throw new AssertionError(outcome);
        }
    }

    private Outcome apply(Action action, String author) {
        for (var expect : action.expects()) {
            String failure = expect.failure(state, author);
            if (failure != null) {
                return new Outcome.Stale(failure);
            }
        }
        Outcome refused = refusal.apply(action);
        if (refused != null) {
            return refused;
        }
        Resource stored = action.ref().name().isEmpty() ? null : state.get(action.ref());
        return switch (action) {
            case Action.Emit(Event event) -> {
                events.add(Given.text(event));
                yield new Outcome.Accepted(state.revision(), event, false);
            }
            case Action.Create(Resource object, _) ->
                    stored == null
                            ? commit(null, named(object), author)
                            : new Outcome.Refused(
                                    "AlreadyExists", object.ref() + " already exists", List.of());
            case Action.Update(Resource object, _, _) -> {
                if (stored == null) {
                    yield notFound(action);
                }
                yield old(object, stored)
                        ? new Outcome.Stale("version")
                        : updated(stored, object.withStatusOf(stored), author);
            }
            case Action.UpdateStatus(Resource object, _) -> {
                if (stored == null) {
                    yield notFound(action);
                }
                yield old(object, stored)
                        ? new Outcome.Stale("version")
                        : updated(stored, stored.withStatusOf(object), author);
            }
            case Action.Bind(_, _, String node, _) ->
                    stored instanceof Pod pod
                            ? commit(pod, pod.withSpec(pod.spec().withNodeName(node)), author)
                            : notFound(action);
            case Action.Delete delete ->
                    stored == null || !stored.meta().uid().equals(delete.uid())
                            ? notFound(action)
                            : delete(stored, delete, author);
        };
    }

    private static boolean old(Resource object, Resource stored) {
        long version = object.meta().resourceVersion();
        return version != 0 && version != stored.meta().resourceVersion();
    }

    private static Outcome notFound(Action action) {
        return new Outcome.Refused("NotFound", action.ref() + " not found", List.of());
    }

    private Resource named(Resource object) {
        names++;
        Meta meta = object.meta();
        return object.withMeta(
                meta.withName(
                                meta.name().isEmpty()
                                        ? meta.generateName()
                                                + Integer.toString(names + 100_000, 36)
                                        : meta.name())
                        .withUid(meta.uid().isEmpty() ? "u" + names : meta.uid())
                        .withGeneration(1)
                        .withCreated(second()));
    }

    private Instant second() {
        return world.now().wall().truncatedTo(ChronoUnit.SECONDS);
    }

    private Outcome updated(Resource stored, Resource object, String author) {
        var meta =
                object.meta()
                        .withUid(stored.meta().uid())
                        .withResourceVersion(stored.meta().resourceVersion())
                        .withGeneration(stored.meta().generation())
                        .withCreated(stored.meta().creationTimestamp())
                        .withDeletion(
                                stored.meta().deletionTimestamp(),
                                stored.meta().deletionGracePeriodSeconds());
        Resource next = object.withMeta(meta);
        if (next.equals(stored)) {
            return new Outcome.Accepted(state.revision(), stored, false);
        }
        var spec = next.tree().get("spec");
        if (spec != null && !spec.equals(stored.tree().get("spec"))) {
            next = next.withMeta(meta.withGeneration(meta.generation() + 1));
        }
        boolean held =
                !next.meta().finalizers().isEmpty()
                        || (next instanceof Namespace space && !space.spec().finalizers().isEmpty())
                        || next.meta().deletionGracePeriodSeconds() != null;
        return next.deleting() && !held
                ? commit(stored, null, author)
                : commit(stored, next, author);
    }

    private Outcome delete(Resource stored, Action.Delete delete, String author) {
        var finalizers = new ArrayList<>(stored.meta().finalizers());
        switch (delete.propagation()) {
            case FOREGROUND -> finalizers.add("foregroundDeletion");
            case ORPHAN -> finalizers.add("orphan");
            case BACKGROUND -> {}
        }
        Long grace = delete.graceSeconds();
        boolean runs =
                stored instanceof Pod pod
                        && !pod.spec().nodeName().isEmpty()
                        && (grace == null || grace > 0);
        boolean held =
                runs
                        || !finalizers.isEmpty()
                        || (stored instanceof Namespace space
                                && !space.spec().finalizers().isEmpty());
        if (!held) {
            return commit(stored, null, author);
        }
        return stored.deleting()
                ? new Outcome.Accepted(state.revision(), stored, false)
                : commit(
                        stored,
                        stored.withMeta(
                                stored.meta()
                                        .withFinalizers(finalizers)
                                        .withDeletion(second(), runs ? 30L : null)),
                        author);
    }

    private Outcome commit(@Nullable Resource before, @Nullable Resource after, String author) {
        long revision = state.revision() + 1;
        Resource next =
                after == null ? null : after.withMeta(after.meta().withResourceVersion(revision));
        var change = new Change(revision, before, next);
        state = state.apply(change, author);
        for (var session : sessions) {
            session.tell(change, author);
        }
        for (var check : List.copyOf(checks)) {
            check.accept(state);
        }
        return new Outcome.Accepted(revision, change.object(), next == null);
    }

    private final class Session implements Api {
        private final String author;
        private final World client;
        private final List<Sink> sinks = new ArrayList<>();
        private @Nullable ClusterState shown;
        private boolean closed;

        Session(String author, World client, @Nullable ClusterState shown) {
            this.author = author;
            this.client = client;
            this.shown = shown;
        }

        private final class Sink {
            final Query query;
            final Consumer<Notice> to;
            Table<?> table;

            Sink(Query query, Consumer<Notice> to, ClusterState from) {
                this.query = query;
                this.to = to;
                this.table = filtered(query, from);
                send(new Notice.Snapshot(table));
            }

            void send(Notice notice) {
                client.after("notice", LATENCY, () -> to.accept(notice));
            }

            void tell(Change change, String by) {
                var seen = query.kind().equals(change.kind()) ? query.seen(change) : null;
                if (seen != null) {
                    table = table.apply(seen, by);
                    send(new Notice.Changes(List.of(seen), table));
                }
            }
        }

        @Override
        public Watch watch(Query query, Consumer<Notice> to) {
            var sink = new Sink(query, to, shown == null ? state : shown);
            sinks.add(sink);
            return new Watch() {
                @Override
                public void requestProgress() {
                    sink.send(new Notice.Progress(state.revision()));
                }

                @Override
                public void close() {
                    sinks.remove(sink);
                }
            };
        }

        void tell(Change change, String by) {
            if (shown == null && !closed) {
                sinks.forEach(sink -> sink.tell(change, by));
            }
        }

        void thaw() {
            shown = null;
            for (var sink : sinks) {
                sink.table = filtered(sink.query, state);
                sink.send(new Notice.Snapshot(sink.table));
            }
        }

        @Override
        public void submit(Action action, Consumer<Outcome> then) {
            submitted++;
            world.after(
                    "submit",
                    LATENCY,
                    () -> {
                        long before = state.revision();
                        var outcome = apply(action, author);
                        switch (outcome) {
                            case Outcome.Stale(var why) -> stale.add(author + ": " + why);
                            case Outcome.Accepted _ when state.revision() > before ->
                                    writes.add(author + " " + Given.describe(action));
                            case Outcome.Accepted _,
                                    Outcome.Refused _,
                                    Outcome.NotSent _,
                                    Outcome.Unknown _ -> {}
                        }
                        client.after("outcome", LATENCY, () -> then.accept(outcome));
                    });
        }

        @Override
        public void explain(List<Reason> reasons) {}

        @Override
        public void close() {
            closed = true;
            sinks.clear();
        }
    }

    private static Table<?> filtered(Query query, ClusterState from) {
        Table<?> table = from.table((Kind<?>) query.kind());
        for (var object : List.copyOf(table.all())) {
            if (!query.matches(object)) {
                table = table.without(object.key(), "", from.revision());
            }
        }
        return table;
    }
}
