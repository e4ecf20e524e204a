package dev.wavetank.apiserver.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Yaml;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

/// The cases are those of upstream's `TestPrintPod`.
class PodSummaryTest {
    private static final Instant NOW = Instant.parse("2026-01-31T09:00:00Z");

    private static Pod pod(String status) {
        return pod("containers: [{name: a}, {name: b}]", status, "{}");
    }

    private static Pod pod(String spec, String status, String meta) {
        return Pod.KIND.read(
                Json.Obj.of("spec", Yaml.read(spec))
                        .with("status", Yaml.read(status))
                        .with("metadata", Yaml.read(meta)));
    }

    private static String shown(Pod pod) {
        var cells = new PodPrinter().cells(pod, NOW);
        return ((Json.Text) cells.get(1)).value()
                + " "
                + ((Json.Text) cells.get(2)).value()
                + " "
                + ((Json.Text) cells.get(3)).value();
    }

    @Test
    void aPodThatRuns() {
        assertThat(
                        shown(
                                pod(
                                        """
                                        phase: Running
                                        containerStatuses:
                                        - {name: a, ready: true, state: {running: {}}, restartCount: 3,
                                           lastState: {terminated: {finishedAt: '2026-01-31T08:55:00Z'}}}
                                        - {name: b, ready: false, state: {running: {}}}
                                        """)))
                .isEqualTo("1/2 Running 3 (5m ago)");
    }

    @Test
    void aContainerThatWaitsGivesTheReason() {
        assertThat(
                        shown(
                                pod(
                                        """
                                        phase: Running
                                        containerStatuses:
                                        - {name: a, restartCount: 6, state: {waiting: {reason: CrashLoopBackOff}}}
                                        - {name: b, ready: true, state: {running: {}}}
                                        """)))
                .isEqualTo("1/2 CrashLoopBackOff 6");
    }

    @Test
    void aContainerThatEndedGivesItsReasonSignalOrCode() {
        assertThat(
                        shown(
                                pod(
                                        "phase: Failed\n"
                                            + "containerStatuses: [{name: a, state: {terminated:"
                                            + " {exitCode: 3}}}]")))
                .isEqualTo("0/2 ExitCode:3 0");
        assertThat(
                        shown(
                                pod(
                                        "phase: Failed\n"
                                            + "containerStatuses: [{name: a, state: {terminated:"
                                            + " {signal: 9}}}]")))
                .isEqualTo("0/2 Signal:9 0");
        assertThat(
                        shown(
                                pod(
                                        "phase: Succeeded\n"
                                            + "containerStatuses: [{name: a, state: {terminated:"
                                            + " {reason: Completed}}}]")))
                .isEqualTo("0/2 Completed 0");
    }

    @Test
    void whereSomethingStillRunsCompletedIsNotTheWord() {
        String statuses =
                "containerStatuses: [{name: a, state: {terminated: {reason: Completed}}}, {name: b,"
                        + " ready: true, state: {running: {}}}]";
        assertThat(shown(pod("phase: Running\n" + statuses))).isEqualTo("1/2 NotReady 0");
        assertThat(
                        shown(
                                pod(
                                        "phase: Running\n"
                                                + "conditions: [{type: Ready, status: 'True'}]\n"
                                                + statuses)))
                .isEqualTo("1/2 Running 0");
    }

    @Test
    void initContainersAreCounted() {
        String spec = "{initContainers: [{name: i}, {name: j}], containers: [{name: a}]}";
        assertThat(
                        shown(
                                pod(
                                        spec,
                                        "phase: Pending\n"
                                                + "initContainerStatuses: [{name: i, state:"
                                                + " {terminated: {exitCode: 0}}}, {name: j, state:"
                                                + " {waiting: {reason: PodInitializing}}}]",
                                        "{}")))
                .isEqualTo("0/1 Init:1/2 0");
        assertThat(
                        shown(
                                pod(
                                        spec,
                                        "phase: Pending\n"
                                            + "initContainerStatuses: [{name: i, restartCount: 2,"
                                            + " state: {waiting: {reason: CrashLoopBackOff}}}]",
                                        "{}")))
                .isEqualTo("0/1 Init:CrashLoopBackOff 2");
        assertThat(
                        shown(
                                pod(
                                        spec,
                                        "phase: Failed\n"
                                                + "initContainerStatuses: [{name: i, state:"
                                                + " {terminated: {exitCode: 1, reason: Error}}}]",
                                        "{}")))
                .isEqualTo("0/1 Init:Error 0");
    }

    @Test
    void aSidecarCountsAsAContainer() {
        assertThat(
                        shown(
                                pod(
                                        "{initContainers: [{name: s, restartPolicy: Always}],"
                                                + " containers: [{name: a}]}",
                                        """
                                        phase: Running
                                        initContainerStatuses:
                                        - {name: s, ready: true, started: true, restartCount: 1, state: {running: {}}}
                                        containerStatuses: [{name: a, ready: true, state: {running: {}}}]
                                        """,
                                        "{}")))
                .isEqualTo("2/2 Running 1");
    }

    @Test
    void aPodThatGoesIsTerminatingUnlessItIsOver() {
        String going = "deletionTimestamp: '2026-01-31T09:00:30Z'";
        assertThat(shown(pod("containers: [{name: a}]", "phase: Running", going)))
                .isEqualTo("0/1 Terminating 0");
        assertThat(shown(pod("containers: [{name: a}]", "phase: Running\nreason: NodeLost", going)))
                .isEqualTo("0/1 Unknown 0");
        assertThat(shown(pod("containers: [{name: a}]", "phase: Succeeded", going)))
                .isEqualTo("0/1 Succeeded 0");
    }

    @Test
    void aReasonOfThePodIsShown() {
        assertThat(shown(pod("phase: Failed\nreason: Evicted"))).isEqualTo("0/2 Evicted 0");
        assertThat(
                        shown(
                                pod(
                                        "phase: Pending\n"
                                            + "conditions: [{type: PodScheduled, status: 'False',"
                                            + " reason: SchedulingGated}]")))
                .isEqualTo("0/2 SchedulingGated 0");
    }

    @Test
    void durationsHaveAtMostTwoUnits() {
        assertThat(Cells.human(Duration.ofSeconds(119))).isEqualTo("119s");
        assertThat(Cells.human(Duration.ofMinutes(2))).isEqualTo("2m");
        assertThat(Cells.human(Duration.ofSeconds(125))).isEqualTo("2m5s");
        assertThat(Cells.human(Duration.ofMinutes(10))).isEqualTo("10m");
        assertThat(Cells.human(Duration.ofMinutes(179))).isEqualTo("179m");
        assertThat(Cells.human(Duration.ofMinutes(181))).isEqualTo("3h1m");
        assertThat(Cells.human(Duration.ofHours(47))).isEqualTo("47h");
        assertThat(Cells.human(Duration.ofHours(49))).isEqualTo("2d1h");
        assertThat(Cells.human(Duration.ofDays(8))).isEqualTo("8d");
        assertThat(Cells.human(Duration.ofDays(729))).isEqualTo("729d");
        assertThat(Cells.human(Duration.ofDays(731))).isEqualTo("2y1d");
        assertThat(Cells.human(Duration.ofSeconds(-5))).isEqualTo("<invalid>");
    }
}
