package dev.wavetank.controllers.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.controllers.Given;

import org.junit.jupiter.api.Test;

import java.util.List;

class VictimsTest {
    private static Pod pod(
            String name, String node, String phase, String ready, String meta, int restarts) {
        return (Pod)
                Given.objects(
                                """
                                kind: Pod
                                metadata: {name: %s, creationTimestamp: "2026-01-31T06:00:00Z", %s}
                                spec: {nodeName: "%s"}
                                status:
                                  phase: %s
                                  conditions: [{type: Ready, status: "%s", lastTransitionTime: "%s"}]
                                  containerStatuses: [{name: c, restartCount: %d}]
                                """
                                        .formatted(
                                                name,
                                                meta,
                                                node,
                                                phase,
                                                ready.isEmpty() ? "False" : "True",
                                                ready.isEmpty() ? "2026-01-31T06:00:00Z" : ready,
                                                restarts))
                        .getFirst();
    }

    private static final String LONG = "2026-01-31T07:00:00Z";

    /// The first of each pair goes before the second.
    @Test
    void eachRuleTellsTwoPodsApart() {
        var steady = pod("steady", "node-1", "Running", LONG, "", 0);
        assertOrder(pod("a", "", "Pending", "", "", 0), pod("b", "n", "Pending", "", "", 0));
        assertOrder(pod("b", "n", "Pending", "", "", 0), pod("a", "n", "Unknown", "", "", 0));
        assertOrder(pod("b", "n", "Unknown", "", "", 0), pod("a", "n", "Running", "", "", 0));
        assertOrder(pod("z", "node-1", "Running", "", "", 0), steady);
        assertOrder(pod("z", "node-1", "Running", LONG, cost(-5), 0), steady);
        assertOrder(steady, pod("a", "node-1", "Running", LONG, cost(5), 0));
        assertOrder(pod("z", "node-1", "Running", "2026-01-31T08:59:00Z", "", 0), steady);
        assertOrder(pod("z", "node-1", "Running", LONG, "", 3), steady);
        assertOrder(
                pod(
                        "z",
                        "node-1",
                        "Running",
                        LONG,
                        "creationTimestamp: \"2026-01-31T08:59:59Z\"",
                        0),
                steady);
    }

    private static String cost(int cost) {
        return "annotations: {controller.kubernetes.io/pod-deletion-cost: \"" + cost + "\"}";
    }

    private static void assertOrder(Pod first, Pod second) {
        for (var pods : List.of(List.of(first, second), List.of(second, first))) {
            assertThat(Victims.choose(pods, pods, 2, Given.START)).containsExactly(first, second);
        }
    }

    @Test
    void ofReadyPodsTheOneOnTheFullerNodeGoes() {
        var alone = pod("a", "node-1", "Running", LONG, "", 0);
        var crowded = pod("z", "node-2", "Running", LONG, "", 0);
        var neighbour = pod("w", "node-2", "Running", LONG, "", 0);

        assertThat(
                        Victims.choose(
                                List.of(alone, crowded),
                                List.of(alone, crowded, neighbour),
                                1,
                                Given.START))
                .containsExactly(crowded);
    }
}
