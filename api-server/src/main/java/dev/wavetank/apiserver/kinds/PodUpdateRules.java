package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.PodSpec;
import dev.wavetank.cluster.model.Shape;
import dev.wavetank.cluster.model.Toleration;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// What may be changed of a pod that exists.
final class PodUpdateRules {
    private static final String FIXED =
            "pod updates may not change fields other than"
                    + " `spec.containers[*].image`,`spec.initContainers[*].image`,"
                    + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing"
                    + " tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1"
                    + " if it was previously negative)";

    private PodUpdateRules() {}

    static void validate(PodSpec stored, PodSpec sent, Problems problems) {
        if (stored.equals(sent)) {
            return;
        }
        if (stored.containers().size() != sent.containers().size()) {
            problems.forbidden("spec.containers", "pod updates may not add or remove containers");
            return;
        }
        if (stored.initContainers().size() != sent.initContainers().size()) {
            problems.forbidden(
                    "spec.initContainers", "pod updates may not add or remove containers");
            return;
        }
        validateDeadline(stored.activeDeadlineSeconds(), sent.activeDeadlineSeconds(), problems);
        validateTolerations(stored.tolerations(), sent.tolerations(), problems);
        validateGates(stored, sent, problems);
        var changed = changed(stored, withAllowed(stored, sent));
        if (!changed.isEmpty()) {
            problems.forbidden("spec", FIXED + "\nchanged: " + String.join(", ", changed));
        }
    }

    private static void validateDeadline(
            @Nullable Long stored, @Nullable Long sent, Problems problems) {
        String field = "spec.activeDeadlineSeconds";
        if (sent == null && stored != null) {
            problems.invalid(
                    field, Json.NULL, "must not update from a positive integer to nil value");
        } else if (sent != null && stored != null && sent > stored) {
            problems.invalid(field, sent, "must be less than or equal to previous value");
        }
    }

    private static void validateTolerations(
            List<Toleration> stored, List<Toleration> sent, Problems problems) {
        for (var each : stored) {
            if (sent.stream().noneMatch(other -> sameButSeconds(each, other))) {
                problems.forbidden(
                        "spec.tolerations",
                        "existing toleration can not be modified except its tolerationSeconds");
                return;
            }
        }
    }

    private static boolean sameButSeconds(Toleration one, Toleration other) {
        return one.key().equals(other.key())
                && one.operator().equals(other.operator())
                && one.value().equals(other.value())
                && one.effect().equals(other.effect());
    }

    private static void validateGates(PodSpec stored, PodSpec sent, Problems problems) {
        var before = stored.rest().array("schedulingGates");
        for (var gate : sent.rest().array("schedulingGates")) {
            if (!before.contains(gate)) {
                String name = gate instanceof Json.Obj object ? object.text("name") : "";
                problems.forbidden(
                        "spec.schedulingGates",
                        "only deletion is allowed, but found new scheduling gate '" + name + "'");
            }
        }
    }

    /// {@return what was sent, with what may be changed as it is stored}
    private static PodSpec withAllowed(PodSpec stored, PodSpec sent) {
        Long grace = sent.terminationGracePeriodSeconds();
        Long before = stored.terminationGracePeriodSeconds();
        boolean graceAllowed = before != null && before < 0 && grace != null && grace == 1;
        var gates = stored.rest().get("schedulingGates");
        var rest = sent.rest().without("schedulingGates");
        return new PodSpec(
                sent.nodeName(),
                sent.schedulerName(),
                sent.serviceAccountName(),
                sent.restartPolicy(),
                sent.priority(),
                sent.priorityClassName(),
                graceAllowed ? before : grace,
                stored.activeDeadlineSeconds(),
                sent.hostNetwork(),
                withImages(stored.initContainers(), sent.initContainers()),
                withImages(stored.containers(), sent.containers()),
                stored.tolerations(),
                sent.nodeSelector(),
                sent.affinity(),
                sent.overhead(),
                gates == null ? rest : rest.with("schedulingGates", gates));
    }

    private static List<Container> withImages(List<Container> stored, List<Container> sent) {
        var containers = new ArrayList<Container>();
        for (int i = 0; i < sent.size(); i++) {
            var each = sent.get(i);
            containers.add(
                    new Container(
                            each.name(),
                            stored.get(i).image(),
                            each.imagePullPolicy(),
                            each.restartPolicy(),
                            each.ports(),
                            each.resources(),
                            each.livenessProbe(),
                            each.readinessProbe(),
                            each.startupProbe(),
                            each.rest()));
        }
        return containers;
    }

    private static List<String> changed(PodSpec stored, PodSpec sent) {
        var before = Shape.of(PodSpec.class).write(stored);
        var after = Shape.of(PodSpec.class).write(sent);
        var changed = new ArrayList<String>();
        after.forEach((name, value) -> {
            if (!value.equals(before.get(name))) {
                changed.add("spec." + name);
            }
        });
        before.forEach((name, _) -> {
            if (!after.has(name)) {
                changed.add("spec." + name);
            }
        });
        return changed;
    }
}
