package dev.wavetank.scheduler;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.scheduler.nodes.Demand;
import dev.wavetank.scheduler.nodes.NodeTable;
import dev.wavetank.scheduler.plugins.Filter;
import dev.wavetank.scheduler.plugins.Refusal;
import dev.wavetank.scheduler.plugins.Scale;
import dev.wavetank.scheduler.plugins.Scorer;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// A profile worked out for one pod: what is asked of each node, and how nodes are scored.
final class PodRules {
    /// The reason of the nodes that a pod's own list of node names leaves out.
    private static final String LEFT_OUT = "node(s) didn't satisfy plugin(s) ";

    final Demand demand;
    final Filter[] filters;
    final String[] filterNames;
    final Profile.Weighted[] scores;
    final Scorer[] scorers;
    private final Scale[] scales;
    final @Nullable SortedSet<String> only;
    private final List<String> limiting = new ArrayList<>();

    PodRules(Profile profile, Pod pod, NodeTable nodes) {
        demand = Demand.of(pod);
        var activeFilters = new ArrayList<Filter>();
        var activeNames = new ArrayList<String>();
        TreeSet<String> names = null;
        for (var plugin : profile.filters()) {
            var filter = plugin.of(pod, demand, nodes);
            if (filter != null) {
                activeFilters.add(filter);
                activeNames.add(plugin.name());
            }
            var allowed = plugin.only(pod);
            if (allowed != null) {
                limiting.add(plugin.name());
                if (names == null) {
                    names = new TreeSet<>(allowed);
                } else {
                    names.retainAll(allowed);
                }
            }
        }
        only = names;
        filters = activeFilters.toArray(Filter[]::new);
        filterNames = activeNames.toArray(String[]::new);
        var activeScores = new ArrayList<Profile.Weighted>();
        var activeScorers = new ArrayList<Scorer>();
        for (var weighted : profile.scores()) {
            var scorer = weighted.plugin().scorer(pod, demand, nodes);
            if (scorer != null) {
                activeScores.add(weighted);
                activeScorers.add(scorer);
            }
        }
        scores = activeScores.toArray(Profile.Weighted[]::new);
        scorers = activeScorers.toArray(Scorer[]::new);
        scales = activeScores.stream().map(each -> each.plugin().scale()).toArray(Scale[]::new);
    }

    /// {@return the place of the first filter that refuses the row, or -1 when all pass}
    int firstRefusing(int row) {
        for (int i = 0; i < filters.length; i++) {
            if (!filters[i].passes(row)) {
                return i;
            }
        }
        return -1;
    }

    /// {@return whether a row that refuses the pod might take it if other pods left}
    boolean mayYield(int row) {
        int refusing = firstRefusing(row);
        return refusing >= 0 && !filters[refusing].lasting(row);
    }

    /// {@return the names by which the pod's own list of node names can be looked up; all rows when
    /// it has none}
    int[] candidates(NodeTable nodes) {
        return only == null
                ? nodes.order()
                : only.stream().mapToInt(nodes::rowOf).filter(row -> row >= 0).toArray();
    }

    /// {@return a number that is the same for rows refused for the same reasons; -1 when there are
    /// too many reasons to tell}
    long pattern(int row) {
        long pattern = 0;
        int bits = 0;
        for (var filter : filters) {
            bits += filter.width();
            if (bits >= Long.SIZE) {
                return -1;
            }
            pattern = (pattern << filter.width()) | filter.pattern(row);
        }
        return pattern;
    }

    /// {@return every reason against a row, in the order of the filters}
    List<Refusal> refusals(int row) {
        var all = new ArrayList<Refusal>(2);
        for (var filter : filters) {
            all.addAll(filter.refusals(row));
        }
        return all;
    }

    /// {@return the refusal of a node that the pod's own list of node names leaves out}
    Refusal leftOut(String node, SortedSet<String> named) {
        return new Refusal(
                String.join(" ", limiting),
                LEFT_OUT + limiting,
                node,
                "field metadata.name in " + named,
                "another name",
                true);
    }

    /// {@return the weighted sum of a node's scores}
    ///
    /// @param numbers the plugins' own numbers for all nodes, one after the other
    /// @param from where those of this node begin
    /// @param lowest the lowest of each plugin's numbers
    /// @param highest the highest of each plugin's numbers
    long total(long[] numbers, int from, long[] lowest, long[] highest) {
        long total = 0;
        for (int i = 0; i < scores.length; i++) {
            total += scores[i].weight() * score(i, numbers[from + i], lowest[i], highest[i]);
        }
        return total;
    }

    long score(int plugin, long number, long lowest, long highest) {
        return scales[plugin].score(number, lowest, highest);
    }
}
