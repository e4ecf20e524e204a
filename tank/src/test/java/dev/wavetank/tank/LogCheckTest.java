package dev.wavetank.tank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Yaml;

import org.junit.jupiter.api.Test;

/// Why there is no log to read, in the kubelet's words.
final class LogCheckTest {
    private static final Pod POD =
            Pod.KIND.read(
                    (Json.Obj)
                            Yaml.read(
                                    """
                                    metadata: {name: web}
                                    status:
                                      initContainerStatuses:
                                      - {name: init, state: {terminated: {exitCode: 0}}}
                                      containerStatuses:
                                      - {name: runs, state: {running: {}}}
                                      - name: again
                                        state: {waiting: {reason: CrashLoopBackOff}}
                                        lastState: {terminated: {exitCode: 1}}
                                      - {name: comes, state: {waiting: {reason: ContainerCreating}}}
                                      - {name: lost, state: {waiting: {reason: ErrImagePull}}}
                                      - {name: waits, state: {waiting: {reason: ImagePullBackOff}}}
                                      ephemeralContainerStatuses:
                                      - {name: debugger, state: {running: {}}}
                                    """));

    private static String now(String container) {
        return LogCheck.problem(POD, container, false);
    }

    @Test
    void whatRunsOrHasRunHasALog() {
        assertThat(now("runs")).isNull();
        assertThat(now("init")).isNull();
        assertThat(now("debugger")).isNull();
        assertThat(now("again")).isNull();
    }

    @Test
    void whatHasYetToStartHasNone() {
        assertThat(now("comes"))
                .isEqualTo(
                        "container \"comes\" in pod \"web\" is waiting to start:"
                                + " ContainerCreating");
        assertThat(now("lost"))
                .isEqualTo(
                        "container \"lost\" in pod \"web\" is waiting to start: image can't be"
                                + " pulled");
        assertThat(now("waits"))
                .isEqualTo(
                        "container \"waits\" in pod \"web\" is waiting to start: trying and failing"
                                + " to pull image");
        assertThat(now("unknown"))
                .isEqualTo("container \"unknown\" in pod \"web\" is not available");
    }

    @Test
    void thePreviousLogIsThatOfARunThatEnded() {
        assertThat(LogCheck.problem(POD, "again", true)).isNull();
        assertThat(LogCheck.problem(POD, "runs", true))
                .isEqualTo("previous terminated container \"runs\" in pod \"web\" not found");
    }
}
