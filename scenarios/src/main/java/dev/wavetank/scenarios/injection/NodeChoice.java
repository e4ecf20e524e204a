package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.scenarios.faults.NodeSelector;

import java.util.List;

/// Which machines a selector means: those there are, whether or not they are registered; labels are
/// those of the Node object.
record NodeChoice(NodeSelector selector, List<String> machines) {
    /// {@return the names of the nodes that are meant, sorted; at least one}
    ///
    /// @throws Refusal when one that is named does not exist, or when none is meant
    List<String> found(ClusterState state) {
        for (String name : selector.nodes()) {
            if (!machines.contains(name)) {
                throw new Refusal("there is no node " + name + "; there are " + machines);
            }
        }
        var found = machines.stream().filter(name -> means(name, state)).toList();
        if (found.isEmpty()) {
            var there =
                    state.table(Node.KIND).all().stream()
                            .map(node -> node.key() + " " + node.meta().labels())
                            .toList();
            throw new Refusal("the selector means no node; there are " + there);
        }
        return found;
    }

    /// {@return whether this node is meant}
    boolean means(String name, ClusterState state) {
        if (!selector.nodes().isEmpty() && !selector.nodes().contains(name)) {
            return false;
        } else if (selector.nodeSelectors().isEmpty()) {
            return true;
        }
        var node = state.table(Node.KIND).get("", name);
        return node != null
                && selector.nodeSelectors().entrySet().stream()
                        .allMatch(label ->
                                label.getValue().equals(node.meta().labels().get(label.getKey())));
    }
}
