package dev.wavetank.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.apiserver.core.Commit;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.scenarios.sight.Metrics;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

final class CountingTest {
    private final Metrics metrics = new Metrics();

    private static Pod pod(int restarts) {
        return Pod.KIND.read(
                (Json.Obj)
                        Yaml.read(
                                """
                                metadata: {name: web, namespace: shop, uid: u}
                                status: {containerStatuses: [{name: a, restartCount: %d}]}
                                """
                                        .formatted(restarts)));
    }

    private double count(String name, String label, String value) {
        return metrics.sum(name, new TreeMap<>(Map.of(label, value)));
    }

    @Test
    void aPodsLifeIsCounted() {
        var changes =
                List.of(
                        new Change(1, null, pod(0)),
                        new Change(2, pod(0), pod(2)),
                        new Change(3, pod(2), pod(2)),
                        new Change(4, pod(2), null));

        new Counting(metrics).commit(new Commit(changes, ClusterState.EMPTY));

        assertThat(count(Metrics.WRITES, "resource", "pods")).isEqualTo(4);
        assertThat(count(Metrics.PODS_CREATED, "namespace", "shop")).isEqualTo(1);
        assertThat(count(Metrics.PODS_DELETED, "namespace", "shop")).isEqualTo(1);
        assertThat(count(Metrics.RESTARTS, "namespace", "shop")).isEqualTo(2);
        assertThat(count(Metrics.RESTARTS, "namespace", "default")).isZero();
    }
}
