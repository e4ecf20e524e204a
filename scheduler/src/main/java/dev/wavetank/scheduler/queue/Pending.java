package dev.wavetank.scheduler.queue;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The pods that have no node yet, in their order.
///
/// A mutable projection of the pods as they are, like the node table: it depends on what they are,
/// never on how they came to be so.
public final class Pending {
    private final String schedulerName;
    private final TreeSet<Turn> open = new TreeSet<>();
    private final TreeSet<Turn> gated = new TreeSet<>();

    public Pending(String schedulerName) {
        this.schedulerName = schedulerName;
    }

    public void apply(Change change) {
        if (change.object() instanceof Pod) {
            var before = (Pod) change.before();
            var after = (Pod) change.after();
            if (before != null && concerns(before)) {
                open.remove(Turn.of(before));
                gated.remove(Turn.of(before));
            }
            if (after != null && concerns(after)) {
                put(after);
            }
        }
    }

    private void put(Pod pod) {
        if (gates(pod).isEmpty()) {
            open.add(Turn.of(pod));
        } else if (!told(pod)) {
            gated.add(Turn.of(pod));
        }
    }

    private static boolean told(Pod pod) {
        var scheduled = Condition.find(pod.status().conditions(), "PodScheduled");
        return scheduled != null && scheduled.reason().equals("SchedulingGated");
    }

    /// {@return whether this scheduler is to find a node for the pod, now or when its gates open}
    public boolean concerns(@Nullable Pod pod) {
        return pod != null
                && pod.spec().nodeName().isEmpty()
                && pod.spec().schedulerName().equals(schedulerName)
                && !pod.deleting()
                && !pod.finished();
    }

    /// {@return the names of what keeps the pod from being scheduled at all}
    public static List<String> gates(Pod pod) {
        var gates = pod.spec().rest().array("schedulingGates");
        return gates.isEmpty()
                ? List.of()
                : gates.stream()
                        .map(gate -> gate instanceof Json.Obj object ? object.text("name") : "")
                        .toList();
    }

    /// {@return those that can be scheduled, in their order}
    SortedSet<Turn> open() {
        return Collections.unmodifiableSortedSet(open);
    }

    /// {@return those that wait for their gates, and do not say so yet}
    SortedSet<Turn> gated() {
        return Collections.unmodifiableSortedSet(gated);
    }

    /// {@return the keys of all, to compare two of these by}
    public List<String> snapshot() {
        return Stream.concat(open.stream(), gated.stream()).map(Turn::toString).toList();
    }
}
