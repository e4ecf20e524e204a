package dev.wavetank.scenarios.injection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.ContainerStatus;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.scenarios.faults.ControlPlaneChaos;
import dev.wavetank.scenarios.faults.NodeChaos;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/// Nodes and their containers fail, and recover.
final class NodeFaultsTest {
    private static final String NODE = "node-2";
    private static final String AGENT = "kubelet-node-2";
    private final Play play = Play.deployed(7, 3);

    private int restarts() {
        return play.pods().stream()
                .flatMap(pod -> pod.status().containerStatuses().stream())
                .mapToInt(ContainerStatus::restartCount)
                .sum();
    }

    private List<Pod> here() {
        return play.tank.state().table(Pod.KIND).on(NODE);
    }

    private String states() {
        return here().stream()
                .flatMap(pod -> pod.status().containerStatuses().stream())
                .map(ContainerStatus::toString)
                .toList()
                .toString();
    }

    @Test
    void aNodeWithoutPowerIsNotReadyAndComesBack() {
        var fault = play.begin(Play.node(NodeChaos.Action.POWER_OFF, NODE));
        play.run("70s");
        assertThat(play.nodeReady(NODE)).isFalse();
        assertThat(Play.ready(play.tank.state())).isLessThan(3);
        fault.end();
        fault.end();
        assertThat(play.over).isEqualTo(1);
        assertThat(play.hits).containsExactly(NODE);
        play.recovers(3);
        assertThat(restarts()).isPositive();
    }

    @Test
    void twiceWithoutPowerNeedsItTwiceBack() {
        var first = play.begin(Play.node(NodeChaos.Action.POWER_OFF, NODE));
        var second = play.begin(Play.node(NodeChaos.Action.POWER_OFF, NODE));
        play.run("10s");
        first.end();
        play.run("60s");
        assertThat(play.tank.tank().powered(NODE)).isFalse();
        assertThat(play.nodeReady(NODE)).isFalse();
        play.begin(Play.node(NodeChaos.Action.REBOOT, NODE));
        play.run("1s");
        assertThat(play.tank.tank().powered(NODE)).isFalse();
        second.end();
        play.run("1s");
        assertThat(play.tank.tank().powered(NODE)).isTrue();
        play.recovers(3);
    }

    @Test
    void aNodeWithoutPowerWhoseAgentIsHeldDownNeedsBothBack() {
        var power = play.begin(Play.node(NodeChaos.Action.POWER_OFF, NODE));
        var crash = play.begin(Play.control(ControlPlaneChaos.Action.CRASH, AGENT));
        power.end();
        play.run("1s");
        assertThat(play.tank.tank().alive(AGENT)).isFalse();
        crash.end();
        play.run("1s");
        assertThat(play.tank.tank().alive(AGENT)).isTrue();
        play.recovers(3);
    }

    @Test
    void aRebootEndsTheContainersAndARestartOfTheAgentDoesNot() {
        play.begin(Play.node(NodeChaos.Action.AGENT_RESTART, NODE));
        play.run("30s");
        assertThat(restarts()).isZero();
        play.begin(Play.node(NodeChaos.Action.REBOOT, NODE));
        play.run("30s");
        assertThat(restarts()).isEqualTo(here().size() * 2);
        assertThat(play.over).isEqualTo(2);
        play.recovers(3);
    }

    @Test
    void aPausedAgentDoesNothingAndGoesOn() {
        var fault = play.begin(Play.node(NodeChaos.Action.AGENT_PAUSE, NODE));
        play.run("70s");
        assertThat(play.nodeReady(NODE)).isFalse();
        assertThat(play.tank.tank().powered(NODE)).isTrue();
        fault.end();
        play.recovers(3);
        assertThat(restarts()).isZero();
    }

    @Test
    void aSkewedClockShowsInWhatTheNodeWritesUntilItIsRight() {
        var fault =
                play.begin(
                        Play.node(
                                NodeChaos.Action.CLOCK_SKEW,
                                NODE,
                                Duration.ofMinutes(-10),
                                null,
                                "100"));
        var second =
                play.begin(
                        Play.node(
                                NodeChaos.Action.CLOCK_SKEW,
                                NODE,
                                Duration.ofMinutes(4),
                                null,
                                "100"));
        play.run("30s");
        assertThat(behind()).isBetween(Play.time("360s"), Play.time("372s"));
        fault.end();
        play.run("30s");
        assertThat(behind()).isBetween(Play.time("-240s"), Play.time("-228s"));
        second.end();
        play.run("30s");
        assertThat(behind()).isBetween(Play.time("0s"), Play.time("12s"));
        play.recovers(3);
    }

    private Duration behind() {
        var lease = play.tank.state().table(Lease.KIND).get("kube-node-lease", NODE);
        var renewed = Objects.requireNonNull(Objects.requireNonNull(lease).spec().renewTime());
        return Duration.between(renewed.instant(), play.tank.world().now().wall());
    }

