package dev.wavetank.scheduler.nodes;

import dev.wavetank.cluster.model.Pod;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The pods on each row, for the rules that look at other pods: how many of them each selection
/// means, and how many have each term.
///
/// A selection is counted once from the pods there are and from then on kept up to date, since the
/// pods of a workload ask the same one after the other.
public final class Guests {
    /// How many selections are kept up to date; the one that was asked for longest ago goes first.
    /// Chosen: more than workloads are scheduled at a time.
    private static final int SELECTIONS_MAX = 64;

    private ArrayList<Pod>[] on = lists(0);
    private final LinkedHashMap<Selection, int[]> selections = new LinkedHashMap<>();
    private final LinkedHashMap<PodTerm, Holders> terms = new LinkedHashMap<>();

    private static final class Holders {
        int[] byRow = {};
        int all;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ArrayList<Pod>[] lists(int size) {
        return new ArrayList[size];
    }

    /// @param sign 1 or -1
    void add(int row, Pod pod, int sign) {
        if (row >= on.length) {
            on = Arrays.copyOf(on, Math.max(16, Math.max(2 * on.length, row + 1)));
        }
        if (on[row] == null) {
            on[row] = new ArrayList<>(4);
        }
        if (sign > 0) {
            on[row].add(pod);
        } else {
            remove(on[row], pod.meta().uid());
        }
        if (!selections.isEmpty()) {
            keep(row, pod, sign);
        }
        for (var term : PodTerm.of(pod)) {
            put(term, row, sign);
        }
    }

    private void keep(int row, Pod pod, int sign) {
        for (var counted : selections.entrySet()) {
            if (counted.getKey().selects(pod)) {
                counted.setValue(plus(counted.getValue(), row, sign));
            }
        }
    }

    private void put(PodTerm term, int row, int sign) {
        var holders = terms.computeIfAbsent(term, _ -> new Holders());
        holders.byRow = plus(holders.byRow, row, sign);
        holders.all += sign;
        if (holders.all == 0) {
            terms.remove(term);
        }
    }

    /// Most often the one that came last.
    private static void remove(List<Pod> pods, String uid) {
        for (int i = pods.size() - 1; i >= 0; i--) {
            if (pods.get(i).meta().uid().equals(uid)) {
                pods.remove(i);
                return;
            }
        }
    }

    private static int[] plus(int[] counts, int row, int sign) {
        var room = row < counts.length ? counts : Arrays.copyOf(counts, Math.max(16, 2 * row));
        room[row] += sign;
        return room;
    }

    /// {@return how many pods of a selection are on each row; rows beyond its end have none}
    public int[] count(Selection selection) {
        int[] known = selections.remove(selection);
        int[] counts = known == null ? counted(selection) : known;
        selections.put(selection, counts);
        if (selections.size() > SELECTIONS_MAX) {
            selections.remove(selections.firstEntry().getKey());
        }
        return counts;
    }

    private int[] counted(Selection selection) {
        var counts = new int[on.length];
        for (int row = 0; row < on.length; row++) {
            for (var pod : on[row] == null ? List.<Pod>of() : on[row]) {
                counts[row] += selection.selects(pod) ? 1 : 0;
            }
        }
        return counts;
    }

    /// {@return whether neither the pod nor any other has a term: most pods have none}
    public boolean noTerms(Pod pod) {
        return pod.spec().affinity() == null && terms.isEmpty();
    }

    /// {@return the terms that pods on some row have, each with how many on which}
    public Map<PodTerm, int[]> terms() {
        var all = new LinkedHashMap<PodTerm, int[]>();
        terms.forEach((term, holders) -> all.put(term, holders.byRow));
        return all;
    }

    /// {@return what of a row such counts are, to compare two of these by}
    ///
    /// @param asked the selections to compare, whether they were asked for before or not
    String content(int row, List<Selection> asked) {
        var shown = new TreeMap<String, Integer>();
        for (var selection : asked) {
            int[] counts = selections.getOrDefault(selection, counted(selection));
            shown.put(selection.toString(), row < counts.length ? counts[row] : 0);
        }
        terms.forEach((term, holders) -> {
            if (row < holders.byRow.length && holders.byRow[row] != 0) {
                shown.put(term.toString(), holders.byRow[row]);
            }
        });
        return ((SortedMap<String, Integer>) shown).toString();
    }

    /// {@return the selections that are kept up to date}
    public List<Selection> asked() {
        return List.copyOf(selections.keySet());
    }
}
