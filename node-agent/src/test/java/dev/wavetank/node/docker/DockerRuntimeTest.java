package dev.wavetank.node.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ObservedContainer;
import dev.wavetank.node.runtime.ObservedContainer.State;
import dev.wavetank.node.runtime.PodIdentity;
import dev.wavetank.node.runtime.Result;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// The contract of the runtime's commands, on a real engine.
final class DockerRuntimeTest {
    private RealNode node;

    @BeforeEach
    void open() throws IOException {
        node = RealNode.open();
    }

    @AfterEach
    void close() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void aPodRunsInASandboxThatHasItsAddress() {
        var pod = node.script("web", "sleep 1000");

        assertThat(node.run(pod)).isEqualTo(new Result.Done());

        var run = node.await(pod, ObservedContainer::running);
        assertThat(run.id()).startsWith("docker://");
        assertThat(run.startedAt()).isNotNull();
        assertThat(node.observed(pod).ready()).isTrue();
        assertThat(node.observed(pod).ip()).matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
        assertThat(node.observed(pod).pod().name()).isEqualTo("web");
    }

    @Test
    void aCommandThatIsSentTwiceIsDoneOnce() {
        var pod = node.script("web", "sleep 1000");
        node.run(pod);
        var first = node.await(pod, ObservedContainer::running);

        assertThat(node.run(pod)).isEqualTo(new Result.Done());

        assertThat(node.await(pod, ObservedContainer::running).id()).isEqualTo(first.id());
        assertThat(node.left()).isEqualTo(2);
    }

    @Test
    void anEndIsObservedWithItsCodeAndItsTimes() {
        var pod = node.script("job", "exit 7");
        node.run(pod);

        var run = node.await(pod, ObservedContainer::exited);

        assertThat(run.exitCode()).isEqualTo(7);
        assertThat(run.reason()).isEqualTo("Error");
        assertThat(run.finishedAt()).isAfterOrEqualTo(run.startedAt());
    }

    @Test
    void aContainerThatTakesTooMuchMemoryIsKilledForIt() {
        var pod =
                node.pod(
                        "hog",
                        "containers: [{name: app, image: '%s', resources: {limits: {memory: 16Mi}},"
                                        .formatted(RealNode.IMAGE)
                                + " command: [dd, if=/dev/zero, of=/dev/null, bs=64M]}]");
        node.run(pod);

        var run = node.await(pod, ObservedContainer::exited);

        assertThat(run.reason()).isEqualTo("OOMKilled");
        assertThat(run.exitCode()).isEqualTo(137);
    }

    @Test
    void aProgramThatIsNotThereIsAnErrorOfTheStart() {
        var pod =
                node.pod(
                        "bad",
                        "containers: [{name: app, image: '%s', command: [nope]}]"
                                .formatted(RealNode.IMAGE));

        var failed = (Result.Failed) node.run(pod);

        assertThat(failed.reason()).isEqualTo("RunContainerError");
        assertThat(failed.message()).contains("exec: \"nope\": executable file not found in $PATH");
        var run = node.await(pod, ObservedContainer::exited);
        assertThat(run.reason()).isEqualTo("StartError");
        assertThat(run.exitCode()).isEqualTo(128);
        assertThat(run.message()).contains("nope");
    }

    @Test
    void anImageThatNobodyHasIsNotPulled() {
        var pod = node.pod("none", "containers: [{name: app, image: 'localhost:1/nope:1'}]");

        var failed =
                (Result.Failed)
                        node.perform(
                                new Command.Pull(PodIdentity.of(pod), "app", "localhost:1/nope:1"));

        assertThat(failed.reason()).isEqualTo("ErrImagePull");
        assertThat(failed.message()).startsWith("Error response from daemon: ");
    }

    @Test
    void whatTheContainerIsGivenIsWhatItFinds() {
        var pod =
                node.pod(
                        "given",
                        """
                        containers: [{name: app, image: '%s', workingDir: /tmp, command: [sh, -c],
                          args: ['id -u; id -g; echo $COLOUR; hostname; echo $PWD; \
                        echo x > /file || echo read-only'],
                          env: [{name: COLOUR, value: blue}],
                          securityContext: {runAsUser: 1234, runAsGroup: 99,
                            readOnlyRootFilesystem: true}}]\
                        """
                                .formatted(RealNode.IMAGE));
        node.run(pod);
        node.await(pod, ObservedContainer::exited);

        assertThat(node.logs(pod))
                .filteredOn(line -> !line.startsWith("sh:"))
                .containsExactly("1234", "99", "blue", "given", "/tmp", "read-only");
    }

    @Test
    void aContainerThatMustNotBeRootIsNotMade() {
        var pod =
                node.pod(
                        "root",
                        "containers: [{name: app, image: '%s', securityContext: {runAsNonRoot: true}}]"
                                .formatted(RealNode.IMAGE));

        var failed = (Result.Failed) node.run(pod);

        assertThat(failed.reason()).isEqualTo("CreateContainerConfigError");
        assertThat(failed.message())
                .startsWith("container has runAsNonRoot and image will run as root");
    }

