package dev.wavetank.scheduler.nodes;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// Which images are on which nodes: numbers for names, and for each row the numbers of what it has.
public final class NodeImages {
    /// The number of an image that no node has.
    public static final int NOWHERE = -1;

    private static final int[] NONE = {};

    private final TreeMap<String, Integer> numbers = new TreeMap<>();
    private final ArrayList<Integer> free = new ArrayList<>();
    private int[] holders = new int[16];
    private int[][] held = {};
    private long[][] bytes = {};

    /// Takes in what a node has; nothing when it is null.
    void put(int row, @Nullable Node node) {
        if (row >= held.length) {
            int before = held.length;
            held = Arrays.copyOf(held, Math.max(16, Math.max(2 * before, row + 1)));
            bytes = Arrays.copyOf(bytes, held.length);
            Arrays.fill(held, before, held.length, NONE);
        }
        var sizes = new TreeMap<Integer, Long>();
        if (node != null) {
            // Kept first and given up afterwards, so that most numbers stay.
            names(node).forEach((name, size) -> sizes.put(keep(name), size));
        }
        for (int number : held[row]) {
            holders[number]--;
        }
        held[row] = sizes.isEmpty() ? NONE : new int[sizes.size()];
        bytes[row] = new long[sizes.size()];
        int i = 0;
        for (var size : sizes.entrySet()) {
            held[row][i] = size.getKey();
            bytes[row][i++] = size.getValue();
        }
        forget();
    }

    private static Map<String, Long> names(Node node) {
        var sizes = new TreeMap<String, Long>();
        for (Json each : node.status().rest().array("images")) {
            if (each instanceof Json.Obj image) {
                Long size =
                        image.get("sizeBytes") instanceof Json.Num number ? number.whole() : null;
                for (Json name : image.array("names")) {
                    if (name instanceof Json.Text text) {
                        sizes.put(text.value(), size == null ? 0 : size);
                    }
                }
            }
        }
        return sizes;
    }

    private int keep(String name) {
        Integer known = numbers.get(name);
        int number = known != null ? known : free.isEmpty() ? numbers.size() : free.removeLast();
        if (known == null) {
            numbers.put(name, number);
            if (number >= holders.length) {
                holders = Arrays.copyOf(holders, 2 * holders.length);
            }
        }
        holders[number]++;
        return number;
    }

    private void forget() {
        numbers.values().removeIf(number -> holders[number] == 0 && free.add(number));
    }

    /// {@return the number of an image, or [#NOWHERE]}
    public int number(String name) {
        return numbers.getOrDefault(name, NOWHERE);
    }

    /// {@return how many nodes have an image}
    public int holders(int number) {
        return holders[number];
    }

    /// {@return the size in bytes of an image on a node; 0 when it is not there}
    public long bytes(int row, int number) {
        if (row >= held.length) {
            return 0;
        }
        int at = Arrays.binarySearch(held[row], number);
        return at < 0 ? 0 : bytes[row][at];
    }

    /// {@return what a row has, to compare two of these by}
    String content(int row) {
        var found = new TreeMap<String, String>();
        numbers.forEach((name, number) -> {
            long size = bytes(row, number);
            if (size > 0) {
                found.put(name, size + " on " + holders[number]);
            }
        });
        return found.toString();
    }
}
