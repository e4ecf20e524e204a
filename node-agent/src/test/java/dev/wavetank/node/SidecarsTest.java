package dev.wavetank.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// Init containers that stay, beside containers that do not.
class SidecarsTest {
    private final Bench bench = new Bench();

    private List<String> watch(long seconds) {
        return bench.watch("web", Duration.ofSeconds(seconds)).stream()
                .map(line -> line.split(" ", 2)[1])
                .toList();
    }

    @Test
    void sidecarsEndWhenTheWorkIsDoneAndThePodSucceedsOnlyThen() {
        bench.create(
                "web",
                "wavetank.dev/work.run-for: 3s",
                """
                restartPolicy: OnFailure
                initContainers:
                - {name: side, image: 'a:1', restartPolicy: Always}
                containers:
                - {name: work, image: 'a:1'}
                """);
        bench.runSeconds(3);

        assertThat(watch(3))
                .containsExactly(
                        "Running side=Running/0 work=Running/0 Ready",
                        "Running side=Running/0 work=Completed/0",
                        "Succeeded side=Completed/0 work=Completed/0");
        assertThat(bench.told("web")).endsWith("Normal Killing Stopping container side");
    }

    @Test
    void aSidecarDoesNotHideThatTheWorkFailed() {
        bench.create(
                "web",
                "wavetank.dev/work.run-for: 3s, wavetank.dev/work.exit-code: '4'",
                """
                restartPolicy: Never
                initContainers:
                - {name: side, image: 'a:1', restartPolicy: Always}
                containers:
                - {name: work, image: 'a:1'}
                """);
        bench.runSeconds(6);

        assertThat(bench.pod("web").status().phase()).isEqualTo("Failed");
        assertThat(bench.pod("web").status().initContainerStatuses().getFirst().state().running())
                .isNull();
    }

    @Test
    void theNextContainerWaitsForTheStartupProbeOfASidecar() {
        bench.create(
                "web",
                "wavetank.dev/side.ready-after: 5s",
                """
                initContainers:
                - name: side
                  image: a:1
                  restartPolicy: Always
                  startupProbe: {tcpSocket: {port: 80}, periodSeconds: 1, failureThreshold: 20}
                containers:
                - {name: web, image: 'a:1'}
                """);
        bench.runSeconds(4);
        assertThat(bench.pod("web").status().phase()).isEqualTo("Pending");
        assertThat(bench.pod("web").status().containerStatuses().getFirst().containerID())
                .isEmpty();

        bench.runSeconds(5);
        assertThat(bench.pod("web").ready()).isTrue();
    }

    @Test
    void aSidecarThatCrashesIsStartedAgainWhateverThePodsPolicy() {
        bench.create(
                "web",
                "wavetank.dev/side.run-for: 2s",
                """
                restartPolicy: Never
                initContainers:
                - {name: side, image: 'a:1', restartPolicy: Always}
                containers:
                - {name: web, image: 'a:1'}
                """);
        bench.runSeconds(8);

        var side = bench.pod("web").status().initContainerStatuses().getFirst();
        assertThat(side.restartCount()).isEqualTo(1);
        assertThat(bench.pod("web").status().phase()).isEqualTo("Running");
    }

    @Test
    void theHookOfASidecarRunsWhileTheOthersEnd() {
        bench.create(
                "web",
                "wavetank.dev/web.stop-after: 5s",
                """
                initContainers:
                - name: side
                  image: a:1
                  restartPolicy: Always
                  lifecycle: {preStop: {sleep: {seconds: 4}}}
                containers:
                - {name: web, image: 'a:1'}
                """);
        bench.runSeconds(3);
        bench.delete("web");

        // 5 s until web ends; the hook is over by then, and the sidecar takes 0.2 s.
        bench.run(Duration.ofMillis(5100));
        assertThat(bench.cluster.pod("web")).isNotNull();
        bench.run(Duration.ofMillis(200));
        assertThat(bench.cluster.pod("web")).isNull();
    }
}
