package dev.wavetank.controllers.nodes;

import dev.wavetank.cluster.loop.Controller;
import dev.wavetank.cluster.loop.Plan;
import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Taint;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.state.View;
import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Deletes pods from nodes with `NoExecute` taints: at once those that do not tolerate one of them,
/// the others when their shortest `tolerationSeconds` is over.
///
/// The time counts from when this controller first saw the pod under such a taint, on its monotonic
/// clock, as upstream's does; when the taints go before, the pod stays.
public final class TaintEviction implements Controller<TaintEviction.Memory> {
    public static final String NAME = "taint-eviction-controller";

    /// Since when the pod is under taints that it tolerates for a time.
    public record Memory(Optional<Time> since) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Query> watches() {
        return List.of(Query.all(Node.KIND), Query.all(Pod.KIND));
    }

    @Override
    public Memory start() {
        return new Memory(Optional.empty());
    }

    @Override
    public SortedSet<Key> touched(Change change, View view) {
        var keys = new TreeSet<Key>();
        if (change.object() instanceof Pod pod) {
            Node node = view.get(Node.KIND, "", pod.spec().nodeName());
            if (node != null && !noExecute(node).isEmpty() && differs(change)) {
                keys.add(pod.key());
            }
        } else if (!noExecute(change.before()).equals(noExecute(change.after()))) {
            view.table(Pod.KIND)
                    .on(change.object().meta().name())
                    .forEach(pod -> keys.add(pod.key()));
        }
        return keys;
    }

    private static boolean differs(Change change) {
        return !(change.before() instanceof Pod before
                && change.after() instanceof Pod after
                && before.meta().uid().equals(after.meta().uid())
                && before.deleting() == after.deleting()
                && before.spec().nodeName().equals(after.spec().nodeName())
                && before.spec().tolerations().equals(after.spec().tolerations()));
    }

    private static List<Taint> noExecute(@Nullable Object node) {
        return node instanceof Node known
                ? known.spec().taints().stream().filter(Taints::noExecute).toList()
                : List.of();
    }

    @Override
    public Plan<Memory> reconcile(Key key, View view, Memory memory, Time now) {
        Pod pod = view.get(Pod.KIND, key);
        if (pod == null || pod.deleting()) {
            return Plan.nothing(start());
        }
        var taints = noExecute(view.get(Node.KIND, "", pod.spec().nodeName()));
        var stay = stay(pod, taints);
        if (stay.isEmpty()) {
            // Nothing drives the pod away, or not any more.
            return memory.since.isEmpty()
                    ? Plan.nothing(start())
                    : Plan.of(
                            List.of(emit(pod, "Cancelling deletion of Pod " + pod.key(), now)),
                            List.of(
                                    reason(
                                            pod,
                                            "may stay",
                                            List.of(pod.spec().nodeName() + " has recovered"))),
                            start());
        }
        var since = memory.since.orElse(now);
        Time due = since.plus(stay.get());
        var details = new ArrayList<String>();
        taints.forEach(taint -> details.add(pod.spec().nodeName() + " has the taint " + taint));
        details.add("tolerated for " + stay.get().toSeconds() + " s");
        if (now.before(due)) {
            return Plan.of(
                            List.of(),
                            List.of(reason(pod, "leaves when its toleration ends", details)),
                            new Memory(Optional.of(since)))
                    .wakeAt(due);
        }
        return Plan.of(
                List.of(
                        emit(pod, "Marking for deletion Pod " + pod.key(), now),
                        Disruption.status(
                                pod,
                                pod.status().phase(),
                                "DeletionByTaintManager",
                                "Taint manager: deleting due to NoExecute taint",
                                now),
                        Action.Delete.of(pod)),
                List.of(reason(pod, "deleting it from its node", details)),
                start());
    }

    /// {@return how long the pod bears these taints; empty for as long as they last}
    private static Optional<Duration> stay(Pod pod, List<Taint> taints) {
        Long shortest = null;
        for (var taint : taints) {
            var bearing =
                    pod.spec().tolerations().stream().filter(each -> each.bears(taint)).findFirst();
            if (bearing.isEmpty()) {
                return Optional.of(Duration.ZERO);
            }
            Long seconds = bearing.get().tolerationSeconds();
            if (seconds != null) {
                long from = Math.max(0, seconds);
                shortest = shortest == null ? from : Long.valueOf(Math.min(shortest, from));
            }
        }
        return Optional.ofNullable(shortest).map(Duration::ofSeconds);
    }

    private static Action.Emit emit(Pod pod, String message, Time now) {
        return new Action.Emit(
                Event.about(pod, NAME, "", "Normal", "TaintManagerEviction", message, now.wall()));
    }

    private static Reason reason(Pod pod, String decision, List<String> details) {
        return new Reason(pod.ref(), pod.meta().uid(), NAME, decision, details);
    }
}
