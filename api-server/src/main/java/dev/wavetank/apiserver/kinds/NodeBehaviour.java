package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Taint;

import java.util.List;
import java.util.TreeSet;

/// Nodes: their taints are checked.
final class NodeBehaviour implements KindBehaviour<Node> {
    private static final List<String> EFFECTS =
            List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

    @Override
    public Kind<Node> kind() {
        return Node.KIND;
    }

    @Override
    public void validate(Node object, Problems problems) {
        var seen = new TreeSet<String>();
        int index = 0;
        for (Taint taint : object.spec().taints()) {
            String field = "spec.taints[" + index++ + "]";
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
