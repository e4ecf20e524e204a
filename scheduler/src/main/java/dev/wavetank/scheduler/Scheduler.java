package dev.wavetank.scheduler;

import dev.wavetank.cluster.loop.Controller;
import dev.wavetank.cluster.loop.Plan;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.View;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.scheduler.plugins.FilterPlugin;
import dev.wavetank.scheduler.queue.Queue;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Finds a node for each pod that has none.
///
/// There is one key, the queue: each plan takes the pods whose turn it is, up to a limit, finds a
/// node for one after the other, each seeing what those before it took, and binds them. One object
/// serves one control loop, since it keeps a projection of the last view it saw; plans depend on
/// view, memory and time alone.
public final class Scheduler implements Controller<Queue> {
    /// How many pods one plan decides on. Large enough that what a plan costs by itself is spread
    /// thin, small enough that a pod of high priority does not wait long behind it.
    private static final int BATCH = 250;

    private static final SortedSet<Key> QUEUE =
            Collections.unmodifiableSortedSet(new TreeSet<>(List.of(new Key("", "queue"))));

    private final Profile profile;
    private final Projection projection;

    public Scheduler(Profile profile) {
        this.profile = profile;
        this.projection = new Projection(profile.schedulerName());
    }

    @Override
    public String name() {
        return profile.schedulerName();
    }

    @Override
    public List<Query> watches() {
        return List.of(Query.all(Node.KIND), Query.all(Pod.KIND));
    }

    @Override
    public SortedSet<Key> touched(Change change, View view) {
        return concerns(change) ? QUEUE : Collections.emptySortedSet();
    }

    /// Most of what happens to pods and nodes is status, which leaves the scheduler cold.
    private boolean concerns(Change change) {
        if (change.before() instanceof Node before && change.after() instanceof Node after) {
            return !FilterPlugin.alike(before, after);
        }
        if (change.before() instanceof Pod before && change.after() instanceof Pod after) {
            return projection.pending().concerns(before)
                    || projection.pending().concerns(after)
                    || before.finished() != after.finished()
                    || before.deleting() != after.deleting()
                    || !before.spec().equals(after.spec())
                    || !before.meta().labels().equals(after.meta().labels());
        }
        return true;
    }

    @Override
    public Queue start() {
        return Queue.EMPTY;
    }

    @Override
    public Plan<Queue> reconcile(Key key, View view, Queue memory, Time now) {
        projection.show(view);
        var queue =
                memory.after(
                        memory.changesTo(view), view, projection.pending(), profile.filters(), now);
        var round = new Round(profile, projection, view.table(Pod.KIND), queue, now);
        var due = queue.due(projection.pending(), now, BATCH);
        due.forEach(round::schedule);
        queue.gated(projection.pending()).forEach(round::gated);
        var plan = round.plan();
        return due.size() == BATCH ? plan.wakeAt(now) : plan;
    }

    @Override
    public Queue answered(Queue memory, Action action, Outcome outcome) {
        return memory.answered(action, outcome);
    }

    Projection projection() {
        return projection;
    }
}