    @Test
    void whoIgnoresSigtermIsKilledWhenItsGraceIsOver() {
        var pod = node.script("deaf", "trap \"\" TERM; while true; do sleep 1; done");
        node.run(pod);
        node.await(pod, ObservedContainer::running);

        node.perform(new Command.Stop(RealNode.id(pod, 0), Duration.ofMinutes(10)));
        node.perform(new Command.Stop(RealNode.id(pod, 0), Duration.ofSeconds(2)));

        assertThat(node.await(pod, ObservedContainer::exited).exitCode()).isEqualTo(137);
    }

    @Test
    void aHookRunsBeforeTheSignal() {
        var pod =
                node.pod(
                        "hook",
                        """
                        containers: [{name: app, image: '%s',
                          command: [sh, -c, 'trap "echo term; exit 0" TERM; while true; do sleep 0.1; done'],
                          lifecycle: {preStop: {exec: {command: [sh, -c, 'echo hook > /proc/1/fd/1']}}}}]\
                        """
                                .formatted(RealNode.IMAGE));
        node.run(pod);
        node.await(pod, ObservedContainer::running);

        node.perform(new Command.Stop(RealNode.id(pod, 0), Duration.ofSeconds(30)));

        assertThat(node.await(pod, ObservedContainer::exited).exitCode()).isZero();
        assertThat(node.logs(pod)).containsExactly("hook", "term");
    }

    @Test
    void aKilledServerFindsItsContainersAsTheyWere() {
        var pod = node.script("web", "sleep 1000");
        node.run(pod);
        var before = node.await(pod, ObservedContainer::running);

        node.restart();

        assertThat(node.await(pod, ObservedContainer::running)).isEqualTo(before);
        assertThat(node.run(pod)).isEqualTo(new Result.Done());
        assertThat(node.left()).isEqualTo(2);
    }

    @Test
    void aLostSandboxIsReplacedAndWhatRanInItEnds() {
        var pod = node.script("web", "sleep 1000");
        node.run(pod);
        node.await(pod, ObservedContainer::running);
        node.perform(new Command.StopSandbox(pod.meta().uid()));
        RealNode.awaitility(() -> node.observed(pod).ready() ? null : pod);

        assertThat(node.run(pod, 1, 1)).isEqualTo(new Result.Done());

        var run = node.await(pod, each -> each.running() && each.attempt() == 1);
        assertThat(run.sandbox()).isEqualTo(1);
        assertThat(node.observed(pod).containers())
                .anyMatch(each -> each.attempt() == 0 && each.state() == State.EXITED);
    }

    @Test
    void onlyTheNewestDeadRunIsKept() {
        var pod = node.script("job", "exit 0");
        for (int attempt = 0; attempt < 3; attempt++) {
            int now = attempt;
            node.run(pod, 0, attempt);
            node.await(pod, each -> each.exited() && each.attempt() == now);
        }

        RealNode.awaitility(() -> node.observed(pod).containers().size() == 2 ? pod : null);
        assertThat(node.observed(pod).run("app", 0)).isNull();
    }

    @Test
    void withoutPowerNothingRuns() {
        var pod = node.script("web", "sleep 1000");
        node.run(pod);
        node.await(pod, ObservedContainer::running);

        node.runtime.powerOff().join();

        assertThat(node.await(pod, ObservedContainer::exited).exitCode()).isEqualTo(137);
        RealNode.awaitility(() -> node.observed(pod).ready() ? null : pod);
    }

    @Test
    void aRemovedPodLeavesNothing() {
        var pod = node.script("web", "sleep 1000");
        node.run(pod);

        node.perform(new Command.Remove(pod.meta().uid()));

        assertThat(node.left()).isZero();
        RealNode.awaitility(() -> node.seen(pod) == null ? pod : null);
    }

    @Test
    void ofSeveralClustersEachSeesItsOwn() throws IOException {
        try (var other = RealNode.open()) {
            var pod = node.script("web", "sleep 1000");
            node.run(pod);
            var twin = other.script("web", "sleep 1000");
            other.run(twin);
            node.await(pod, ObservedContainer::running);
            other.await(twin, ObservedContainer::running);

            other.runtime.powerOff().join();
            other.await(twin, ObservedContainer::exited);

            assertThat(node.await(pod, ObservedContainer::running).running()).isTrue();
            assertThat(node.seen(twin)).isNull();
        }
    }

    @Test
    void aPodSaysWhatItUses() {
        var pod = node.script("busy", "while true; do true; done");
        node.run(pod);
        node.await(pod, ObservedContainer::running);

        var usage = (Result.Usage) node.perform(new Command.Stats(pod.meta().uid()));

        assertThat(usage.containers()).hasSize(1);
        assertThat(usage.containers().getFirst().name()).isEqualTo("app");
        assertThat(usage.containers().getFirst().cpu().millis()).isPositive();
        assertThat(usage.containers().getFirst().memory().units()).isPositive();
    }

    @Test
    void imagesAreToldByTheirNames() {
        RealNode.awaitility(
                () -> node.runtime.observed().images().containsKey(RealNode.IMAGE) ? node : null);
        assertThat(List.copyOf(node.runtime.observed().images().values()))
                .allMatch(size -> size >= 0);
    }
}
