package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The way to what containers use: the side of the node agents. Upstream, metrics-server gathers it
/// from the kubelets.
///
/// Whoever counts what processes use answers here, and so does whoever models it.
@FunctionalInterface
public interface Usages {
    /// Asks a node what these of its pods use. The answer comes in a turn of the API server's
    /// World, or never, when the node does not answer.
    void measure(String node, List<Pod> pods, Consumer<Measured> then);

    /// What a node measured.
    ///
    /// @param at the end of the window
    /// @param window over which the use of the processor is averaged
    /// @param pods by uid; a pod of which nothing runs, or nothing was measured yet, is absent
    record Measured(Instant at, Duration window, SortedMap<String, List<Container>> pods) {
        public Measured {
            var copy = new TreeMap<String, List<Container>>();
            pods.forEach((uid, containers) -> copy.put(uid, List.copyOf(containers)));
            pods = Collections.unmodifiableSortedMap(copy);
        }
    }

    /// What one container uses.
    ///
    /// @param cpu in cores
    /// @param memory in bytes: the working set
    record Container(String name, Quantity cpu, Quantity memory) {}
}
