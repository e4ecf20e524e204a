package dev.wavetank.scheduler.plugins;

import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.NodeSelectorRequirement;
import dev.wavetank.cluster.model.NodeSelectorTerm;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Evaluates what a pod asks of a node's labels and fields.
final class NodeTerms {
    /// The only field that can be asked for.
    static final String NAME_FIELD = "metadata.name";

    private NodeTerms() {}

    /// {@return whether the node meets all of a term; a term that asks for nothing is met by none}
    static boolean matches(NodeSelectorTerm term, Node node) {
        if (term.matchExpressions().isEmpty() && term.matchFields().isEmpty()) {
            return false;
        }
        for (var requirement : term.matchExpressions()) {
            if (!holds(requirement, node.meta().labels().get(requirement.key()))) {
                return false;
            }
        }
        for (var requirement : term.matchFields()) {
            if (!holds(requirement, field(requirement.key(), node))) {
                return false;
            }
        }
        return true;
    }

    /// {@return what the node lacks of a term, each as "needed, found"}
    static List<String> unmet(NodeSelectorTerm term, Node node) {
        var unmet = new ArrayList<String>();
        for (var requirement : term.matchExpressions()) {
            String value = node.meta().labels().get(requirement.key());
            if (!holds(requirement, value)) {
                unmet.add("label " + written(requirement) + found(value));
            }
        }
        for (var requirement : term.matchFields()) {
            String value = field(requirement.key(), node);
            if (!holds(requirement, value)) {
                unmet.add("field " + written(requirement) + found(value));
            }
        }
        return unmet.isEmpty() ? List.of("an empty term, which no node matches") : unmet;
    }

    private static @Nullable String field(String key, Node node) {
        return key.equals(NAME_FIELD) ? node.meta().name() : null;
    }

    private static boolean holds(NodeSelectorRequirement requirement, @Nullable String value) {
        return switch (requirement.operator()) {
            case "In" -> value != null && requirement.values().contains(value);
            case "NotIn" -> value == null || !requirement.values().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            case "Gt" -> compared(requirement, value) > 0;
            case "Lt" -> compared(requirement, value) < 0;
            default -> false;
        };
    }

    /// {@return how the node's number compares with the one asked for; 0 also when one is none}
    private static int compared(NodeSelectorRequirement requirement, @Nullable String value) {
        if (value == null || requirement.values().size() != 1) {
            return 0;
        }
        try {
            return Long.compare(
                    Long.parseLong(value), Long.parseLong(requirement.values().getFirst()));
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    private static String written(NodeSelectorRequirement requirement) {
        return requirement.key()
                + " "
                + requirement.operator()
                + (requirement.values().isEmpty() ? "" : " " + requirement.values());
    }

    private static String found(@Nullable String value) {
        return value == null ? " (none there)" : " (" + value + " there)";
    }
}
