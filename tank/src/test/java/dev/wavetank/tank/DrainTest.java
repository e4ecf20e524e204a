package dev.wavetank.tank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.cluster.world.Trace;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// What `kubectl cordon`, `drain` and `taint` lead to, in virtual time.
class DrainTest {
    private static final Duration SOON = Duration.ofMinutes(2);

    private final VirtualTank tank =
            new VirtualTank(
                    5,
                    Blueprint.of(
                            3, Quantity.of("4"), Quantity.of("8Gi"), Blueprint.VIRTUAL_CROSSING),
                    Ports.PLAIN,
                    Trace.NONE);

    private void runs(int replicas) {
        tank.apply(Web.manifests(replicas, 1));
        assertThat(tank.runUntil(state -> Web.runs(state, replicas, 1), SOON)).isTrue();
    }

    private List<Pod> on(String node) {
        return tank.state().table(Pod.KIND).on(node).stream()
                .filter(pod -> !pod.deleting())
                .toList();
    }

    private void patchNode(String name, String yaml) {
        String path = VirtualTank.collection(Node.KIND, "") + "/" + name;
        assertThat(tank.request("PATCH", path, (Json.Obj) Yaml.read(yaml)).message()).isEmpty();
    }

    private List<String> told(String reason) {
        return tank.state().table(Event.KIND).all().stream()
                .filter(event -> event.reason().equals(reason))
                .map(Event::message)
                .distinct()
                .toList();
    }

    @Test
    void anEvictedPodSaysWhyItGoesAndIsReplacedElsewhere() {
        runs(6);
        String node = "node-1";
        patchNode(node, "{spec: {unschedulable: true}}");
        var pods = on(node);
        assertThat(pods).isNotEmpty();
        for (var pod : pods) {
            String path = VirtualTank.collection(Pod.KIND, "default") + "/" + pod.meta().name();
            var eviction =
                    (Json.Obj)
                            Yaml.read(
                                    "{apiVersion: policy/v1, kind: Eviction, metadata: {name: %s}}"
                                            .formatted(pod.meta().name()));
            assertThat(tank.request("POST", path + "/eviction", eviction).status()).isEqualTo(201);
            var going =
                    Objects.requireNonNull(
                            tank.state().table(Pod.KIND).get("default", pod.meta().name()));
            assertThat(going.deleting()).isTrue();
            var target = Condition.find(going.status().conditions(), "DisruptionTarget");
            assertThat(target == null ? "" : target.reason() + ": " + target.message())
                    .isEqualTo("EvictionByEvictionAPI: Eviction API: evicting");
        }

        assertThat(tank.runUntil(state -> Web.runs(state, 6, 1), SOON)).isTrue();
        assertThat(on(node)).isEmpty();
        assertThat(told("NodeNotSchedulable"))
                .containsExactly("Node node-1 status is now: NodeNotSchedulable");
    }

    @Test
    void aNoExecuteTaintDrivesPodsAwayAtOnce() {
        runs(6);
        var pods = on("node-2");
        patchNode("node-2", "{spec: {taints: [{key: out, effect: NoExecute}]}}");

        assertThat(tank.runUntil(state -> Web.runs(state, 6, 1) && on("node-2").isEmpty(), SOON))
                .isTrue();
        assertThat(told("TaintManagerEviction"))
                .hasSize(pods.size())
                .contains("Marking for deletion Pod default/" + pods.getFirst().meta().name());
    }
}
