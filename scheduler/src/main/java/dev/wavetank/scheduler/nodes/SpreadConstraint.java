package dev.wavetank.scheduler.nodes;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/// How evenly a pod and those like it are to be spread.
///
/// @param topology the label of nodes over whose values they are spread
/// @param maxSkew by how many pods a value may be ahead of the one that has the fewest
/// @param minDomains with fewer values than these the fewest counts as 0
/// @param binding whether a node that would break it is refused; else it is only worse
/// @param byAffinity whether only nodes count that the pod's node affinity allows
/// @param byTaints whether only nodes count whose taints the pod tolerates
/// @param pods those like it
/// @param self 1 if it is like itself, 0 if not
public record SpreadConstraint(
        String topology,
        int maxSkew,
        int minDomains,
        boolean binding,
        boolean byAffinity,
        boolean byTaints,
        Selection pods,
        int self) {

    /// {@return a pod's constraints, in their order}
    ///
    /// @param binding which of them
    public static List<SpreadConstraint> of(Pod pod, boolean binding) {
        var written = pod.spec().rest().array("topologySpreadConstraints");
        if (written.isEmpty()) {
            return List.of();
        }
        var all = new ArrayList<SpreadConstraint>();
        for (Json each : written) {
            if (each instanceof Json.Obj constraint
                    && binding == !constraint.text("whenUnsatisfiable").equals("ScheduleAnyway")) {
                all.add(of(pod, constraint, binding));
            }
        }
        return all;
    }

    private static SpreadConstraint of(Pod pod, Json.Obj written, boolean binding) {
        var labels = Selection.withKeys(Selection.selector(written, "labelSelector"), written, pod);
        var namespace = new TreeSet<>(Collections.singleton(pod.meta().namespace()));
        return new SpreadConstraint(
                written.text("topologyKey"),
                number(written, "maxSkew"),
                number(written, "minDomains"),
                binding,
                !written.text("nodeAffinityPolicy").equals("Ignore"),
                written.text("nodeTaintsPolicy").equals("Honor"),
                new Selection(namespace, null, labels, true, List.of()),
                labels != null && labels.selects(pod.meta().labels()) ? 1 : 0);
    }

    private static int number(Json.Obj written, String field) {
        Long number = written.get(field) instanceof Json.Num json ? json.whole() : null;
        return number == null ? 1 : Math.toIntExact(number);
    }
}
