package dev.wavetank.scheduler;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.scheduler.nodes.Demand;
import dev.wavetank.scheduler.nodes.Priorities;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// Says what was decided: in upstream's words where `kubectl` shows them, in more words where
/// somebody asks why. Messages are those of Kubernetes 1.36.
final class Wording {
    static final String GATED = "Scheduling is blocked due to non-empty scheduling gates";

    private Wording() {}

    static String assigned(Pod bound) {
        return "Successfully assigned " + bound.key() + " to " + bound.spec().nodeName();
    }

    /// The event FailedScheduling and the message of the condition.
    static String failed(Verdict.Unschedulable verdict, Eviction eviction) {
        if (verdict.nodes() == 0) {
            return "no nodes available to schedule pods";
        }
        String reasons = none(verdict.nodes(), verdict.firstReasons());
        // No resource claims exist here, so upstream's DynamicResources has none to give back.
        String vain = reasons + " no new claims to deallocate, preemption: ";
        return switch (eviction) {
            case Eviction.Of _ -> reasons;
            case Eviction.NotEligible(var why) -> vain + why;
            case Eviction.Vain(var nodes) -> vain + none(verdict.nodes(), nodes);
        };
    }

    private static String none(int nodes, SortedMap<String, Integer> reasons) {
        // Upstream sorts the finished texts, so that 10 comes before 2.
        var texts = new ArrayList<String>();
        reasons.forEach((reason, count) -> texts.add(count + " " + reason));
        texts.sort(null);
        return "0/" + nodes + " nodes are available: " + String.join(", ", texts) + ".";
    }

    static Reason placed(Pod pod, Demand demand, Verdict.Placed placed, String component) {
        return of(pod, component, "assigned to " + placed.node(), details(demand, placed));
    }

    static Reason failed(
            Pod pod,
            Demand demand,
            Verdict.Unschedulable none,
            Eviction eviction,
            String component) {
        return of(pod, component, failed(none, eviction), details(pod, demand, none, eviction));
    }

    static Reason gated(Pod pod, List<String> gates, String component) {
        return of(
                pod,
                component,
                "not scheduled: it waits for its scheduling gates",
                List.of("spec.schedulingGates must be empty, found " + gates));
    }

    static Reason evicted(Pod victim, Pod by, String node, String component) {
        return of(
                victim,
                component,
                "evicted from " + node + " to make room for pod " + by.key(),
                List.of(
                        "its priority is "
                                + Priorities.of(victim)
                                + ", that of "
                                + by.key()
                                + " is "
                                + Priorities.of(by)));
    }

    private static Reason of(Pod pod, String component, String decision, List<String> details) {
        return new Reason(pod.ref(), pod.meta().uid(), component, decision, details);
    }

    private static List<String> details(Demand demand, Verdict.Placed placed) {
        var details = new ArrayList<String>();
        details.add("needed " + needed(demand));
        details.add(
                "looked at "
                        + placed.looked()
                        + " of "
                        + placed.nodes()
                        + " nodes, "
                        + placed.feasible()
                        + " can take it");
        placed.best().forEach(ranked -> details.add(ranked.toString()));
        placed.refusedBy().forEach((plugin, count) -> details.add(count + " refused by " + plugin));
        placed.examples().forEach(refusal -> details.add(refusal.toString()));
        return details;
    }

    private static List<String> details(
            Pod pod, Demand demand, Verdict.Unschedulable unschedulable, Eviction eviction) {
        var details = new ArrayList<String>();
        details.add("needed " + needed(demand));
        unschedulable
                .allReasons()
                .forEach((reason, count) -> {
                    details.add(count + " of " + unschedulable.nodes() + " nodes: " + reason);
                    unschedulable.examples().stream()
                            .filter(refusal -> refusal.reason().equals(reason))
                            .forEach(refusal -> details.add(refusal.toString()));
                });
        if (eviction instanceof Eviction.Of(var node, var victims)) {
            details.add(
                    "priority "
                            + Priorities.of(pod)
                            + " evicts from "
                            + node
                            + ": "
                            + victims.stream()
                                    .map(each ->
                                            each.key() + " (priority " + Priorities.of(each) + ")")
                                    .collect(Collectors.joining(", ")));
        }
        return details;
    }

    private static String needed(Demand demand) {
        var amounts = new ArrayList<String>();
        demand.amounts()
                .forEach((resource, amount) -> {
                    if (!resource.equals(Demand.PODS)) {
                        amounts.add(resource + " " + Demand.written(resource, amount));
                    }
                });
        return amounts.isEmpty() ? "no resources" : String.join(", ", amounts);
    }
}