    @Test
    void aPartitionedNodeIsNotReadyAndKeepsItsContainers() {
        var fault = play.begin(Play.node(NodeChaos.Action.PARTITION, NODE));
        play.run("70s");
        assertThat(play.nodeReady(NODE)).isFalse();
        fault.end();
        play.recovers(3);
        assertThat(restarts()).isZero();
    }

    @Test
    void imagesThatCannotBePulledSayWhyAndComeLater() {
        play.scale(0);
        play.run("60s");
        play.tank.apply(Play.web(3).replace("web:1", "other:1"));
        var fault = play.begin(Play.node(NodeChaos.Action.PULL_FAILURE, ""));
        play.run("30s");
        assertThat(states()).containsAnyOf("ErrImagePull", "ImagePullBackOff").contains("other:1");
        assertThat(Play.ready(play.tank.state())).isZero();
        fault.end();
        assertThat(play.until(state -> Play.ready(state) == 3, "400s")).isTrue();
    }

    @Test
    void containersThatDoNotStartSayWhyAndStartLater() {
        var fault = play.begin(Play.node(NodeChaos.Action.START_FAILURE, NODE));
        play.scale(9);
        play.run("20s");
        assertThat(states()).contains("RunContainerError");
        assertThat(Play.ready(play.tank.state())).isLessThan(9);
        assertThat(play.hits).contains(NODE).anyMatch(each -> each.startsWith("pod default/web-"));
        fault.end();
        play.recovers(9);
    }

    @Test
    void containersComeUpLateWhileTheFaultLasts() {
        var fault =
                play.begin(
                        Play.node(
                                NodeChaos.Action.SLOW_START,
                                "",
                                null,
                                Duration.ofSeconds(14),
                                "100"));
        var second =
                play.begin(
                        Play.node(
                                NodeChaos.Action.SLOW_START,
                                "",
                                null,
                                Duration.ofSeconds(6),
                                "100"));
        play.scale(4);
        play.run("19s");
        assertThat(Play.ready(play.tank.state())).isEqualTo(3);
        assertThat(play.until(state -> Play.ready(state) == 4, "20s")).isTrue();
        fault.end();
        play.scale(5);
        play.run("6s");
        assertThat(Play.ready(play.tank.state())).isEqualTo(4);
        play.run("10s");
        assertThat(Play.ready(play.tank.state())).isEqualTo(5);
        second.end();
        play.scale(6);
        play.run("3s");
        assertThat(Play.ready(play.tank.state())).isEqualTo(6);
        play.recovers(6);
    }

    @Test
    void containersCrashOnceAndRunOutOfMemoryOnce() {
        play.begin(Play.node(NodeChaos.Action.CONTAINER_CRASH, NODE));
        play.run("60s");
        assertThat(restarts()).isEqualTo(here().size() * 2);
        assertThat(states()).contains("exitCode=1").contains("Error");
        assertThat(play.hits).hasSize(here().size() * 2);
        play.begin(Play.node(NodeChaos.Action.CONTAINER_OOM, NODE));
        play.run("60s");
        assertThat(restarts()).isEqualTo(here().size() * 4);
        assertThat(states()).contains("OOMKilled").contains("exitCode=137");
        play.recovers(3);
    }

    @Test
    void hangingContainersAreNotReadyAlsoThoseThatComeLater() {
        var fault = play.begin(Play.node(NodeChaos.Action.CONTAINER_HANG, ""));
        play.run("25s");
        assertThat(Play.ready(play.tank.state())).isZero();
        play.scale(4);
        play.run("60s");
        assertThat(Play.ready(play.tank.state())).isZero();
        assertThat(play.hits).hasSize(8);
        fault.end();
        play.recovers(4);
    }

    @Test
    void whatDoesNotExistIsRefusedWithWhatThereIs() {
        play.begin(Play.node(NodeChaos.Action.POWER_OFF, "node-9"));
        assertThat(play.refusals)
                .containsExactly(
                        "power-off: there is no node node-9; there are [node-1, node-2, node-3]");
        assertThat(play.hits).isEmpty();
        assertThat(play.over).isZero();
    }

    @Test
    void selectedByLabelOnly() {
        var node = play.tank.state().table(Node.KIND).get("", NODE);
        assertThat(node).isNotNull();
        var labels = new TreeMap<String, String>();
        labels.put("kubernetes.io/hostname", NODE);
        var selector = new dev.wavetank.scenarios.faults.NodeSelector(List.of(), labels);
        assertThat(
                        new NodeChoice(selector, List.of("node-1", NODE, "node-3"))
                                .found(play.tank.state()))
                .containsExactly(NODE);
    }
}
