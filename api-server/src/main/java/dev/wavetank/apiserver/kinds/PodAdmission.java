package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Generic;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.PodSpec;
import dev.wavetank.cluster.model.ResourceRequirements;
import dev.wavetank.cluster.model.Toleration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/// What the server puts into the spec of a new pod: upstream's admission plugins ServiceAccount
/// (see [AccountAdmission]), DefaultTolerationSeconds and Priority, and requests where only limits
/// are given.
final class PodAdmission {
    private static final Kind<Generic> PRIORITY_CLASS =
            Kind.generic("scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses", false);

    private static final int CLUSTER_CRITICAL = 2_000_000_000;
    private static final int NODE_CRITICAL = 2_000_001_000;

    /// Upstream's `--default-not-ready-toleration-seconds` and its twin, in seconds.
    private static final long TOLERATION = 300;

    private static final String SERVICE_LINKS = "enableServiceLinks";

    private static final List<String> TOLERATED =
            List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");

    private PodAdmission() {}

    /// What a priority class says.
    private record Priority(String className, int value, String preemptionPolicy) {}

    static PodSpec admit(Pod pod, Admission admission) {
        var spec = AccountAdmission.admit(pod, admission);
        var priority = priority(pod, admission);
        var rest = spec.rest();
        if (!rest.has("preemptionPolicy")) {
            rest = rest.with("preemptionPolicy", priority.preemptionPolicy());
        }
        // A default of pods alone, so a pod that a controller made from a template has yet to get
        // it: else the next write by a user would seem to change the spec.
        if (!rest.has(SERVICE_LINKS)) {
            rest = rest.with(SERVICE_LINKS, new Json.Bool(true));
        }
        return new PodSpec(
                spec.nodeName(),
                spec.schedulerName().isEmpty() ? "default-scheduler" : spec.schedulerName(),
                spec.serviceAccountName(),
                spec.restartPolicy(),
                priority.value(),
                priority.className(),
                spec.terminationGracePeriodSeconds(),
                spec.activeDeadlineSeconds(),
                spec.hostNetwork(),
                requesting(spec.initContainers()),
                requesting(spec.containers()),
                tolerating(spec.tolerations()),
                spec.nodeSelector(),
                spec.affinity(),
                spec.overhead(),
                rest);
    }

    private static Priority priority(Pod pod, Admission admission) {
        var priority = priorityClass(pod, admission);
        Integer given = pod.spec().priority();
        if (given != null && given != priority.value()) {
            admission.refuse(
                    Refusals.forbidden(
                            pod.ref(),
                            "the integer value of priority ("
                                    + given
                                    + ") must not be provided in pod spec; priority admission"
                                    + " controller computed "
                                    + priority.value()
                                    + " from the given PriorityClass name"));
        }
        return priority;
    }

    private static Priority priorityClass(Pod pod, Admission admission) {
        var classes = admission.state().table(PRIORITY_CLASS);
        String name = pod.spec().priorityClassName();
        if (name.isEmpty()) {
            for (var each : classes.all()) {
                if (each.body().get("globalDefault") instanceof Json.Bool bool && bool.value()) {
                    return priority(each);
                }
            }
            return new Priority("", 0, "PreemptLowerPriority");
        }
        var found = classes.get(new Key("", name));
        if (found != null) {
            return priority(found);
        }
        return switch (name) {
            case "system-cluster-critical" ->
                    new Priority(name, CLUSTER_CRITICAL, "PreemptLowerPriority");
            case "system-node-critical" ->
                    new Priority(name, NODE_CRITICAL, "PreemptLowerPriority");
            default -> {
                admission.refuse(
                        Refusals.forbidden(
                                pod.ref(), "no PriorityClass with name " + name + " was found"));
                yield new Priority(name, 0, "");
            }
        };
    }

    private static Priority priority(Generic found) {
        Long value = found.body().get("value") instanceof Json.Num number ? number.whole() : null;
        String policy = found.body().text("preemptionPolicy");
        return new Priority(
                found.meta().name(),
                value == null ? 0 : value.intValue(),
                policy.isEmpty() ? "PreemptLowerPriority" : policy);
    }

    private static List<Toleration> tolerating(List<Toleration> given) {
        var tolerations = new ArrayList<>(given);
        for (var key : TOLERATED) {
            boolean tolerated =
                    given.stream()
                            .anyMatch(each ->
                                    (each.key().isEmpty() || each.key().equals(key))
                                            && (each.effect().isEmpty()
                                                    || each.effect().equals("NoExecute")));
            if (!tolerated) {
                tolerations.add(
                        new Toleration(key, "Exists", "", "NoExecute", TOLERATION, Json.Obj.EMPTY));
            }
        }
        return tolerations;
    }

    private static List<Container> requesting(List<Container> containers) {
        return containers.stream().map(PodAdmission::requesting).toList();
    }

    private static Container requesting(Container container) {
        var resources = container.resources();
        if (resources.requests().keySet().containsAll(resources.limits().keySet())) {
            return container;
        }
        var requests = new TreeMap<>(resources.limits());
        requests.putAll(resources.requests());
        return new Container(
                container.name(),
                container.image(),
                container.imagePullPolicy(),
                container.restartPolicy(),
                container.ports(),
                new ResourceRequirements(
                        resources.limits(),
                        Collections.unmodifiableSortedMap(requests),
                        resources.rest()),
                container.livenessProbe(),
                container.readinessProbe(),
                container.startupProbe(),
                container.rest());
    }
}
