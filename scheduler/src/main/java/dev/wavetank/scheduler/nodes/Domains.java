package dev.wavetank.scheduler.nodes;

import java.util.Arrays;
import java.util.TreeMap;

/// The nodes that are near to each other by one of their labels, as numbers from 0 on.
///
/// @param of the number of each row's domain; [#NONE] for a node without the label
/// @param count how many domains there are
public record Domains(int[] of, int count) {
    public static final int NONE = -1;

    public int of(int row) {
        return row < of.length ? of[row] : NONE;
    }

    static Domains by(String label, NodeTable nodes) {
        int[] order = nodes.order();
        int rows = 0;
        for (int row : order) {
            rows = Math.max(rows, row + 1);
        }
        var of = new int[rows];
        Arrays.fill(of, NONE);
        var numbers = new TreeMap<String, Integer>();
        for (int row : order) {
            String value = nodes.node(row).meta().labels().get(label);
            if (value != null) {
                Integer known = numbers.putIfAbsent(value, numbers.size());
                of[row] = known == null ? numbers.size() - 1 : known;
            }
        }
        return new Domains(of, numbers.size());
    }
}
