package dev.wavetank.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Condition;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class NodeAgentTest {
    private static final String WEB =
            """
            containers:
            - name: web
              image: shop/web:1
              imagePullPolicy: IfNotPresent
            """;

    private final Bench bench = new Bench();

    @Test
    void aBoundPodComesToRunAndReady() {
        bench.create("web", WEB);
        bench.runSeconds(2);
        var pod = bench.pod("web");
        assertThat(pod.status().phase()).isEqualTo("Running");
        assertThat(pod.ready()).isTrue();
        assertThat(pod.status().podIP()).isEqualTo("10.244.1.2");
        assertThat(pod.status().hostIP()).isEqualTo("192.168.0.1");
        assertThat(pod.status().conditions().stream().map(Condition::type))
                .containsExactly(
                        "PodReadyToStartContainers",
                        "Initialized",
                        "Ready",
                        "ContainersReady",
                        "PodScheduled");
        assertThat(bench.told("web"))
                .containsExactly(
                        "Normal Pulling Pulling image \"shop/web:1\"",
                        "Normal Pulled Successfully pulled image \"shop/web:1\" in 542ms (542ms"
                                + " including waiting). Image size: 182281775 bytes.",
                        "Normal Created Container created",
                        "Normal Started Container started");
    }

    @Test
    void aDeletedPodEndsWithGraceAndGoes() {
        bench.create("web", WEB);
        bench.runSeconds(2);
        bench.delete("web");
        bench.run(Duration.ofMillis(150));
        assertThat(bench.pod("web").deleting()).isTrue();
        bench.runSeconds(1);
        assertThat(bench.cluster.pod("web")).isNull();
        assertThat(bench.told("web")).contains("Normal Killing Stopping container web");
    }
}
