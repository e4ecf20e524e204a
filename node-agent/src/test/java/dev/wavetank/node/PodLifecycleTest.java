package dev.wavetank.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ContainerId;
import dev.wavetank.node.runtime.ObservedContainer;
import dev.wavetank.node.runtime.ObservedContainer.State;
import dev.wavetank.node.runtime.ObservedPod;
import dev.wavetank.node.runtime.PodIdentity;
import dev.wavetank.node.runtime.Result;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pcollections.TreePMap;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

class PodLifecycleTest {
    private static final Time NOW = new Time(Instant.parse("2026-01-01T00:10:00Z"), 0);

    private final PodLifecycle lifecycle = new PodLifecycle(new NodeFacts("node-1", "10.0.0.1"));
    private final TreePMap<String, Long> images = TreePMap.singleton("a:1", 1L);

    private static Pod pod(String policy) {
        var pod =
                Bench.pod(
                        "web",
                        "",
                        """
                        restartPolicy: %s
                        containers:
                        - {name: web, image: 'a:1', imagePullPolicy: IfNotPresent}
                        """
                                .formatted(policy));
        return pod.withMeta(pod.meta().withUid("u1"));
    }

    private static ObservedPod observed(Pod pod, ObservedContainer... containers) {
        return new ObservedPod(PodIdentity.of(pod), 0, true, "10.244.1.2", List.of(containers));
    }

    private static ObservedContainer run(int attempt, State state, int exitCode) {
        boolean over = state == State.EXITED;
        return new ObservedContainer(
                "web",
                attempt,
                0,
                state,
                "wavetank://" + attempt,
                "a:1",
                "a:1@sha256:0",
                state == State.CREATED ? null : NOW.wall().minusSeconds(9),
                over ? NOW.wall().minusSeconds(1) : null,
                exitCode,
                over ? (exitCode == 0 ? "Completed" : "Error") : "",
                "",
                new TreeMap<>());
    }

    private PodPlan plan(Pod pod, @Nullable ObservedPod observed) {
        return lifecycle.plan(pod, observed, images, PodMemory.START, NOW);
    }

    /// {@return the names of the commands, and the attempt of a start}
    private static String commands(PodPlan plan) {
        var names =
                plan.commands().stream()
                        .map(command ->
                                command instanceof Command.Start start
                                        ? "Start" + start.attempt()
                                        : command.getClass().getSimpleName())
                        .toList();
        return String.join(" ", names);
    }

    @ParameterizedTest
    @CsvSource({
        "Always,    CREATED, 0, '',     Pending",
        "Always,    RUNNING, 0, '',     Running",
        "Always,    EXITED,  0, Start1, Running",
        "Always,    EXITED,  3, Start1, Running",
        "OnFailure, EXITED,  0, '',     Succeeded",
        "OnFailure, EXITED,  3, Start1, Running",
        "Never,     EXITED,  0, '',     Succeeded",
        "Never,     EXITED,  3, '',     Failed",
    })
    void thePolicyDecidesWhatFollowsAnEnd(
            String policy, State state, int exitCode, String commands, String phase) {
        var pod = pod(policy);
        var plan = plan(pod, observed(pod, run(0, state, exitCode)));
        assertThat(commands(plan)).isEqualTo(commands);
        assertThat(plan.status().phase()).isEqualTo(phase);
    }

    @Test
    void aNewPodGetsASandboxFirstAndItsStatusWaitsForIt() {
        var plan = plan(pod("Always"), null);
        assertThat(commands(plan)).isEqualTo("Sandbox");
        assertThat(plan.hold()).isTrue();
        assertThat(plan.wakeAt()).isEqualTo(NOW.plus(Duration.ofSeconds(1)));
        var later =
                lifecycle.plan(
                        pod("Always"),
                        null,
                        images,
                        plan.memory(),
                        NOW.plus(Duration.ofSeconds(1)));
        assertThat(commands(later)).isEmpty();
        assertThat(later.hold()).isFalse();
    }

    @Test
    void nothingIsAskedForTwice() {
        var pod = pod("Always");
        var first = plan(pod, observed(pod));
        assertThat(commands(first)).isEqualTo("Start0");
        var second = lifecycle.plan(pod, observed(pod), images, first.memory(), NOW);
        assertThat(commands(second)).isEmpty();
        assertThat(second.events()).isEmpty();
        var lost =
                lifecycle.plan(
                        pod,
                        observed(pod),
                        images,
                        first.memory(),
                        NOW.plus(Duration.ofMinutes(2)));
        assertThat(commands(lost)).isEqualTo("Start0");
    }

