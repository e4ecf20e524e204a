package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.world.World;
import dev.wavetank.tank.SkewedWorld;

import java.time.Duration;
import java.util.TreeMap;

/// The wall clocks of the nodes, and by how much faults make them wrong; several add up.
final class Clocks implements Site {
    private final TreeMap<String, TreeMap<Integer, Duration>> offsets = new TreeMap<>();
    private final TreeMap<String, Duration> skews = new TreeMap<>();

    World decorate(String node, World world) {
        return new SkewedWorld(world, () -> skew(node));
    }

    private Duration skew(String node) {
        return skews.isEmpty() ? Duration.ZERO : skews.getOrDefault(node, Duration.ZERO);
    }

    void skew(String node, int fault, Duration offset) {
        offsets.computeIfAbsent(node, _ -> new TreeMap<>()).put(fault, offset);
        sum(node);
    }

    private void sum(String node) {
        var all = offsets.getOrDefault(node, new TreeMap<>());
        if (all.isEmpty()) {
            offsets.remove(node);
            skews.remove(node);
        } else {
            skews.put(node, all.values().stream().reduce(Duration.ZERO, Duration::plus));
        }
    }

    @Override
    public void release(int fault) {
        for (var node : new TreeMap<>(offsets).entrySet()) {
            if (node.getValue().remove(fault) != null) {
                sum(node.getKey());
            }
        }
    }

    @Override
    public boolean holds(int fault) {
        return offsets.values().stream().anyMatch(all -> all.containsKey(fault))
                || !offsets.keySet().equals(skews.keySet());
    }
}
