package dev.wavetank.scheduler.plugins;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.scheduler.nodes.Domains;
import dev.wavetank.scheduler.nodes.NodeTable;
import dev.wavetank.scheduler.nodes.SpreadConstraint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Refuses nodes in whose domain there would be too many more pods than in the emptiest one.
///
/// ## Algorithm
///
/// For each constraint the like pods of each domain are added up over the nodes that count, and the
/// fewest of any is looked up. A node passes when its domain's number, with the pod itself, is not
/// more than `maxSkew` above the fewest. With two zones of 3 and 1 pods and `maxSkew` 1 only the
/// second may have the next.
final class SpreadFilter implements Filter {
    private static final int ABSENT = -1;

    private final Pod pod;
    private final List<SpreadConstraint> constraints;
    private final NodeTable nodes;
    private final Domains[] domains;
    private final int[][] totals;
    private final int[] fewest;
    private long version = -1;

    SpreadFilter(Pod pod, List<SpreadConstraint> constraints, NodeTable nodes) {
        this.pod = pod;
        this.constraints = constraints;
        this.nodes = nodes;
        domains = new Domains[constraints.size()];
        totals = new int[constraints.size()][];
        fewest = new int[constraints.size()];
    }

    /// Counts anew when pods came or went meanwhile, as when others are taken away in thought.
    private void refresh() {
        if (version == nodes.version()) {
            return;
        }
        version = nodes.version();
        for (int i = 0; i < domains.length; i++) {
            domains[i] = nodes.domains(constraints.get(i).topology());
        }
        for (int i = 0; i < domains.length; i++) {
            count(i, constraints.get(i));
        }
    }

    private void count(int i, SpreadConstraint constraint) {
        int[] counts = nodes.guests().count(constraint.pods());
        var total = new int[domains[i].count()];
        Arrays.fill(total, ABSENT);
        for (int row : nodes.order()) {
            if (everywhere(row) && PodTopologySpread.counts(constraint, pod, nodes, row)) {
                int domain = domains[i].of(row);
                total[domain] =
                        Math.max(total[domain], 0) + (row < counts.length ? counts[row] : 0);
            }
        }
        int least = Integer.MAX_VALUE;
        int present = 0;
        for (int each : total) {
            if (each != ABSENT) {
                least = Math.min(least, each);
                present++;
            }
        }
        totals[i] = total;
        fewest[i] = present == 0 || present < constraint.minDomains() ? 0 : least;
    }

    /// {@return whether the node has the labels of all constraints}
    private boolean everywhere(int row) {
        for (var each : domains) {
            if (each.of(row) == Domains.NONE) {
                return false;
            }
        }
        return true;
    }

    /// {@return the place of the first constraint that the node breaks, or -1}
    private int broken(int row) {
        refresh();
        for (int i = 0; i < domains.length; i++) {
            int domain = domains[i].of(row);
            if (domain == Domains.NONE || skew(i, domain) > constraints.get(i).maxSkew()) {
                return i;
            }
        }
        return -1;
    }

    private int skew(int i, int domain) {
        return Math.max(totals[i][domain], 0) + constraints.get(i).self() - fewest[i];
    }

    @Override
    public boolean passes(int row) {
        return broken(row) < 0;
    }

    @Override
    public boolean lasting(int row) {
        int broken = broken(row);
        return broken >= 0 && domains[broken].of(row) == Domains.NONE;
    }

    @Override
    public long pattern(int row) {
        int broken = broken(row);
        return broken < 0 ? 0 : domains[broken].of(row) == Domains.NONE ? 1 : 2;
    }

    @Override
    public int width() {
        return 2;
    }

    @Override
    public List<Refusal> refusals(int row) {
        int broken = broken(row);
        if (broken < 0) {
            return List.of();
        }
        var constraint = constraints.get(broken);
        int domain = domains[broken].of(row);
        boolean missing = domain == Domains.NONE;
        var found = new ArrayList<Refusal>(1);
        found.add(
                new Refusal(
                        PodTopologySpread.NAME,
                        "node(s) didn't match pod topology spread constraints"
                                + (missing ? " (missing required label)" : ""),
                        nodes.name(row),
                        missing
                                ? "label " + constraint.topology()
                                : "a skew of at most "
                                        + constraint.maxSkew()
                                        + " over "
                                        + constraint.topology(),
                        missing
                                ? "none there"
                                : "it would be "
                                        + skew(broken, domain)
                                        + ": "
                                        + Math.max(totals[broken][domain], 0)
                                        + " like pods here, the fewest elsewhere "
                                        + fewest[broken],
                        missing));
        return found;
    }
}
