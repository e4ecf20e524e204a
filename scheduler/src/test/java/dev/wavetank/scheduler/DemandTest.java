package dev.wavetank.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.scheduler.nodes.Demand;

import org.junit.jupiter.api.Test;

final class DemandTest {
    @Test
    void containersAddUpInitContainersDoNotAndSidecarsStay() {
        var pod =
                Samples.pod(
                        "p",
                        """
                        initContainers:
                        - {name: first, resources: {requests: {cpu: 2, memory: 1Gi}}}
                        - {name: side, restartPolicy: Always, resources: {requests: {cpu: 500m}}}
                        - {name: last, resources: {requests: {cpu: 1800m, memory: 64Mi}}}
                        containers:
                        - {name: a, resources: {requests: {cpu: 1}}}
                        - {name: b, resources: {requests: {cpu: 250m, memory: 128Mi}}}
                        overhead: {cpu: 100m}
                        """);
        var demand = Demand.of(pod);
        // first: 2000; last beside side: 2300; at last a, b and side: 1750; then the overhead.
        assertThat(demand.amount("cpu")).isEqualTo(2400);
        assertThat(demand.amount("memory")).isEqualTo(1L << 30);
        assertThat(demand.amount("pods")).isEqualTo(1);
        // b asks for 128Mi, a and side for none: 200Mi each; less than first's 1Gi.
        assertThat(demand.scoredMemory()).isEqualTo(1L << 30);
        assertThat(demand.scoredCpu()).isEqualTo(2400);
    }

    @Test
    void aSidecarRunsOnBesideTheContainers() {
        var pod =
                Samples.pod(
                        "p",
                        """
                        initContainers:
                        - {name: side, restartPolicy: Always, resources: {requests: {cpu: 500m}}}
                        containers:
                        - {name: a, resources: {requests: {cpu: 1, example.com/gpu: 2}}}
                        """);
        assertThat(Demand.of(pod).amount("cpu")).isEqualTo(1500);
        assertThat(Demand.of(pod).amount("example.com/gpu")).isEqualTo(2);
        assertThat(Demand.of(pod).scoredMemory()).isEqualTo(400L << 20);
    }

    @Test
    void amountsAreWrittenAsPeopleWriteThem() {
        assertThat(Demand.written("cpu", 1500)).isEqualTo("1500m");
        assertThat(Demand.written("cpu", 2000)).isEqualTo("2");
        assertThat(Demand.written("memory", 128L << 20)).isEqualTo("128Mi");
        assertThat(Demand.written("memory", 0)).isEqualTo("0");
        assertThat(Demand.written("memory", 1000)).isEqualTo("1000");
        assertThat(Demand.written("example.com/gpu", 2)).isEqualTo("2");
    }
}
