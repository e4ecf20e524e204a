package dev.wavetank.cluster.model;

import java.util.List;
import java.util.SortedMap;

/// Which objects are meant, by their labels: all requirements must hold; none at all selects
/// everything.
public record LabelSelector(
        SortedMap<String, String> matchLabels, List<LabelRequirement> matchExpressions) {
    public LabelSelector {
        matchExpressions = List.copyOf(matchExpressions);
    }

    public boolean selects(SortedMap<String, String> labels) {
        for (var wanted : matchLabels.entrySet()) {
            if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        for (var requirement : matchExpressions) {
            if (!requirement.holds(labels)) {
                return false;
            }
        }
        return true;
    }

    public boolean isEmpty() {
        return matchLabels.isEmpty() && matchExpressions.isEmpty();
    }
}
