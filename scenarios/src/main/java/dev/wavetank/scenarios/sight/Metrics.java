package dev.wavetank.scenarios.sight;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts since the method began, by name and labels.
public final class Metrics {
    /// Requests of a stream: `stream` and `outcome`, which is `answered` or `lost`; of the lost
    /// ones also `reason`: `no-endpoint`, `refused`, `no-answer`, `network` or `late`.
    public static final String REQUESTS = "requests_total";

    /// Pods that were created, by `namespace`.
    public static final String PODS_CREATED = "pods_created_total";

    /// Pods that went, by `namespace`.
    public static final String PODS_DELETED = "pods_deleted_total";

    /// Starts of containers after their first, by `namespace`.
    public static final String RESTARTS = "container_restarts_total";

    /// Changes that were committed, by `resource`.
    public static final String WRITES = "writes_total";

    /// All of them.
    public static final List<String> NAMES =
            List.of(RESTARTS, PODS_CREATED, PODS_DELETED, REQUESTS, WRITES);

    private final TreeMap<String, TreeMap<String, Double>> counters = new TreeMap<>();

    /// Adds to a counter.
    ///
    /// @param labels name and value by turns
    public void add(String name, long count, String... labels) {
        var key = new StringBuilder("\n");
        for (int i = 0; i < labels.length; i += 2) {
            key.append(labels[i]).append('=').append(labels[i + 1]).append('\n');
        }
        counters.computeIfAbsent(name, _ -> new TreeMap<>())
                .merge(key.toString(), (double) count, Double::sum);
    }

    /// {@return the sum of all counters of this name that have these labels}
    public double sum(String name, SortedMap<String, String> labels) {
        double sum = 0;
        for (var counter : counters.getOrDefault(name, new TreeMap<>()).entrySet()) {
            boolean meant = true;
            for (var label : labels.entrySet()) {
                meant &=
                        counter.getKey()
                                .contains("\n" + label.getKey() + "=" + label.getValue() + "\n");
            }
            sum += meant ? counter.getValue() : 0;
        }
        return sum;
    }

    /// The method begins: what was counted before is forgotten.
    public void begin() {
        counters.clear();
    }
}
