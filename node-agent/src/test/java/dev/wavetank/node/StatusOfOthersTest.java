package dev.wavetank.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.PodStatus;
import dev.wavetank.cluster.state.Action;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// A pod's status belongs to its agent, but others write into it.
final class StatusOfOthersTest {
    private final Bench bench = new Bench();

    @Test
    void aConditionOfAnotherComponentIsKept() {
        bench.create("web", NodeAgentTest.WEB);
        bench.run(Duration.ofMillis(400));
        Pod pod = bench.pod("web");
        var more =
                Condition.put(
                        pod.status().conditions(),
                        new Condition("DisruptionTarget", "True", "ByTest", "", Bench.START));
        var old = pod.status();
        bench.cluster.take(
                new Action.UpdateStatus(
                        pod.withStatus(
                                new PodStatus(
                                        old.phase(),
                                        more,
                                        old.message(),
                                        old.reason(),
                                        old.hostIP(),
                                        old.hostIPs(),
                                        old.podIP(),
                                        old.podIPs(),
                                        old.startTime(),
                                        old.initContainerStatuses(),
                                        old.containerStatuses(),
                                        old.qosClass(),
                                        old.observedGeneration(),
                                        old.rest())),
                        List.of()));
        bench.runSeconds(2);
        assertThat(bench.pod("web").ready()).isTrue();
        assertThat(Condition.isTrue(bench.pod("web").status().conditions(), "DisruptionTarget"))
                .isTrue();
    }

    @Test
    void whatOthersMakeOfAStatusIsPutRightButNotInAFight() {
        bench.create("web", NodeAgentTest.WEB);
        bench.runSeconds(30);
        int fights = 0;
        // As a node controller that thinks the node is gone does, at each change of the pod.
        for (int second = 0; second < 25; second++) {
            if (bench.pod("web").ready()) {
                var pod = bench.pod("web");
                var notReady = new Condition("Ready", "False", "", "", bench.world.now().wall());
                var conditions = Condition.put(pod.status().conditions(), notReady);
                bench.cluster.take(
                        new Action.UpdateStatus(
                                pod.withStatus(pod.status().withConditions(conditions)),
                                List.of()));
                fights++;
            }
            bench.runSeconds(1);
        }
        assertThat(fights).isEqualTo(4);
        bench.runSeconds(11);
        assertThat(bench.pod("web").ready()).isTrue();
    }
}
