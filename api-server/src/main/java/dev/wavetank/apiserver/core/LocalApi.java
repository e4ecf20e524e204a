package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;

/// The component's half of a session in the same process. Everything here happens in turns of the
/// component; the two halves reach each other by turns of the other's World only.
final class LocalApi implements Api {
    private final LocalServer server;
    private final World world;
    private final String name;
    private final String author;
    private final long number;
    private final Duration crossing;
    private final LinkedHashMap<Long, Consumer<Outcome>> unanswered = new LinkedHashMap<>();
    private final List<LocalWatch> watches = new ArrayList<>();
    private @Nullable ApiServerCore life;
    private long submitted;
    private boolean closed;

    /// A watch of this session, over all lives of the server.
    private final class LocalWatch implements Watch {
        final Query query;
        final Consumer<Notice> sink;
        @Nullable LocalSubscription subscription;

        LocalWatch(Query query, Consumer<Notice> sink) {
            this.query = query;
            this.sink = sink;
        }

        void begin(ApiServerCore core) {
            var begun =
                    new LocalSubscription(
                            core, query, notice -> toComponent(() -> deliver(core, notice)));
            subscription = begun;
            toServer(core, "watch", begun::begin);
        }

        void deliver(ApiServerCore from, Notice notice) {
            if (life == from && watches.contains(this)) {
                sink.accept(notice);
            }
        }

        @Override
        public void requestProgress() {
            if (life != null && subscription != null) {
                toServer(life, "request progress", subscription::progress);
            }
        }

        @Override
        public void close() {
            if (watches.remove(this) && life != null && subscription != null) {
                toServer(life, "end watch", subscription::end);
            }
        }
    }

    /// @param number tells the lives of one component apart: they must not take each other's writes
    ///   for their own
    LocalApi(LocalServer server, World world, String name, long number, Duration crossing) {
        this.server = server;
        this.world = world;
        this.name = name;
        this.author = name + " #" + number;
        this.number = number;
        this.crossing = crossing;
    }

    World world() {
        return world;
    }

    long number() {
        return number;
    }

    /// A life of the server answers from now on, or none does.
    void connect(@Nullable ApiServerCore core) {
        life = core;
        if (core != null) {
            for (var watch : watches) {
                watch.begin(core);
            }
        }
    }

    /// The server is gone: what it did not answer may be done or never will be.
    void cut(String why) {
        life = null;
        var lost = new ArrayList<>(unanswered.values());
        unanswered.clear();
        for (var then : lost) {
            then.accept(new Outcome.Unknown(why, Duration.ZERO));
        }
        for (var watch : new ArrayList<>(watches)) {
            watch.subscription = null;
            watch.sink.accept(new Notice.Lost(why));
        }
    }

    private void toServer(ApiServerCore core, String cause, Runnable turn) {
        cross(core.world(), cause, turn);
    }

    private void toComponent(Runnable turn) {
        cross(world, "answer", turn);
    }

    private void cross(World to, String cause, Runnable turn) {
        if (crossing.isZero()) {
            to.post(cause, turn);
        } else {
            to.after(cause, crossing, turn);
        }
    }

    @Override
    public Watch watch(Query query, Consumer<Notice> sink) {
        var watch = new LocalWatch(query, sink);
        if (!closed) {
            watches.add(watch);
            if (life != null) {
                watch.begin(life);
            }
        }
        return watch;
    }

    @Override
    public void submit(Action action, Consumer<Outcome> then) {
        if (closed) {
            return;
        }
        var core = life;
        if (core == null) {
            world.post(
                    "no server",
                    () -> {
                        if (!closed) {
                            then.accept(new Outcome.NotSent("the API server is down"));
                        }
                    });
            return;
        }
        long place = ++submitted;
        unanswered.put(place, then);
        var submission = new Submission(action, author, false);
        toServer(
                core,
                "submit",
                () ->
                        core.writes()
                                .submit(
                                        submission,
                                        outcome -> {
                                            if (outcome instanceof Outcome.Accepted done) {
                                                server.acts().done(name, action, done);
                                            }
                                            toComponent(() -> answer(place, outcome));
                                        }));
    }

    private void answer(long place, Outcome outcome) {
        var then = unanswered.remove(place);
        if (then != null) {
            then.accept(outcome);
        }
    }

    @Override
    public void explain(List<Reason> reasons) {
        var core = life;
        if (core != null && !closed) {
            var given = List.copyOf(reasons);
            toServer(
                    core,
                    "explain",
                    () -> core.explanations().add(given, core.world().now().wall()));
        }
    }

    @Override
    public void close() {
        closed = true;
        unanswered.clear();
        for (var watch : new ArrayList<>(watches)) {
            watch.close();
        }
        server.closed(this);
    }
}
