package dev.wavetank.scheduler;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.scheduler.nodes.NodeTable;
import dev.wavetank.scheduler.nodes.Ties;
import dev.wavetank.scheduler.plugins.Refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Looks for the best node for one pod.
///
/// ## Algorithm
///
/// Nodes are asked in the order of their names, beginning where the last search ended, until
/// [Profile#nodesToFind] of them can take the pod. These are scored by each plugin, the scores
/// scaled to 0..100 among them, weighted and added; of equal nodes [Ties] draws one. With three
/// nodes all three are looked at; with 5,000 the search ends at the 500th that fits.
///
/// When none fits, every node has been asked, and the reasons are gathered a second time, with
/// their details: this is the rare and slow way.
final class Search {
    /// How many of the best nodes a verdict keeps.
    private static final int BEST = 10;

    /// How many nodes a verdict names for each reason.
    private static final int EXAMPLES = 3;

    private final Profile profile;
    private final NodeTable nodes;
    private int start;

    /// @param start where in the list of nodes to begin
    Search(Profile profile, NodeTable nodes, int start) {
        this.profile = profile;
        this.nodes = nodes;
        this.start = start;
    }

    /// {@return where the next search is to begin}
    int start() {
        return start;
    }

    Verdict find(Pod pod, PodRules rules) {
        int[] candidates = rules.only == null ? nodes.order() : named(rules.only);
        int total = nodes.order().length;
        int enough = profile.nodesToFind(candidates.length);
        var feasible = new int[enough];
        var refusedBy = new int[rules.filters.length];
        var refused = new int[EXAMPLES];
        int found = 0;
        int looked = 0;
        for (int at = candidates.length == 0 ? 0 : start % candidates.length;
                looked < candidates.length && found < enough;
                looked++) {
            int row = candidates[at];
            int refusing = rules.firstRefusing(row);
            if (refusing < 0) {
                feasible[found++] = row;
            } else {
                if (looked - found < EXAMPLES) {
                    refused[looked - found] = row;
                }
                refusedBy[refusing]++;
            }
            at = at + 1 == candidates.length ? 0 : at + 1;
        }
        start = total == 0 ? 0 : (start + looked) % total;
        if (found == 0) {
            return unschedulable(rules, candidates);
        }
        var best = best(pod, rules, feasible, found, BEST);
        var examples = new ArrayList<Refusal>();
        for (int i = 0; i < Math.min(EXAMPLES, looked - found); i++) {
            examples.addAll(rules.refusals(refused[i]));
        }
        var counts = new TreeMap<String, Integer>();
        for (int i = 0; i < refusedBy.length; i++) {
            if (refusedBy[i] > 0) {
                counts.put(rules.filterNames[i], refusedBy[i]);
            }
        }
        return new Verdict.Placed(
                best.getFirst().node(), total, looked, found, best, counts, examples);
    }

    private int[] named(SortedSet<String> names) {
        return names.stream().mapToInt(nodes::rowOf).filter(row -> row >= 0).toArray();
    }

    /// {@return the best of the first so many of these rows, best first}
    List<Ranked> best(Pod pod, PodRules rules, int[] feasible, int found, int limit) {
        int plugins = rules.scorers.length;
        var numbers = new long[found * plugins];
        var highest = new long[plugins];
        for (int p = 0; p < plugins; p++) {
            var scorer = rules.scorers[p];
            for (int i = 0; i < found; i++) {
                long number = scorer.score(feasible[i]);
                numbers[i * plugins + p] = number;
                highest[p] = Math.max(highest[p], number);
            }
        }
        int keep = Math.min(limit, found);
        var places = new int[keep + 1];
        var totals = new long[keep + 1];
        var draws = new long[keep + 1];
        long podHash = Ties.hash(pod.meta().uid());
        int kept = 0;
        for (int i = 0; i < found; i++) {
            long total = rules.total(numbers, i * plugins, highest);
            if (kept == keep && total < totals[kept - 1]) {
                continue;
            }
            long draw = Ties.draw(podHash, nodes.hash(feasible[i]));
            int at = kept;
            while (at > 0
                    && (totals[at - 1] < total
                            || (totals[at - 1] == total && draws[at - 1] < draw))) {
                places[at] = places[at - 1];
                totals[at] = totals[at - 1];
                draws[at] = draws[at - 1];
                at--;
            }
            places[at] = i;
            totals[at] = total;
            draws[at] = draw;
            kept = Math.min(keep, kept + 1);
        }
        var best = new ArrayList<Ranked>(kept);
        for (int k = 0; k < kept; k++) {
            var scores = new ArrayList<Ranked.Score>(plugins);
            for (int p = 0; p < plugins; p++) {
                scores.add(
                        new Ranked.Score(
                                rules.scores[p].plugin().name(),
                                rules.scores[p].weight(),
                                rules.score(p, numbers[places[k] * plugins + p], highest[p])));
            }
            best.add(new Ranked(nodes.name(feasible[places[k]]), totals[k], scores));
        }
        return best;
    }

    private Verdict.Unschedulable unschedulable(PodRules rules, int[] candidates) {
        var first = new TreeMap<String, Integer>();
        var all = new TreeMap<String, Integer>();
        var plugins = new TreeSet<String>();
        var examples = new ArrayList<Refusal>();
        int lasting = 0;
        for (int row : candidates) {
            var refusals = rules.refusals(row);
            String refusing = refusals.getFirst().plugin();
            plugins.add(refusing);
            boolean stays = false;
            for (var refusal : refusals) {
                if (refusal.plugin().equals(refusing)) {
                    first.merge(refusal.reason(), 1, Integer::sum);
                    stays |= refusal.lasting();
                }
                if (all.merge(refusal.reason(), 1, Integer::sum) <= EXAMPLES) {
                    examples.add(refusal);
                }
            }
            lasting += stays ? 1 : 0;
        }
        int total = nodes.order().length;
        int leftOut = total - candidates.length;
        if (leftOut > 0 && rules.only != null) {
            var refusal = rules.leftOut("any other node", rules.only);
            plugins.add(refusal.plugin());
            first.put(refusal.reason(), leftOut);
            all.put(refusal.reason(), leftOut);
            examples.add(refusal);
            lasting += leftOut;
        }
        return new Verdict.Unschedulable(total, first, all, lasting, plugins, examples);
    }
}
