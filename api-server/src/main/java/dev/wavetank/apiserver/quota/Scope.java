package dev.wavetank.apiserver.quota;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;

import java.util.ArrayList;
import java.util.List;

/// Which pods a quota is about, as one of its scopes says.
///
/// @param name `Terminating`, `BestEffort`, `PriorityClass`, ...
/// @param operator `In`, `NotIn`, `Exists` or `DoesNotExist`
record Scope(String name, String operator, List<String> values) {
    Scope {
        values = List.copyOf(values);
    }

    /// {@return the scopes of a quota with this spec; all must hold}
    static List<Scope> of(Json.Obj spec) {
        var scopes = new ArrayList<Scope>();
        for (Json each : spec.array("scopes")) {
            scopes.add(new Scope(((Json.Text) each).value(), "Exists", List.of()));
        }
        for (Json each : spec.object("scopeSelector").array("matchExpressions")) {
            var term = (Json.Obj) each;
            scopes.add(
                    new Scope(
                            term.text("scopeName"),
                            term.text("operator"),
                            term.array("values").stream()
                                    .map(value -> ((Json.Text) value).value())
                                    .toList()));
        }
        return scopes;
    }

    /// {@return whether the object is one of those meant; only pods have scopes}
    boolean holds(Resource object) {
        if (!(object instanceof Pod pod)) {
            return false;
        }
        return switch (name) {
            case "Terminating" -> terminating(pod);
            case "NotTerminating" -> !terminating(pod);
            case "BestEffort" -> bestEffort(pod);
            case "NotBestEffort" -> !bestEffort(pod);
            case "PriorityClass" -> priorityClass(pod.spec().priorityClassName());
            default -> false;
        };
    }

    private static boolean terminating(Pod pod) {
        return pod.spec().activeDeadlineSeconds() != null;
    }

    private static boolean bestEffort(Pod pod) {
        return PodDemand.requests(pod).isEmpty() && PodDemand.limits(pod).isEmpty();
    }

    private boolean priorityClass(String found) {
        return switch (operator) {
            case "In" -> values.contains(found);
            case "NotIn" -> !values.contains(found);
            case "DoesNotExist" -> found.isEmpty();
            default -> !found.isEmpty();
        };
    }
}
