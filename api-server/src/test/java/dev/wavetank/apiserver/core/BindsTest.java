package dev.wavetank.apiserver.core;

import static dev.wavetank.apiserver.core.Bench.POD;
import static dev.wavetank.apiserver.core.Bench.accepted;
import static dev.wavetank.apiserver.core.Bench.stale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;

import org.junit.jupiter.api.Test;

import java.util.List;

class BindsTest {
    private final Bench bench = new Bench();
    private final Pod pod = bench.created(Pod.KIND, POD);

    @Test
    void aBoundPodSaysWhereAndThatItIsScheduled() {
        var bound = accepted(Pod.KIND, bench.submit(Action.Bind.of(pod, "node-1")));

        assertThat(bound.spec().nodeName()).isEqualTo("node-1");
        assertThat(Condition.isTrue(bound.status().conditions(), "PodScheduled")).isTrue();
        assertThat(bound.meta().generation()).isEqualTo(1);
        assertThat(bench.state().table(Pod.KIND).on("node-1")).containsExactly(bound);
    }

    @Test
    void aPodIsBoundOnlyOnce() {
        bench.submit(Action.Bind.of(pod, "node-1"));

        assertThat(stale(bench.submit(Action.Bind.of(pod, "node-2"))))
                .isEqualTo(
                        "Operation cannot be fulfilled on pods/binding \"web\": pod web is already"
                                + " assigned to node \"node-1\"");
    }

    @Test
    void aNamesakeIsNotBound() {
        assertThat(stale(bench.submit(new Action.Bind(pod.ref(), "x", "node-1", List.of()))))
                .contains("UID in precondition: x");
    }

    @Test
    void aGatedPodIsNotBound() {
        var gated =
                bench.created(
                        Pod.KIND,
                        POD.replace("'web'", "'gated'")
                                .replace(
                                        "'restartPolicy'",
                                        "'schedulingGates': [{'name': 'wait'}], 'restartPolicy'"));

        assertThat(stale(bench.submit(Action.Bind.of(gated, "node-1"))))
                .endsWith("pod gated has non-empty .spec.schedulingGates");
    }
}
