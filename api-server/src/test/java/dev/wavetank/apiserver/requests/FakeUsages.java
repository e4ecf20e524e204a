package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Nodes on which each container uses 100m and 64Mi; some do not answer.
final class FakeUsages implements Usages {
    static final Instant AT = Instant.parse("2026-01-31T09:00:30Z");
    final TreeSet<String> silent = new TreeSet<>();
    final TreeSet<String> idle = new TreeSet<>();

    @Override
    public void measure(String node, List<Pod> pods, Consumer<Measured> then) {
        if (silent.contains(node)) {
            return;
        }
        var found = new TreeMap<String, List<Container>>();
        for (Pod pod : pods) {
            if (!idle.contains(pod.meta().name())) {
                found.put(
                        pod.meta().uid(),
                        pod.spec().containers().stream()
                                .map(each ->
                                        new Container(
                                                each.name(),
                                                Quantity.of("100m"),
                                                Quantity.of("64Mi")))
                                .toList());
            }
        }
        then.accept(new Measured(AT, Duration.ofSeconds(15), found));
    }
}
