package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.EphemeralContainers;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.PodSpec;

import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What holds for the containers that are added to a pod that runs: nobody may rely on them, so
/// they serve nothing and reserve nothing.
final class EphemeralRules {
    static final String FIELD = "ephemeralContainers";

    private static final String NOT_FOR_THEM = "cannot be set for an Ephemeral Container";

    private EphemeralRules() {}

    /// @param names those of the pod's other containers; theirs are added
    /// @param volumes the names of the pod's volumes
    /// @param grace how long the pod may take to end, in seconds
    static void validate(
            PodSpec spec,
            String field,
            Set<String> names,
            Set<String> volumes,
            long grace,
            Problems problems) {
        var others = new TreeSet<>(names);
        int index = 0;
        for (var container : EphemeralContainers.of(spec)) {
            String at = field + "." + FIELD + "[" + index++ + "]";
            ContainerRules.validate(container, at, names, volumes, grace, problems);
            String target = container.rest().text("targetContainerName");
            if (!target.isEmpty() && !others.contains(target)) {
                problems.notFound(at + ".targetContainerName", target);
            }
            validateFields(container, at, problems);
        }
    }

    private static void validateFields(Container container, String at, Problems problems) {
        forbid(!container.ports().isEmpty(), at + ".ports", problems);
        var resources = container.resources();
        forbid(
                !resources.requests().isEmpty() || !resources.limits().isEmpty(),
                at + ".resources",
                problems);
        forbid(container.livenessProbe() != null, at + ".livenessProbe", problems);
        forbid(container.readinessProbe() != null, at + ".readinessProbe", problems);
        forbid(container.startupProbe() != null, at + ".startupProbe", problems);
        forbid(container.rest().has("lifecycle"), at + ".lifecycle", problems);
        forbid(container.restartPolicy() != null, at + ".restartPolicy", problems);
        forbid(!container.rest().array("resizePolicy").isEmpty(), at + ".resizePolicy", problems);
        new Part(container.rest(), at, problems)
                .each(
                        "volumeMounts",
                        mount -> {
                            for (var path : new String[] {"subPath", "subPathExpr"}) {
                                forbid(!mount.text(path).isEmpty(), mount.at(path), problems);
                            }
                        });
    }

    private static void forbid(boolean is, String field, Problems problems) {
        if (is) {
            problems.forbidden(field, NOT_FOR_THEM);
        }
    }

    /// They may only be added.
    static void validateUpdate(PodSpec stored, PodSpec sent, Problems problems) {
        var now = new TreeMap<String, Container>();
        EphemeralContainers.of(sent).forEach(each -> now.put(each.name(), each));
        for (var each : EphemeralContainers.of(stored)) {
            if (!each.equals(now.get(each.name()))) {
                problems.forbidden(
                        "spec." + FIELD,
                        "existing ephemeral containers "
                                + new Json.Text(each.name())
                                + " may not be "
                                + (now.containsKey(each.name()) ? "changed\n" : "removed\n"));
            }
        }
    }
}
