package dev.wavetank.scenarios.faults;

import dev.wavetank.scenarios.format.Says;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which nodes are meant: those that all of this selects; everything absent means every node.
@Says("which nodes are meant: those that everything in here selects")
public record NodeSelector(
        @Says("the nodes of these names; a name that does not exist is an error")
                List<String> nodes,
        @Says("nodes with these labels, such as topology.kubernetes.io/zone")
                SortedMap<String, String> nodeSelectors) {
    public NodeSelector {
        nodes = List.copyOf(nodes);
        nodeSelectors = Collections.unmodifiableSortedMap(new TreeMap<>(nodeSelectors));
    }
}
