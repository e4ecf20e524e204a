package dev.wavetank.scenarios.injection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Lease;
import dev.wavetank.scenarios.faults.ControlPlaneChaos;

import org.junit.jupiter.api.Test;

import java.util.Objects;

/// A leader loses its lease, and another one is elected.
final class LeaderLossTest {
    private static String holder(Play play) {
        var lease = play.tank.state().table(Lease.KIND).get("kube-system", "kube-scheduler");
        return lease == null ? "" : Objects.requireNonNullElse(lease.spec().holderIdentity(), "");
    }

    @Test
    void theLeaseIsTakenFromItsHolderAndGoesToOneWhoCompetesForIt() {
        var play = new Play(7, 3, 2);
        play.tank.apply(Play.web(3));
        assertThat(play.until(state -> Play.ready(state) == 3, "60s")).isTrue();
        String before = holder(play);
        assertThat(before).startsWith("scheduler-");
        var fault = play.begin(Play.control(ControlPlaneChaos.Action.LEADER_LOSS, "scheduler-*"));
        play.run("1s");
        assertThat(fault.active()).isFalse();
        assertThat(play.hits).singleElement().asString().startsWith("scheduler-");
        assertThat(holder(play)).isEqualTo("chaos-1");
        play.scale(4);
        play.run("5s");
        assertThat(play.bound()).hasSize(3);
        play.run("30s");
        assertThat(holder(play)).startsWith("scheduler-").isNotEqualTo(before);
        play.recovers(4);
    }

    @Test
    void withOneControlPlaneNobodyCanLoseIt() {
        var play = Play.deployed(7, 1);
        play.begin(Play.control(ControlPlaneChaos.Action.LEADER_LOSS, "scheduler"));
        assertThat(play.refusals)
                .containsExactly(
                        "leader-loss: none of [scheduler] leads; with one control plane nobody is"
                                + " elected");
    }

    @Test
    void aFaultOnAControllerManagerHitsAllOfItsSessionsAlsoLaterOnes() {
        var play = new Play(7, 3, 2);
        var fault =
                play.begin(
                        Play.control(ControlPlaneChaos.Action.PARTITION, "controller-manager-*"));
        play.run("10s");
        play.tank.apply(Play.web(3));
        play.run("60s");
        assertThat(play.pods()).isEmpty();
        fault.end();
        play.recovers(3);
    }
}
