package dev.wavetank.client;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.state.RemoteSession;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// A session with an API server in another process.
///
/// Two connections: what a slow component leaves unread of its watches must not hold up the answers
/// to its writes. Writes leave in the order in which they were submitted, up to 200 at a time; two
/// that concern one object never overtake each other, since the second waits for the first one's
/// answer.
final class RemoteApi implements Api {
    /// Half of what the server answers at a time for everybody.
    private static final int IN_FLIGHT_MAX = 200;

    /// Reasons wait while one request of them is under way; more than so many are dropped, oldest
    /// first, which does no harm.
    private static final int REASONS_MAX = 1000;

    private final World world;
    private final Vertx vertx;
    private final Context context;
    private final Link writes;
    private final Link reads;
    private final Delivery delivery;
    private final RandomGenerator chance;
    private final Set<RemoteWatch> watches = ConcurrentHashMap.newKeySet();
    private final ArrayDeque<Submitted> waiting = new ArrayDeque<>();
    private final Map<Ref, ArrayDeque<Submitted>> busy = new HashMap<>();
    private final ArrayDeque<Reason> reasons = new ArrayDeque<>();
    private boolean explaining;
    private int inFlight;
    private volatile boolean closed;

    private record Submitted(Action action, Consumer<Outcome> then) {
        /// The object whose actions keep their order; of no name while the server has yet to give
        /// one, and then nobody else can mean it.
        Ref ref() {
            return action instanceof Action.Emit(var event)
                    ? event.withMeta(Telling.named(event)).ref()
                    : action.ref();
        }

        boolean named() {
            return !ref().name().isEmpty();
        }
    }

    RemoteApi(World world, Vertx vertx, Context context, Link writes, Link reads, String author) {
        this.world = world;
        this.vertx = vertx;
        this.context = context;
        this.writes = writes;
        this.reads = reads;
        this.delivery = new Delivery(writes, author, this::lastKnown);
        this.chance = world.chance("api back-off");
    }

    @Override
    public Watch watch(Query query, Consumer<Notice> sink) {
        var watch = new RemoteWatch(this, reads, query, sink, new BackOff(chance));
        watches.add(watch);
        run(watch::start);
        return watch;
    }

    @Override
    public void submit(Action action, Consumer<Outcome> then) {
        run(() -> {
            waiting.add(new Submitted(action, then));
            send();
        });
    }

    private void send() {
        while (inFlight < IN_FLIGHT_MAX && !waiting.isEmpty() && !closed) {
            var next = waiting.remove();
            if (next.named()) {
                var before = busy.get(next.ref());
                if (before != null) {
                    before.add(next);
                    continue;
                }
                busy.put(next.ref(), new ArrayDeque<>(0));
            }
            send(next);
        }
    }

    private void send(Submitted submitted) {
        inFlight++;
        delivery.send(
                submitted.action(),
                outcome -> {
                    inFlight--;
                    post(
                            "outcome",
                            () -> {
                                if (!closed) {
                                    submitted.then().accept(outcome);
                                }
                            });
                    var queued = submitted.named() ? busy.get(submitted.ref()) : null;
                    if (queued != null) {
                        var next = queued.poll();
                        if (next == null) {
                            busy.remove(submitted.ref());
                        } else {
                            send(next);
                        }
                    }
                    send();
                });
    }

    private Resource lastKnown(Ref ref) {
        for (var watch : watches) {
            Table<?> table = watch.kind().equals(ref.kind()) ? watch.table() : null;
            Resource known = table == null ? null : table.get(ref.key());
            if (known != null) {
                return known;
            }
        }
        return ref.kind()
                .read(
                        Json.Obj.of(
                                "metadata",
                                Json.Obj.of("name", new Json.Text(ref.name()))
                                        .with("namespace", ref.namespace())));
    }

    @Override
    public void explain(List<Reason> more) {
        run(() -> {
            reasons.addAll(more);
            while (reasons.size() > REASONS_MAX) {
                reasons.remove();
            }
            explain();
        });
    }

    private void explain() {
        if (explaining || reasons.isEmpty() || closed) {
            return;
        }
        explaining = true;
        byte[] body = RemoteSession.reasons(new ArrayList<>(reasons));
        reasons.clear();
        writes.exchange(
                "POST",
                RemoteSession.EXPLANATIONS,
                Map.of(),
                body,
                _ -> {
                    explaining = false;
                    explain();
                });
    }

    @Override
    public void close() {
        closed = true;
        watches.clear();
        context.runOnContext(_ -> {
            writes.close();
            reads.close();
        });
    }

    /// Runs something on the session's event loop.
    void run(Runnable what) {
        if (!closed) {
            context.runOnContext(_ -> what.run());
        }
    }

    void after(long millis, Runnable then) {
        vertx.setTimer(millis, _ -> run(then));
    }

    void post(String cause, Runnable turn) {
        world.post(cause, turn);
    }

    boolean ended(RemoteWatch watch) {
        return closed || !watches.contains(watch);
    }

    void end(RemoteWatch watch) {
        watches.remove(watch);
    }
}
