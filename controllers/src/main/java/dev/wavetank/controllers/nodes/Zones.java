package dev.wavetank.controllers.nodes;

import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.state.View;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How fast nodes may be given up, so that a failure of the network between the control plane and
/// the nodes does not empty the cluster.
///
/// | in the zone | one node is given up every |
/// |---|---|
/// | fewer than 55 % of the nodes, or at most 2, are not ready | 10 s |
/// | all are not ready | 10 s |
/// | else, in a zone of more than 50 nodes | 100 s |
/// | else | never |
/// | all nodes of all zones are not ready | never, and those given up are taken back |
///
/// The figures are upstream's (`--node-eviction-rate` 0.1, `--secondary-node-eviction-rate` 0.01,
/// `--unhealthy-zone-threshold` 0.55, `--large-cluster-size-threshold` 50). When a node was given
/// up last is read from the taints themselves, so nothing is remembered and a restart changes
/// nothing.
record Zones(SortedMap<String, Count> byZone) {
    private static final Duration PRIMARY = Duration.ofSeconds(10);
    private static final Duration SECONDARY = Duration.ofSeconds(100);
    private static final int LARGE = 50;

    /// Nodes of one zone, and when one of them was last given up.
    private record Count(int ready, int notReady, Instant lastTainted) {
        Count with(Node node) {
            Instant tainted = lastTainted;
            for (var taint : node.spec().taints()) {
                if (Taints.givesUp(taint)
                        && taint.timeAdded() != null
                        && taint.timeAdded().isAfter(tainted)) {
                    tainted = taint.timeAdded();
                }
            }
            return node.ready()
                    ? new Count(ready + 1, notReady, tainted)
                    : new Count(ready, notReady + 1, tainted);
        }

        Optional<Duration> interval() {
            boolean partial =
                    ready > 0 && notReady > 2 && 100 * notReady >= 55 * (ready + notReady);
            if (!partial) {
                return Optional.of(PRIMARY);
            }
            return ready + notReady > LARGE ? Optional.of(SECONDARY) : Optional.empty();
        }
    }

    static Zones of(View view) {
        var zones = new TreeMap<String, Count>();
        for (var node : view.all(Node.KIND)) {
            zones.put(
                    zone(node),
                    zones.getOrDefault(zone(node), new Count(0, 0, Instant.EPOCH)).with(node));
        }
        return new Zones(zones);
    }

    private static String zone(Node node) {
        return node.meta().label("topology.kubernetes.io/region")
                + "/"
                + node.meta().label("topology.kubernetes.io/zone");
    }

    /// {@return whether no node at all is ready: then it is the control plane that is cut off}
    boolean allSilent() {
        return byZone.values().stream().allMatch(count -> count.ready == 0);
    }

    /// {@return when this node may be given up; empty for not as things are}
    Optional<Instant> nextTurn(Node node) {
        var count = byZone.get(zone(node));
        return count == null || allSilent()
                ? Optional.empty()
                : count.interval().map(count.lastTainted::plus);
    }

    /// {@return the ready and all nodes of a node's zone, for people}
    String describe(Node node) {
        var count = byZone.getOrDefault(zone(node), new Count(0, 0, Instant.EPOCH));
        return count.notReady
                + " of "
                + (count.ready + count.notReady)
                + " nodes of its zone are not ready";
    }
}
