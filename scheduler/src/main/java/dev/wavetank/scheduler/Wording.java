package dev.wavetank.scheduler;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.scheduler.nodes.Demand;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Says what was decided: in upstream's words where `kubectl` shows them, in more words where
/// somebody asks why. Messages are those of Kubernetes 1.36.
final class Wording {
    static final String GATED = "Scheduling is blocked due to non-empty scheduling gates";

    private Wording() {}

    static String assigned(Pod bound) {
        return "Successfully assigned " + bound.key() + " to " + bound.spec().nodeName();
    }

    /// The event FailedScheduling and the message of the condition.
    static String failed(Pod pod, Verdict.Unschedulable verdict) {
        if (verdict.nodes() == 0) {
            return "no nodes available to schedule pods";
        }
        // No resource claims exist here, so upstream's DynamicResources has none to give back.
        return none(verdict.nodes(), verdict.firstReasons())
                + " no new claims to deallocate, preemption: "
                + preemption(pod, verdict);
    }

    /// Nothing is evicted here, so on no node are there victims to find.
    private static String preemption(Pod pod, Verdict.Unschedulable verdict) {
        if (pod.spec().rest().text("preemptionPolicy").equals("Never")) {
            return "not eligible due to preemptionPolicy=Never.";
        }
        var reasons = new TreeMap<String, Integer>();
        put(reasons, "Preemption is not helpful for scheduling", verdict.lasting());
        put(
                reasons,
                "No preemption victims found for incoming pod",
                verdict.nodes() - verdict.lasting());
        return none(verdict.nodes(), reasons);
    }

    private static void put(SortedMap<String, Integer> reasons, String reason, int count) {
        if (count > 0) {
            reasons.put(reason, count);
        }
    }

    private static String none(int nodes, SortedMap<String, Integer> reasons) {
        // Upstream sorts the finished texts, so that 10 comes before 2.
        var texts = new ArrayList<String>();
        reasons.forEach((reason, count) -> texts.add(count + " " + reason));
        texts.sort(null);
        return "0/" + nodes + " nodes are available: " + String.join(", ", texts) + ".";
    }

    static Reason reason(Pod pod, Demand demand, Verdict verdict, String component) {
        return switch (verdict) {
            case Verdict.Placed placed ->
                    of(pod, component, "assigned to " + placed.node(), details(demand, placed));
            case Verdict.Unschedulable none ->
                    of(pod, component, failed(pod, none), details(pod, demand, none));
            case Verdict.Gated(var gates) ->
                    of(
                            pod,
                            component,
                            "not scheduled: it waits for its scheduling gates",
                            List.of("spec.schedulingGates must be empty, found " + gates));
        };
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
            Pod pod, Demand demand, Verdict.Unschedulable unschedulable) {
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
        Integer priority = pod.spec().priority();
        if (priority != null && priority > 0 && unschedulable.lasting() < unschedulable.nodes()) {
            details.add("priority " + priority + " evicts nobody: Wavetank does not preempt yet");
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
