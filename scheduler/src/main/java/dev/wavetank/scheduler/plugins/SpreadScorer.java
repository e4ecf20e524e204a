package dev.wavetank.scheduler.plugins;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.scheduler.nodes.Domains;
import dev.wavetank.scheduler.nodes.NodeTable;
import dev.wavetank.scheduler.nodes.SpreadConstraint;

import java.util.Arrays;
import java.util.List;

/// Prefers nodes in whose domains there are fewer like pods.
///
/// A domain of many (each node, say) weighs more than one of few (a zone), by the logarithm of how
/// many there are, as upstream weighs them: or the two could not be told apart beside each other.
final class SpreadScorer implements Scorer {
    private static final String HOSTNAME = "kubernetes.io/hostname";

    private final Pod pod;
    private final List<SpreadConstraint> constraints;
    private final NodeTable nodes;
    private final Domains[] domains;
    private final int[][] counts;
    private final long[][] totals;
    private final double[] weights;

    SpreadScorer(Pod pod, List<SpreadConstraint> constraints, NodeTable nodes) {
        this.pod = pod;
        this.constraints = constraints;
        this.nodes = nodes;
        int size = constraints.size();
        domains = new Domains[size];
        counts = new int[size][];
        totals = new long[size][];
        weights = new double[size];
    }

    @Override
    public void among(int[] rows, int found) {
        for (int i = 0; i < domains.length; i++) {
            domains[i] = nodes.domains(constraints.get(i).topology());
        }
        for (int i = 0; i < domains.length; i++) {
            var constraint = constraints.get(i);
            counts[i] = nodes.guests().count(constraint.pods());
            boolean host = constraint.topology().equals(HOSTNAME);
            weights[i] =
                    StrictMath.log((host ? compared(rows, found) : present(i, rows, found)) + 2);
            totals[i] = host ? new long[0] : totals(i, constraint);
        }
    }

    private int compared(int[] rows, int found) {
        int compared = 0;
        for (int i = 0; i < found; i++) {
            compared += everywhere(rows[i]) ? 1 : 0;
        }
        return compared;
    }

    private int present(int i, int[] rows, int found) {
        var seen = new boolean[domains[i].count()];
        int present = 0;
        for (int r = 0; r < found; r++) {
            int domain = domains[i].of(rows[r]);
            if (everywhere(rows[r]) && !seen[domain]) {
                seen[domain] = true;
                present++;
            }
        }
        return present;
    }

    private long[] totals(int i, SpreadConstraint constraint) {
        var total = new long[domains[i].count()];
        for (int row : nodes.order()) {
            if (everywhere(row) && PodTopologySpread.counts(constraint, pod, nodes, row)) {
                total[domains[i].of(row)] += count(i, row);
            }
        }
        return total;
    }

    private boolean everywhere(int row) {
        return Arrays.stream(domains).noneMatch(each -> each.of(row) == Domains.NONE);
    }

    private int count(int i, int row) {
        return row < counts[i].length ? counts[i][row] : 0;
    }

    @Override
    public long score(int row) {
        if (!everywhere(row)) {
            return Scale.LEFT_OUT;
        }
        double score = 0;
        for (int i = 0; i < domains.length; i++) {
            long like = totals[i].length == 0 ? count(i, row) : totals[i][domains[i].of(row)];
            score += like * weights[i] + (constraints.get(i).maxSkew() - 1);
        }
        return Math.round(score);
    }
}
