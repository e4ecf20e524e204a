package dev.wavetank.scheduler.queue;

import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// The pods that found no node, found by name, by when their turn comes, and by who refused them: a
/// plan looks only at those whose time has come and at those that a change may help.
///
/// @param byPod all of them
/// @param byDue the same, the next one first
/// @param parked those that wait for a change, by each plugin that refused them; by "" when there
///   was no node that could have
public record Attempts(
        TreePMap<Key, Attempt> byPod, TreePSet<Due> byDue, TreePMap<String, TreePSet<Key>> parked) {
    static final Attempts NONE = new Attempts(TreePMap.empty(), TreePSet.empty(), TreePMap.empty());

    private static final String NO_NODE = "";

    /// When whose turn comes.
    record Due(Time at, Key pod) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(at.nanos(), other.at.nanos());
            return byTime != 0 ? byTime : pod.compareTo(other.pod);
        }
    }

    boolean isEmpty() {
        return byPod.isEmpty();
    }

    boolean contains(Key pod) {
        return byPod.containsKey(pod);
    }

    @Nullable Attempt get(Key pod) {
        return byPod.get(pod);
    }

    Attempts plus(Key pod, Attempt attempt) {
        var rest = minus(pod);
        var more = rest.parked;
        if (attempt.parked()) {
            for (String plugin : plugins(attempt)) {
                more = more.plus(plugin, more.getOrDefault(plugin, TreePSet.empty()).plus(pod));
            }
        }
        return new Attempts(
                rest.byPod.plus(pod, attempt), rest.byDue.plus(new Due(attempt.due(), pod)), more);
    }

    Attempts minus(Key pod) {
        var attempt = byPod.get(pod);
        if (attempt == null) {
            return this;
        }
        var left = parked;
        if (attempt.parked()) {
            for (String plugin : plugins(attempt)) {
                var others = left.getOrDefault(plugin, TreePSet.empty()).minus(pod);
                left = others.isEmpty() ? left.minus(plugin) : left.plus(plugin, others);
            }
        }
        return new Attempts(byPod.minus(pod), byDue.minus(new Due(attempt.due(), pod)), left);
    }

    private static List<String> plugins(Attempt attempt) {
        return attempt.plugins().isEmpty() ? List.of(NO_NODE) : List.copyOf(attempt.plugins());
    }

    /// {@return those that wait for a change and that this plugin refused}
    SortedSet<Key> refusedBy(String plugin) {
        return parked.getOrDefault(plugin, TreePSet.empty());
    }

    /// {@return those that wait for a change since there was no node at all}
    SortedSet<Key> withoutAnyNode() {
        return refusedBy(NO_NODE);
    }

    /// {@return those whose time has come, the longest due first}
    List<Key> due(Time now) {
        var due = new ArrayList<Key>();
        for (var each : byDue) {
            if (now.before(each.at())) {
                break;
            }
            due.add(each.pod());
        }
        return due;
    }

    /// {@return when the next one's time comes}
    Optional<Time> next() {
        return byDue.isEmpty() ? Optional.empty() : Optional.of(byDue.first().at());
    }
}
