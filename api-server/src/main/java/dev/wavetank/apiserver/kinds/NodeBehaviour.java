package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Names;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Taint;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Nodes: their taints are checked, and a new one is kept free of pods until it is known to be
/// ready.
final class NodeBehaviour implements KindBehaviour<Node> {
    private static final String NOT_READY = "node.kubernetes.io/not-ready";
    private static final String NO_SCHEDULE = "NoSchedule";

    private static final List<String> EFFECTS =
            List.of(NO_SCHEDULE, "PreferNoSchedule", "NoExecute");

    @Override
    public Kind<Node> kind() {
        return Node.KIND;
    }

    /// Upstream's admission plugin TaintNodesByCondition: else pods could be bound in the moment
    /// before the node controller first looks at the node. That controller takes the taint away
    /// again.
    @Override
    public Node created(Node object, Admission admission) {
        var taints = new ArrayList<>(object.spec().taints());
        for (var taint : taints) {
            if (taint.key().equals(NOT_READY) && taint.effect().equals(NO_SCHEDULE)) {
                return object;
            }
        }
        taints.add(new Taint(NOT_READY, "", NO_SCHEDULE, null, Json.Obj.EMPTY));
        return object.withSpec(object.spec().withTaints(taints));
    }

    @Override
    public void validate(Node object, Problems problems) {
        var seen = new TreeSet<String>();
        int index = 0;
        for (Taint taint : object.spec().taints()) {
            String field = "spec.taints[" + index++ + "]";
            for (var wrong : Names.qualified(taint.key())) {
                problems.invalid(field + ".key", taint.key(), wrong);
            }
            for (var wrong : Names.labelValue(taint.value())) {
                problems.invalid(field + ".value", taint.value(), wrong);
            }
            if (taint.effect().isEmpty()) {
                problems.required(field + ".effect", "");
            } else if (!EFFECTS.contains(taint.effect())) {
                problems.notSupported(field + ".effect", taint.effect(), EFFECTS);
            }
            if (!seen.add(taint.key() + ":" + taint.effect())) {
                problems.duplicate(field, new Json.Text(taint.toString()));
            }
        }
    }
}
