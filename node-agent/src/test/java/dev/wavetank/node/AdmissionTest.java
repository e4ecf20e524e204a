package dev.wavetank.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.PodStatus;

import org.junit.jupiter.api.Test;

/// Pods that a node turns away.
class AdmissionTest {
    private final Bench bench = new Bench();

    private PodStatus status(String name) {
        return bench.pod(name).status();
    }

    @Test
    void aPodThatNoLongerFitsFailsWithTheKubeletsWords() {
        String big =
                """
                containers:
                - name: web
                  image: a:1
                  resources: {requests: {cpu: 3}}
                """;
        bench.create("one", big);
        bench.create("two", big);
        bench.runSeconds(2);
        assertThat(status("one").phase()).isEqualTo("Running");
        assertThat(status("two").phase()).isEqualTo("Failed");
        bench.create("small", big.replace("cpu: 3", "cpu: 1"));
        bench.runSeconds(2);
        assertThat(status("small").phase()).as("a refused pod takes no room").isEqualTo("Running");
        assertThat(status("two").reason()).isEqualTo("OutOfcpu");
        assertThat(status("two").message())
                .isEqualTo(
                        "Pod was rejected: Node didn't have enough resource: cpu, requested: 3000,"
                                + " used: 3000, capacity: 4000");
        bench.delete("one");
        bench.delete("two");
        bench.delete("small");
        bench.runSeconds(2);
        assertThat(bench.cluster.pod("two")).isNull();
        bench.create("three", big);
        bench.runSeconds(2);
        assertThat(status("three").phase()).isEqualTo("Running");
    }

    @Test
    void twoPodsDoNotShareAPortOfTheNode() {
        String listening =
                """
                containers:
                - {name: web, image: 'a:1', ports: [{containerPort: 80, hostPort: 8080}]}
                """;
        bench.create("one", listening);
        bench.create("two", listening);
        bench.runSeconds(2);

        assertThat(status("one").phase()).isEqualTo("Running");
        assertThat(status("two").reason()).isEqualTo("NodePorts");
        assertThat(status("two").message())
                .isEqualTo(
                        "Pod was rejected: Predicate NodePorts failed: node(s) didn't have free"
                                + " ports for the requested pod ports");
    }
}
