package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Expect;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Deletes events an hour after they were last told (kube-apiserver's `--event-ttl`).
final class EventExpiry {
    private static final Duration AGE_MAX = Duration.ofHours(1);

    /// Events that fall due together go together, a bounded number at a time.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final int AT_ONCE = 500;

    private final World world;
    private final Writes writes;
    private final ArrayDeque<Due> queue = new ArrayDeque<>();
    private boolean waiting;

    private record Due(Time at, Ref ref, long revision) {}

    EventExpiry(World world, Writes writes) {
        this.world = world;
        this.writes = writes;
        var now = world.now();
        var found = new ArrayList<Due>();
        for (var event : writes.committed().table(Event.KIND).all()) {
            var age = Duration.between(told(event, now.wall()), now.wall());
            found.add(
                    new Due(
                            now.plus(AGE_MAX.minus(age)),
                            event.ref(),
                            event.meta().resourceVersion()));
        }
        found.sort(Comparator.comparing(Due::at));
        queue.addAll(found);
        arrange();
    }

    private static Instant told(Event event, Instant now) {
        if (event.lastTimestamp() != null) {
            return event.lastTimestamp();
        }
        return event.meta().creationTimestamp() == null ? now : event.meta().creationTimestamp();
    }

    void published(Change change) {
        if (change.after() instanceof Event event) {
            queue.add(new Due(world.now().plus(AGE_MAX), event.ref(), change.revision()));
            arrange();
        }
    }

    private void arrange() {
        var next = queue.peek();
        if (!waiting && next != null) {
            waiting = true;
            var wait = next.at().since(world.now());
            world.after("events expire", wait.compareTo(PAUSE) < 0 ? PAUSE : wait, this::expire);
        }
    }

    private void expire() {
        waiting = false;
        var now = world.now();
        ClusterState state = writes.committed();
        int deleted = 0;
        for (var due = queue.peek();
                due != null && !now.before(due.at()) && deleted < AT_ONCE;
                due = queue.peek()) {
            queue.poll();
            if (state.get(due.ref()) instanceof Event event
                    && event.meta().resourceVersion() == due.revision()) {
                deleted++;
                delete(event, due);
            }
        }
        arrange();
    }

    private void delete(Event event, Due due) {
        var delete =
                new Action.Delete(
                        due.ref(),
                        event.meta().uid(),
                        0L,
                        Action.Propagation.BACKGROUND,
                        List.of(new Expect.Version(due.ref(), due.revision())));
        writes.submit(new Submission(delete, "event-ttl", false), _ -> {});
    }
}
