package dev.wavetank.scheduler.queue;

import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.state.View;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.scheduler.plugins.FilterPlugin;

import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What the scheduler remembers from one plan to the next: the pods that found no node, how often
/// and when they were tried, and what the cluster looked like last, so that what changed since can
/// be told from the view alone.
///
/// Lost in a crash: then every pod without a node is tried again.
///
/// @param attempts the pods that found no node, or whose binding was refused
/// @param start where in the list of nodes the next search begins
/// @param bound the pods, by uid, that were bound and of which no event tells yet
/// @param failed the pods, with their uid, whose binding was refused since the last plan
public record Queue(
        Attempts attempts,
        Table<Pod> pods,
        Table<Node> nodes,
        int start,
        TreePMap<String, Pod> bound,
        TreePMap<Key, String> failed) {
    public static final Queue EMPTY =
            new Queue(
                    Attempts.NONE,
                    Table.empty(Pod.KIND),
                    Table.empty(Node.KIND),
                    0,
                    TreePMap.empty(),
                    TreePMap.empty());

    /// {@return what changed since the last plan, nodes first}
    public List<Change> changesTo(View view) {
        var changes = new ArrayList<>(nodes.changesTo(view.table(Node.KIND)));
        changes.addAll(pods.changesTo(view.table(Pod.KIND)));
        return changes;
    }

    /// {@return the queue after these changes: who is gone is forgotten, who may be helped is
    /// woken}
    public Queue after(
            List<Change> changes,
            View view,
            Pending pending,
            List<FilterPlugin> filters,
            Time now) {
        var left = attempts;
        for (var binding : failed.entrySet()) {
            var pod = view.get(Pod.KIND, binding.getKey());
            // What is gone or bound by now was told before this, and is not told again.
            if (pod != null
                    && pod.meta().uid().equals(binding.getValue())
                    && pending.concerns(pod)) {
                left = left.plus(pod.key(), again(pod.key(), binding.getValue(), now));
            }
        }
        if (!left.isEmpty()) {
            for (var change : changes) {
                if (change.object() instanceof Pod pod && left.contains(pod.key())) {
                    left = changed(left, pod.key(), change, pending);
                }
            }
            left = woken(left, changes, view, filters);
        }
        return new Queue(
                left, view.table(Pod.KIND), view.table(Node.KIND), start, bound, TreePMap.empty());
    }

    /// A refused binding is no reason to wait for a change, only to let others go first.
    private Attempt again(Key pod, String uid, Time now) {
        return new Attempt(uid, count(pod) + 1, now, false, new TreeSet<>());
    }

    private int count(Key pod) {
        var attempt = attempts.get(pod);
        return attempt == null ? 0 : attempt.count();
    }

    private static Attempts changed(Attempts attempts, Key key, Change change, Pending pending) {
        var attempt = attempts.get(key);
        var after = (Pod) change.after();
        if (attempt == null
                || after == null
                || !pending.concerns(after)
                || !after.meta().uid().equals(attempt.uid())) {
            return attempts.minus(key);
        }
        // Its own new tolerations, requests or labels may be what was missing.
        return change.before() instanceof Pod before
                        && before.spec().equals(after.spec())
                        && before.meta().labels().equals(after.meta().labels())
                ? attempts
                : attempts.plus(key, attempt.woken());
    }

    /// Only those are asked whom a plugin refused that one of the changes concerns.
    private static Attempts woken(
            Attempts attempts, List<Change> changes, View view, List<FilterPlugin> filters) {
        var left = attempts;
        // Without any node no plugin was asked: whatever node comes may do.
        if (changes.stream().anyMatch(each -> each.created() && each.object() instanceof Node)) {
            for (var key : attempts.withoutAnyNode()) {
                left = woken(left, key);
            }
        }
        for (var filter : filters) {
            var refused = attempts.refusedBy(filter.name());
            if (!refused.isEmpty()) {
                var news = changes.stream().filter(filter::concerns).toList();
                left = news.isEmpty() ? left : woken(left, refused, news, view, filter);
            }
        }
        return left;
    }

    private static Attempts woken(
            Attempts attempts,
            SortedSet<Key> refused,
            List<Change> changes,
            View view,
            FilterPlugin filter) {
        var left = attempts;
        for (var key : refused) {
            var pod = view.get(Pod.KIND, key);
            if (pod != null && changes.stream().anyMatch(each -> filter.mayHelp(pod, each))) {
                left = woken(left, key);
            }
        }
        return left;
    }

    private static Attempts woken(Attempts attempts, Key pod) {
        var attempt = attempts.get(pod);
        return attempt == null || !attempt.parked()
                ? attempts
                : attempts.plus(pod, attempt.woken());
    }

    /// {@return the pods whose turn it is, in their order, at most so many}
    public List<Pod> due(Pending pending, Time now, int limit) {
        var back = new TreeSet<Turn>();
        for (var key : attempts.due(now)) {
            var pod = pods.get(key);
            var attempt = attempts.get(key);
            if (pod != null && attempt != null) {
                back.add(Turn.of(pod, attempt.due().wall()));
            }
        }
        var due = new ArrayList<Pod>();
        var returning = back.iterator();
        @Nullable Turn next = returning.hasNext() ? returning.next() : null;
        for (var turn : pending.open()) {
            if (due.size() == limit) {
                return due;
            }
            if (attempts.contains(turn.pod())) {
                continue;
            }
            while (next != null && due.size() < limit && next.compareTo(turn) < 0) {
                add(due, next);
                next = returning.hasNext() ? returning.next() : null;
            }
            if (due.size() < limit) {
                add(due, turn);
            }
        }
        while (next != null && due.size() < limit) {
            add(due, next);
            next = returning.hasNext() ? returning.next() : null;
        }
        return due;
    }

    /// {@return the pods that wait for their gates and were not told so yet}
    public List<Pod> gated(Pending pending) {
        var gated = new ArrayList<Pod>();
        for (var turn : pending.gated()) {
            add(gated, turn);
        }
        return gated;
    }

    private void add(List<Pod> found, Turn turn) {
        var pod = pods.get(turn.pod());
        if (pod != null) {
            found.add(pod);
        }
    }

    /// {@return the queue without a pod that found its node}
    public Queue placed(Pod pod) {
        return attempts.contains(pod.key()) ? with(attempts.minus(pod.key())) : this;
    }

    /// {@return the queue with a pod that found none}
    ///
    /// @param plugins which plugins refused it
    public Queue refused(Pod pod, SortedSet<String> plugins, Time now) {
        var before = attempts.get(pod.key());
        int count = before == null ? 1 : before.count() + 1;
        return with(
                attempts.plus(pod.key(), new Attempt(pod.meta().uid(), count, now, true, plugins)));
    }

    private Queue with(Attempts changed) {
        return new Queue(changed, pods, nodes, start, bound, failed);
    }

    public Queue startingAt(int place) {
        return new Queue(attempts, pods, nodes, place, bound, failed);
    }

    /// {@return the queue after the answer to an action}
    public Queue answered(Action action, Outcome outcome) {
        return switch (action) {
            case Action.Bind bind -> answered(bind, outcome);
            case Action.Emit emit ->
                    owing(bound.minus(emit.event().involvedObject().uid()), failed);
            case Action.Create _, Action.Update _, Action.UpdateStatus _, Action.Delete _ -> this;
        };
    }

    private Queue answered(Action.Bind bind, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(_, Resource object, _) ->
                    object instanceof Pod pod ? owing(bound.plus(bind.uid(), pod), failed) : this;
            case Outcome.Refused _ -> owing(bound, failed.plus(bind.ref().key(), bind.uid()));
            case Outcome.Stale _, Outcome.NotSent _, Outcome.Unknown _ -> this;
        };
    }

    private Queue owing(TreePMap<String, Pod> events, TreePMap<Key, String> refused) {
        return new Queue(attempts, pods, nodes, start, events, refused);
    }

    /// {@return when a pod's turn comes next if nothing changes}
    public Optional<Time> wakeAt() {
        return attempts.next();
    }
}
