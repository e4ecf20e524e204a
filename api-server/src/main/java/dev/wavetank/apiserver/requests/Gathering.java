package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.requests.Usages.Measured;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.world.World;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Asks several nodes at once and goes on when all have answered, or when those that have not yet
/// had long enough.
final class Gathering {
    /// metrics-server's `--kubelet-request-timeout`.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Consumer<SortedMap<String, Measured>> then;
    private final TreeMap<String, Measured> measured = new TreeMap<>();
    private int open;
    private boolean over;

    private Gathering(int nodes, Consumer<SortedMap<String, Measured>> then) {
        this.open = nodes;
        this.then = then;
    }

    /// @param pods the pods to ask for, by node
    /// @param then told what came, by node
    static void ask(
            World world,
            Usages usages,
            SortedMap<String, ? extends List<Pod>> pods,
            Consumer<SortedMap<String, Measured>> then) {
        var gathering = new Gathering(pods.size(), then);
        if (pods.isEmpty()) {
            gathering.finish();
            return;
        }
        var patience = world.after("node usage", PATIENCE, gathering::finish);
        for (var node : pods.entrySet()) {
            usages.measure(
                    node.getKey(),
                    List.copyOf(node.getValue()),
                    answer -> {
                        gathering.measured.put(node.getKey(), answer);
                        gathering.open--;
                        if (gathering.open == 0) {
                            patience.cancel();
                            gathering.finish();
                        }
                    });
        }
    }

    private void finish() {
        if (!over) {
            over = true;
            then.accept(measured);
        }
    }
}
