package dev.wavetank.scenarios.injection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.ContainerStatus;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.scenarios.faults.Mode;
import dev.wavetank.scenarios.faults.NetworkChaos;
import dev.wavetank.scenarios.faults.NetworkChaos.Action;
import dev.wavetank.scenarios.faults.NetworkChaos.Direction;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// The network of pods gets worse, and well again.
final class NetworkFaultsTest {
    private final Play play = Play.deployed(7, 3);
    private final Pod pod = play.pods().getFirst();
    private final Pod other = play.pods().getLast();

    private static NetworkChaos chaos(Action action, Pod pod, Direction direction) {
        return chaos(action, pod, direction, null, List.of());
    }

    private static NetworkChaos chaos(
            Action action,
            Pod pod,
            Direction direction,
            NetworkChaos.@Nullable Peers target,
            List<String> external) {
        return new NetworkChaos(
                action,
                Mode.ONE,
                "",
                Play.named(pod),
                direction,
                target,
                external,
                new NetworkChaos.Delay(Duration.ofSeconds(2), Duration.ofMillis(100), "0"),
                new NetworkChaos.Loss("40", "0"),
                new NetworkChaos.Duplicate("10", "0"),
                new NetworkChaos.Corrupt("5", "0"),
                null,
                null);
    }

    private Passage between(Pod from, Pod to) {
        return play.injector
                .network()
                .between(new Network.End.OfPod(from), new Network.End.OfPod(to));
    }

    private int ready() {
        return Play.ready(play.tank.state());
    }

    @Test
    void itIsWorseInTheDirectionThatIsSaid() {
        var delay = play.begin(chaos(Action.DELAY, pod, Direction.TO));
        assertThat(between(pod, other))
                .isEqualTo(Passage.delay(Duration.ofSeconds(2), Duration.ofMillis(100)));
        assertThat(between(other, pod)).isEqualTo(Passage.CLEAR);
        var loss = play.begin(chaos(Action.LOSS, pod, Direction.BOTH));
        assertThat(between(other, pod).loss()).isEqualTo(400_000);
        var more = play.begin(chaos(Action.LOSS, pod, Direction.FROM));
        assertThat(between(other, pod).loss()).isEqualTo(640_000);
        more.end();
        assertThat(between(other, pod).loss()).isEqualTo(400_000);
        delay.end();
        loss.end();
        assertThat(between(pod, other)).isEqualTo(Passage.CLEAR);
        assertThat(between(other, pod)).isEqualTo(Passage.CLEAR);
    }

    @Test
    void allThatIsGivenMakesUpNetem() {
        var fault = play.begin(chaos(Action.NETEM, pod, Direction.TO));
        assertThat(between(pod, other))
                .isEqualTo(
                        new Passage(
                                Duration.ofSeconds(2),
                                Duration.ofMillis(100),
                                400_000,
                                100_000,
                                50_000,
                                false));
        fault.end();
    }

    @Test
    void aPartitionBetweenPodsLeavesOthersAndProbesAlone() {
        var peers = new NetworkChaos.Peers(Play.named(other), Mode.ALL, "");
        var fault = play.begin(chaos(Action.PARTITION, pod, Direction.BOTH, peers, List.of()));
        assertThat(between(pod, other).cut()).isTrue();
        assertThat(between(other, pod).cut()).isTrue();
        assertThat(between(pod, play.pods().get(1)).cut()).isFalse();
        play.run("60s");
        assertThat(ready()).isEqualTo(3);
        fault.end();
        assertThat(between(pod, other)).isEqualTo(Passage.CLEAR);
        play.recovers(3);
    }

    @Test
    void aPodThatNobodyReachesFailsItsProbesAndRunsOn() {
        var fault = play.begin(chaos(Action.PARTITION, pod, Direction.BOTH));
        play.run("18s");
        assertThat(ready()).isEqualTo(2);
        var fromNode =
                play.injector
                        .network()
                        .between(
                                new Network.End.OfNode(pod.spec().nodeName()),
                                new Network.End.OfPod(pod));
        assertThat(fromNode.closed()).isTrue();
        fault.end();
        play.recovers(3);
        assertThat(restarts()).isZero();
    }

    private int restarts() {
        return play.pods().stream()
                .flatMap(each -> each.status().containerStatuses().stream())
                .mapToInt(ContainerStatus::restartCount)
                .sum();
    }

    @Test
    void answersThatAreTooLateFailProbes() {
        var fault = play.begin(chaos(Action.DELAY, pod, Direction.TO));
        play.run("18s");
        assertThat(ready()).isEqualTo(2);
        fault.end();
        play.recovers(3);
    }

    @Test
    void aNodeCannotReachTheApiServerThatIsNamed() {
        var fault =
                play.begin(
                        chaos(
                                Action.PARTITION,
                                pod,
                                Direction.BOTH,
                                null,
                                List.of("kubernetes.default.svc")));
        assertThat(between(pod, other)).isEqualTo(Passage.CLEAR);
        play.run("70s");
        assertThat(play.nodeReady(pod.spec().nodeName())).isFalse();
        assertThat(play.hits).contains(pod.spec().nodeName(), "pod " + pod.key());
        fault.end();
        play.recovers(3);
    }

    @Test
    void whatIsNotModelledIsRefusedByName() {
        play.begin(chaos(Action.BANDWIDTH, pod, Direction.TO));
        play.begin(chaos(Action.DELAY, pod, Direction.TO, null, List.of("www.example.com")));
        assertThat(play.refusals)
                .containsExactly(
                        "network bandwidth: it has no counterpart here: messages have no size",
                        "network delay: externalTargets: www.example.com has no counterpart here;"
                                + " the API server has: kubernetes.default.svc");
    }
}
