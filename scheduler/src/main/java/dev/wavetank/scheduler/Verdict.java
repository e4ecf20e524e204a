package dev.wavetank.scheduler;

import dev.wavetank.scheduler.plugins.Refusal;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What came of looking for a node for a pod.
public sealed interface Verdict {
    /// A node was found.
    ///
    /// @param nodes how many nodes there are
    /// @param looked how many were looked at before enough could take the pod
    /// @param feasible how many of these can take it
    /// @param best the best of them, best first, at most ten
    /// @param refusedBy how many nodes each plugin was the first to refuse
    /// @param examples why the first few of these nodes cannot take it
    record Placed(
            String node,
            int nodes,
            int looked,
            int feasible,
            List<Ranked> best,
            SortedMap<String, Integer> refusedBy,
            List<Refusal> examples)
            implements Verdict {
        public Placed {
            best = List.copyOf(best);
            refusedBy = Collections.unmodifiableSortedMap(new TreeMap<>(refusedBy));
            examples = List.copyOf(examples);
        }
    }

    /// No node can take the pod.
    ///
    /// @param nodes how many nodes there are
    /// @param firstReasons how many nodes were refused for which reason, counting on each node only
    ///   the first plugin that refuses: what upstream's event says
    /// @param allReasons the same, counting all plugins
    /// @param lasting on how many nodes evicting other pods would not help
    /// @param plugins which plugins were the first to refuse a node: a change that helps none of
    ///   them helps not at all
    /// @param examples for each reason why some nodes cannot take it, with what was needed and
    ///   found
    record Unschedulable(
            int nodes,
            SortedMap<String, Integer> firstReasons,
            SortedMap<String, Integer> allReasons,
            int lasting,
            SortedSet<String> plugins,
            List<Refusal> examples)
            implements Verdict {
        public Unschedulable {
            firstReasons = Collections.unmodifiableSortedMap(new TreeMap<>(firstReasons));
            allReasons = Collections.unmodifiableSortedMap(new TreeMap<>(allReasons));
            plugins = Collections.unmodifiableSortedSet(new TreeSet<>(plugins));
            examples = List.copyOf(examples);
        }
    }
}