    @Test
    void aStartThatFailsShowsWhyAndIsTriedAgain() {
        var pod = pod("Always");
        var first = plan(pod, observed(pod));
        var answers =
                Answers.to(
                        first.commands().getFirst(),
                        new Result.Failed("CreateContainerConfigError", "secret \"x\" not found"),
                        first.memory(),
                        NOW);
        assertThat(answers.events())
                .containsExactly(Told.warning("Failed", "Error: secret \"x\" not found", "web"));
        var second = lifecycle.plan(pod, observed(pod), images, answers.memory(), NOW);
        var waiting =
                Objects.requireNonNull(
                        second.status().containerStatuses().getFirst().state().waiting());
        assertThat(waiting.reason()).isEqualTo("CreateContainerConfigError");
        assertThat(commands(second)).isEmpty();
        assertThat(second.wakeAt()).isEqualTo(NOW.plus(Duration.ofSeconds(10)));
        var third =
                lifecycle.plan(
                        pod,
                        observed(pod),
                        images,
                        answers.memory(),
                        NOW.plus(Duration.ofSeconds(10)));
        assertThat(commands(third)).isEqualTo("Start0");
    }

    @Test
    void aContainerThatTheRuntimeLostIsStartedAgainAndCounted() {
        var pod = pod("Always");
        var running = plan(pod, observed(pod, run(4, State.RUNNING, 0))).status();
        var plan = plan(pod.withStatus(running), observed(pod));
        assertThat(commands(plan)).isEqualTo("Start5");
        var ended =
                Objects.requireNonNull(
                        plan.status().containerStatuses().getFirst().state().terminated());
        assertThat(ended.exitCode()).isEqualTo(137);
        assertThat(ended.reason()).isEqualTo("ContainerStatusUnknown");
    }

    @Test
    void aFinishedPodIsNeverStartedAgain() {
        var pod = pod("Never");
        var over = plan(pod, observed(pod, run(0, State.EXITED, 3))).status();
        assertThat(over.phase()).isEqualTo("Failed");
        var finished = pod.withStatus(over);
        var plan = plan(finished, observed(pod, run(0, State.EXITED, 3)));
        assertThat(commands(plan)).isEqualTo("StopSandbox");
        assertThat(plan.status()).isEqualTo(over);
        assertThat(commands(plan(finished, null))).isEmpty();
        assertThat(plan(finished, null).status()).isEqualTo(over);
    }

    @Test
    void aDeletedPodIsDoneOnlyWhenNothingOfItRuns() {
        var pod = pod("Always");
        var deleted = pod.withMeta(pod.meta().withDeletion(NOW.wall(), 30L));
        var plan = plan(deleted, observed(pod, run(0, State.RUNNING, 0)));
        assertThat(plan.commands())
                .containsExactly(
                        new Command.Stop(new ContainerId("u1", "web", 0), Duration.ofSeconds(30)));
        assertThat(plan.done()).isFalse();
        assertThat(plan.status().phase()).isEqualTo("Running");
        var over = plan(deleted, observed(pod, run(0, State.EXITED, 0)));
        assertThat(over.done()).isTrue();
        assertThat(over.status().phase()).isEqualTo("Succeeded");
        assertThat(plan(deleted, null).done()).isTrue();
    }

    @Test
    void aStartUnderWayHoldsADeletionUp() {
        var pod = pod("Always");
        var first = plan(pod, observed(pod));
        var deleted = pod.withMeta(pod.meta().withDeletion(NOW.wall(), 30L));
        assertThat(lifecycle.plan(deleted, observed(pod), images, first.memory(), NOW).done())
                .isFalse();
    }

    @Test
    void aStartThatNeverComesHoldsADeletionUpOnlyUntilItsTimeIsOver() {
        var pod = pod("Always");
        var first = plan(pod, observed(pod));
        var deleted = pod.withMeta(pod.meta().withDeletion(NOW.wall(), 30L));
        var waiting = lifecycle.plan(deleted, observed(pod), images, first.memory(), NOW);
        Time over = NOW.plus(Starting.REQUEST_TIMEOUT);
        assertThat(waiting.wakeAt()).isEqualTo(over);
        var done = lifecycle.plan(deleted, observed(pod), images, waiting.memory(), over);
        assertThat(done.done()).isTrue();
        assertThat(commands(done)).isEmpty();
    }

    @Test
    void aStartThatFailedHoldsNoDeletionUp() {
        var pod = pod("Always");
        var first = plan(pod, observed(pod));
        var failed =
                Answers.to(
                        first.commands().getFirst(),
                        new Result.Failed("CreateContainerError", "no"),
                        first.memory(),
                        NOW);
        var deleted = pod.withMeta(pod.meta().withDeletion(NOW.wall(), 30L));
        assertThat(lifecycle.plan(deleted, observed(pod), images, failed.memory(), NOW).done())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "500, 500ms",
        "1200, 1.2s",
        "1000, 1s",
        "61250, 1m1.25s",
    })
    void durationsAreWrittenAsGoDoes(long millis, String text) {
        assertThat(Answers.duration(Duration.ofMillis(millis))).isEqualTo(text);
    }
}
