package dev.wavetank.scheduler.plugins;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.scheduler.nodes.Domains;
import dev.wavetank.scheduler.nodes.NodeTable;
import dev.wavetank.scheduler.nodes.PodTerm;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Adds up for each node what the pod prefers of the pods near to it, and what those prefer of it.
final class AffinityScorer implements Scorer {
    /// Upstream's default hardPodAffinityWeight: what a pod that must be near to this one counts.
    private static final long REQUIRED_WEIGHT = 1;

    private final List<Domains> domains = new ArrayList<>();
    private final List<long[]> weights = new ArrayList<>();

    private AffinityScorer() {}

    /// {@return the scorer, or null when nobody prefers anything}
    static @Nullable AffinityScorer of(Pod pod, NodeTable nodes) {
        if (nodes.guests().noTerms(pod)) {
            return null;
        }
        var scorer = new AffinityScorer();
        for (var term : PodTerm.of(pod)) {
            if (term.weight() != 0) {
                scorer.add(term, nodes.guests().count(term.pods()), weight(term), nodes);
            }
        }
        nodes.guests()
                .terms()
                .forEach((term, holders) -> {
                    if (weight(term) != 0 && term.pods().selects(pod)) {
                        scorer.add(term, holders, weight(term), nodes);
                    }
                });
        return scorer.domains.isEmpty() ? null : scorer;
    }

    private static long weight(PodTerm term) {
        return switch (term.sort()) {
            case AFFINITY -> REQUIRED_WEIGHT;
            case ANTI_AFFINITY -> 0;
            case PREFERRED_AFFINITY -> term.weight();
            case PREFERRED_ANTI_AFFINITY -> -term.weight();
        };
    }

    private void add(PodTerm term, int[] counts, long weight, NodeTable nodes) {
        var near = nodes.domains(term.topology());
        var sums = new long[near.count()];
        for (int row : nodes.order()) {
            int domain = near.of(row);
            if (domain != Domains.NONE && row < counts.length) {
                sums[domain] += counts[row] * weight;
            }
        }
        domains.add(near);
        weights.add(sums);
    }

    @Override
    public long score(int row) {
        long score = 0;
        for (int i = 0; i < domains.size(); i++) {
            int domain = domains.get(i).of(row);
            score += domain == Domains.NONE ? 0 : weights.get(i)[domain];
        }
        return score;
    }
}
