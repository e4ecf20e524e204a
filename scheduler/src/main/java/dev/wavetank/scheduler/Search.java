package dev.wavetank.scheduler;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.scheduler.nodes.NodeTable;
import dev.wavetank.scheduler.nodes.Ties;
import dev.wavetank.scheduler.plugins.Refusal;
import dev.wavetank.scheduler.plugins.Scale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        int[] candidates = hoped(pod, rules);
        if (candidates.length == 0) {
            candidates = rules.candidates(nodes);
        }
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

    /// {@return the node from which others were evicted for this pod, if it fits there now: then no
    /// other is looked at}
    private int[] hoped(Pod pod, PodRules rules) {
        String hoped = Nominations.node(pod);
        int row = hoped.isEmpty() ? -1 : nodes.rowOf(hoped);
        boolean fits =
                row >= 0
                        && (rules.only == null || rules.only.contains(hoped))
                        && rules.firstRefusing(row) < 0;
        return fits ? new int[] {row} : new int[0];
    }

    /// {@return the best of the first so many of these rows, best first}
    List<Ranked> best(Pod pod, PodRules rules, int[] feasible, int found, int limit) {
        int plugins = rules.scorers.length;
        var numbers = new long[found * plugins];
        var lowest = new long[plugins];
        var highest = new long[plugins];
        Arrays.fill(lowest, Long.MAX_VALUE);
        Arrays.fill(highest, Long.MIN_VALUE);
        for (int p = 0; p < plugins; p++) {
            var scorer = rules.scorers[p];
            scorer.among(feasible, found);
            for (int i = 0; i < found; i++) {
                long number = scorer.score(feasible[i]);
                numbers[i * plugins + p] = number;
                if (number != Scale.LEFT_OUT) {
                    lowest[p] = Math.min(lowest[p], number);
                    highest[p] = Math.max(highest[p], number);
                }
            }
        }
        int keep = Math.min(limit, found);
        var places = new int[keep + 1];
        var totals = new long[keep + 1];
        var draws = new long[keep + 1];
        long podHash = Ties.hash(pod.meta().uid());
        int kept = 0;
        for (int i = 0; i < found; i++) {
            long total = rules.total(numbers, i * plugins, lowest, highest);
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
                                rules.score(
                                        p,
                                        numbers[places[k] * plugins + p],
                                        lowest[p],
                                        highest[p])));
            }
            best.add(new Ranked(nodes.name(feasible[places[k]]), totals[k], scores));
        }
        return best;
    }

    /// Nodes that are refused for the same reasons: their details are worked out for a few only.
    private static final class Group {
        final List<Refusal> refusals;
        int count;

        Group(List<Refusal> refusals) {
            this.refusals = refusals;
        }
    }

    private Verdict.Unschedulable unschedulable(PodRules rules, int[] candidates) {
        var first = new TreeMap<String, Integer>();
        var all = new TreeMap<String, Integer>();
        var plugins = new TreeSet<String>();
        var examples = new ArrayList<Refusal>();
        var groups = new TreeMap<Long, Group>();
        for (int row : candidates) {
            long pattern = rules.pattern(row);
            var group = pattern < 0 ? null : groups.get(pattern);
            if (group == null || group.count < EXAMPLES) {
                var refusals = rules.refusals(row);
                for (var refusal : refusals) {
                    if (all.merge(refusal.reason(), 1, Integer::sum) <= EXAMPLES) {
                        examples.add(refusal);
                    }
                }
                if (group == null) {
                    group = new Group(refusals);
                    groups.put(pattern < 0 ? -1L - groups.size() : pattern, group);
                }
            }
            group.count++;
        }
        all.clear();
        int lasting = 0;
        for (var group : groups.values()) {
            String refusing = group.refusals.getFirst().plugin();
            plugins.add(refusing);
            boolean stays = false;
            for (var refusal : group.refusals) {
                if (refusal.plugin().equals(refusing)) {
                    first.merge(refusal.reason(), group.count, Integer::sum);
                    stays |= refusal.lasting();
                }
                all.merge(refusal.reason(), group.count, Integer::sum);
            }
            lasting += stays ? group.count : 0;
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
