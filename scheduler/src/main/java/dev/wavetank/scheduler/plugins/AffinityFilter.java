package dev.wavetank.scheduler.plugins;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.scheduler.nodes.Domains;
import dev.wavetank.scheduler.nodes.NodeTable;
import dev.wavetank.scheduler.nodes.PodTerm;
import dev.wavetank.scheduler.nodes.Selection;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Refuses nodes by what other pods are near to them: where those are missing that the pod wants
/// near (unless it would be the first of its own kind), where those are that it wants far, and
/// where those are that want it far.
final class AffinityFilter implements Filter {
    private final Pod pod;
    private final NodeTable nodes;
    private final List<PodTerm> wanted;
    private final List<PodTerm> shunned;
    private final List<Near> near = new ArrayList<>();
    private final List<Near> far = new ArrayList<>();
    private final List<Near> keepingOff = new ArrayList<>();
    private boolean first;
    private long version = -1;

    /// How many pods one term means in each domain.
    private record Near(PodTerm term, Domains domains, long[] pods) {
        long at(int row) {
            int domain = domains.of(row);
            return domain == Domains.NONE ? 0 : pods[domain];
        }
    }

    private AffinityFilter(Pod pod, NodeTable nodes, List<PodTerm> wanted, List<PodTerm> shunned) {
        this.pod = pod;
        this.nodes = nodes;
        this.wanted = wanted;
        this.shunned = shunned;
    }

    /// {@return the filter, or null when neither the pod nor any other has such a requirement}
    static @Nullable AffinityFilter of(Pod pod, NodeTable nodes) {
        if (nodes.guests().noTerms(pod)) {
            return null;
        }
        var wanted = PodTerm.of(pod, PodTerm.Sort.AFFINITY);
        var shunned = PodTerm.of(pod, PodTerm.Sort.ANTI_AFFINITY);
        boolean others =
                nodes.guests().terms().keySet().stream().anyMatch(term -> keepsOff(term, pod));
        return wanted.isEmpty() && shunned.isEmpty() && !others
                ? null
                : new AffinityFilter(pod, nodes, wanted, shunned);
    }

    private static boolean keepsOff(PodTerm term, Pod pod) {
        return term.sort() == PodTerm.Sort.ANTI_AFFINITY && term.pods().selects(pod);
    }

    private void refresh() {
        if (version == nodes.version()) {
            return;
        }
        version = nodes.version();
        near.clear();
        far.clear();
        keepingOff.clear();
        boolean own = true;
        boolean none = true;
        for (var term : wanted) {
            // Only pods that all terms mean are what the pod wants near.
            var each = sum(term, nodes.guests().count(Selection.ofAll(pods(wanted))));
            near.add(each);
            own &= term.pods().selects(pod);
            for (long pods : each.pods) {
                none &= pods == 0;
            }
        }
        first = own && none;
        for (var term : shunned) {
            far.add(sum(term, nodes.guests().count(term.pods())));
        }
        nodes.guests()
                .terms()
                .forEach((term, holders) -> {
                    if (keepsOff(term, pod)) {
                        keepingOff.add(sum(term, holders));
                    }
                });
    }

    private Near sum(PodTerm term, int[] counts) {
        var domains = nodes.domains(term.topology());
        var pods = new long[domains.count()];
        for (int row : nodes.order()) {
            int domain = domains.of(row);
            if (domain != Domains.NONE && row < counts.length) {
                pods[domain] += counts[row];
            }
        }
        return new Near(term, domains, pods);
    }

    private static List<Selection> pods(List<PodTerm> terms) {
        return terms.stream().map(PodTerm::pods).toList();
    }

    /// What is wrong with a node, in the order in which upstream asks.
    private enum Wrong {
        NOT_NEAR(1, "node(s) didn't match pod affinity rules"),
        TOO_NEAR(2, "node(s) didn't match pod anti-affinity rules"),
        KEPT_OFF(3, "node(s) didn't satisfy existing pods anti-affinity rules");

        final long pattern;
        final String reason;

        Wrong(long pattern, String reason) {
            this.pattern = pattern;
            this.reason = reason;
        }
    }

    private record Broken(Wrong wrong, Near by) {}

    private @Nullable Broken broken(int row) {
        refresh();
        for (var each : near) {
            boolean labelled = each.domains.of(row) != Domains.NONE;
            if (!labelled || (each.at(row) == 0 && !first)) {
                return new Broken(Wrong.NOT_NEAR, each);
            }
        }
        for (var each : far) {
            if (each.at(row) > 0) {
                return new Broken(Wrong.TOO_NEAR, each);
            }
        }
        for (var each : keepingOff) {
            if (each.at(row) > 0) {
                return new Broken(Wrong.KEPT_OFF, each);
            }
        }
        return null;
    }

    @Override
    public boolean passes(int row) {
        return broken(row) == null;
    }

    @Override
    public boolean lasting(int row) {
        var broken = broken(row);
        return broken != null && broken.wrong == Wrong.NOT_NEAR;
    }

    @Override
    public long pattern(int row) {
        var broken = broken(row);
        return broken == null ? 0 : broken.wrong.pattern;
    }

    @Override
    public int width() {
        return 2;
    }

    @Override
    public List<Refusal> refusals(int row) {
        var broken = broken(row);
        if (broken == null) {
            return List.of();
        }
        String topology = broken.by.term.topology();
        long there = broken.by.at(row);
        String pods = there == 1 ? " such pod" : " such pods";
        return List.of(
                switch (broken.wrong) {
                    case NOT_NEAR ->
                            refusal(
                                    row,
                                    broken.wrong,
                                    "a pod it has an affinity to in the same " + topology,
                                    "none there");
                    case TOO_NEAR ->
                            refusal(
                                    row,
                                    broken.wrong,
                                    "no pod it has an anti-affinity to in the same " + topology,
                                    there + pods + " there");
                    case KEPT_OFF ->
                            refusal(
                                    row,
                                    broken.wrong,
                                    "no pod with an anti-affinity to it in the same " + topology,
                                    there + pods + " there");
                });
    }

    private Refusal refusal(int row, Wrong wrong, String needed, String found) {
        return new Refusal(
                InterPodAffinity.NAME,
                wrong.reason,
                nodes.name(row),
                needed,
                found,
                wrong == Wrong.NOT_NEAR);
    }
}
