package dev.wavetank.scheduler;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.scheduler.nodes.Demand;
import dev.wavetank.scheduler.nodes.NodeTable;
import dev.wavetank.scheduler.nodes.Priorities;
import dev.wavetank.scheduler.nodes.Ties;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Looks for pods of lower priority whose eviction would make room for a pod that fits nowhere:
/// upstream's plugin DefaultPreemption, without disruption budgets.
///
/// ## Algorithm
///
/// On each node that refuses the pod only for what other pods take, all pods of lower priority are
/// taken away in thought. If the pod then fits, they are put back one by one, the most important
/// first, as long as it still does; those left over are the victims there. Of the nodes the one is
/// chosen whose highest victim has the lowest priority; then by the smallest sum of priorities, the
/// fewest victims, the latest start of its highest victims; of equal ones [Ties] draws.
final class Preemption {
    /// Upstream's minCandidateNodesAbsolute and minCandidateNodesPercentage: enough to choose from.
    private static final int CANDIDATES = 100;

    private static final int CANDIDATES_PERCENTAGE = 10;

    /// The reason of the condition DisruptionTarget.
    static final String BY_SCHEDULER = "PreemptionByScheduler";

    private final NodeTable nodes;
    private final Table<Pod> pods;
    private final Time now;

    /// A node and who would have to go.
    private record Candidate(int row, List<Pod> victims) {}

    Preemption(NodeTable nodes, Table<Pod> pods, Time now) {
        this.nodes = nodes;
        this.pods = pods;
        this.now = now;
    }

    /// {@return who must go so that the pod fits on some node}
    Eviction find(Pod pod, PodRules rules) {
        if (pod.spec().rest().text("preemptionPolicy").equals("Never")) {
            return new Eviction.NotEligible("not eligible due to preemptionPolicy=Never.");
        }
        if (waits(pod, rules)) {
            return new Eviction.NotEligible(
                    "not eligible due to a terminating pod on the nominated node.");
        }
        var reasons = new TreeMap<String, Integer>();
        var found = candidates(pod, rules, reasons);
        if (found.isEmpty()) {
            return new Eviction.Vain(reasons);
        }
        long podHash = Ties.hash(pod.meta().uid());
        var best = found.getFirst();
        var order = order(podHash);
        for (var each : found) {
            best = order.compare(each, best) < 0 ? each : best;
        }
        return new Eviction.Of(nodes.name(best.row()), best.victims());
    }

    /// {@return whether those who were evicted for it have not ended yet}
    private boolean waits(Pod pod, PodRules rules) {
        int row = nodes.rowOf(Nominations.node(pod));
        if (row < 0 || !rules.mayYield(row)) {
            return false;
        }
        for (var other : pods.on(nodes.name(row))) {
            if (below(other, pod) && evicted(other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean evicted(Pod pod) {
        var target = Condition.find(pod.status().conditions(), "DisruptionTarget");
        return pod.deleting()
                && target != null
                && target.isTrue()
                && target.reason().equals(BY_SCHEDULER);
    }

    private static boolean below(Pod other, Pod pod) {
        return NodeTable.counted(other) && Priorities.of(other) < Priorities.of(pod);
    }

    private List<Candidate> candidates(
            Pod pod, PodRules rules, SortedMap<String, Integer> reasons) {
        var rows = new ArrayList<Integer>();
        for (int row : rules.candidates(nodes)) {
            if (rules.mayYield(row)) {
                rows.add(row);
            }
        }
        int helpless = nodes.order().length - rows.size();
        if (helpless > 0) {
            reasons.put("Preemption is not helpful for scheduling", helpless);
        }
        int enough = Math.max(CANDIDATES, rows.size() * CANDIDATES_PERCENTAGE / 100);
        var found = new ArrayList<Candidate>();
        // Upstream begins anywhere, so that not always the same nodes lose their pods.
        int begin = rows.isEmpty() ? 0 : Math.floorMod(Ties.hash(pod.meta().uid()), rows.size());
        for (int i = 0; i < rows.size() && found.size() < enough; i++) {
            int row = rows.get((begin + i) % rows.size());
            if (!nodes.yields(row, Priorities.of(pod))) {
                reasons.merge("No preemption victims found for incoming pod", 1, Integer::sum);
            } else {
                var victims = victims(pod, rules, row, reasons);
                if (victims != null) {
                    found.add(new Candidate(row, victims));
                }
            }
        }
        return found;
    }

    private @Nullable List<Pod> victims(
            Pod pod, PodRules rules, int row, SortedMap<String, Integer> reasons) {
        var lower = new ArrayList<Pod>();
        for (var other : pods.on(nodes.name(row))) {
            if (below(other, pod)) {
                lower.add(other);
                nodes.add(row, other, Demand.of(other), -1);
            }
        }
        int refusing = rules.firstRefusing(row);
        if (refusing >= 0) {
            for (var refusal : rules.filters[refusing].refusals(row)) {
                reasons.merge(refusal.reason(), 1, Integer::sum);
            }
            lower.forEach(other -> nodes.add(row, other, Demand.of(other), 1));
            return null;
        }
        lower.sort(this::byImportance);
        var victims = new ArrayList<Pod>();
        for (var other : lower) {
            var demand = Demand.of(other);
            nodes.add(row, other, demand, 1);
            if (rules.firstRefusing(row) >= 0) {
                nodes.add(row, other, demand, -1);
                victims.add(other);
            }
        }
        victims.forEach(victim -> nodes.add(row, victim, Demand.of(victim), 1));
        return victims;
    }

    /// Higher priority first, then who runs longer.
    private int byImportance(Pod one, Pod other) {
        int byPriority = Integer.compare(Priorities.of(other), Priorities.of(one));
        int byStart = byPriority != 0 ? byPriority : start(one).compareTo(start(other));
        return byStart != 0 ? byStart : one.key().compareTo(other.key());
    }

    private Instant start(Pod pod) {
        Instant start = pod.status().startTime();
        return start == null ? now.wall() : start;
    }

    private Comparator<Candidate> order(long podHash) {
        return Comparator.<Candidate>comparingInt(each -> highest(each.victims()))
                .thenComparingLong(each -> sum(each.victims()))
                .thenComparingInt(each -> each.victims().size())
                .thenComparing(each -> earliest(each.victims()), Comparator.reverseOrder())
                .thenComparing(
                        each -> Ties.draw(podHash, nodes.hash(each.row())),
                        Comparator.reverseOrder());
    }

    private static int highest(List<Pod> victims) {
        return victims.isEmpty() ? Integer.MIN_VALUE : Priorities.of(victims.getFirst());
    }

    /// Counted from the lowest priority there is, so that fewer pods are never more.
    private static long sum(List<Pod> victims) {
        return victims.stream()
                .mapToLong(victim -> (long) Priorities.of(victim) - Integer.MIN_VALUE)
                .sum();
    }

    private Instant earliest(List<Pod> victims) {
        return victims.stream()
                .filter(victim -> Priorities.of(victim) == highest(victims))
                .map(this::start)
                .min(Comparator.naturalOrder())
                .orElse(now.wall());
    }
}
