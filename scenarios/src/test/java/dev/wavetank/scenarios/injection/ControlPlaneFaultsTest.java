package dev.wavetank.scenarios.injection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.scenarios.faults.ControlPlaneChaos;
import dev.wavetank.scenarios.faults.NetworkChaos.Direction;

import org.junit.jupiter.api.Test;

/// The control plane and its journal fail, and recover.
final class ControlPlaneFaultsTest {
    private static final String SCHEDULER = "scheduler";
    private static final String REPLICAS = "replicaset-controller";
    private final Play play = Play.deployed(7, 3);

    private Injection begin(ControlPlaneChaos.Action action, String component) {
        return play.begin(Play.control(action, component));
    }

    @Test
    void aCrashedComponentIsGoneUntilTheFaultEnds() {
        var fault = begin(ControlPlaneChaos.Action.CRASH, "sched*");
        play.scale(4);
        play.run("20s");
        assertThat(play.bound()).hasSize(3);
        assertThat(play.hits).containsExactly(SCHEDULER);
        begin(ControlPlaneChaos.Action.RESTART, SCHEDULER);
        play.run("5s");
        assertThat(play.bound()).hasSize(3);
        fault.end();
        play.run("2s");
        assertThat(play.bound()).hasSize(4);
        play.recovers(4);
    }

    @Test
    void aFaultEndsByItselfAfterItsDuration() {
        var fault =
                play.begin(
                        Play.with(
                                Play.control(ControlPlaneChaos.Action.PAUSE, SCHEDULER),
                                null,
                                null,
                                Direction.BOTH,
                                "10s"));
        play.scale(4);
        play.run("9.9s");
        assertThat(play.bound()).hasSize(3);
        assertThat(fault.active()).isTrue();
        play.run("2s");
        assertThat(fault.active()).isFalse();
        assertThat(play.over).isEqualTo(1);
        assertThat(play.bound()).hasSize(4);
        play.recovers(4);
    }

    @Test
    void crashAndPauseOfOneComponentNeedBothTakenBack() {
        var pause = begin(ControlPlaneChaos.Action.PAUSE, SCHEDULER);
        var again = begin(ControlPlaneChaos.Action.PAUSE, SCHEDULER);
        var crash = begin(ControlPlaneChaos.Action.CRASH, SCHEDULER);
        play.scale(4);
        play.run("5s");
        crash.end();
        play.run("5s");
        assertThat(play.bound()).hasSize(3);
        pause.end();
        play.run("5s");
        assertThat(play.bound()).hasSize(3);
        again.end();
        play.run("5s");
        assertThat(play.bound()).hasSize(4);
        play.recovers(4);
    }

    @Test
    void itCrashesRightAfterItsLastActionLeftAndBeforeItHearsTheAnswer() {
        var fault =
                play.begin(
                        Play.about(
                                Play.with(
                                        Play.control(
                                                ControlPlaneChaos.Action.CRASH_AFTER, REPLICAS),
                                        null,
                                        2,
                                        Direction.BOTH,
                                        null),
                                "pods"));
        play.scale(8);
        play.run("10s");
        assertThat(play.pods()).hasSize(5);
        assertThat(play.answers(REPLICAS, action -> action instanceof Action.Create)).hasSize(1);
        assertThat(play.tank.tank().alive(REPLICAS)).isFalse();
        fault.end();
        play.recovers(8);
    }

    @Test
    void theServerIsGoneUntilTheFaultEnds() {
        var fault = begin(ControlPlaneChaos.Action.SERVER_CRASH, "");
        var second = begin(ControlPlaneChaos.Action.SERVER_CRASH, "");
        play.run("10s");
        assertThat(play.tank.tank().server()).isNull();
        begin(ControlPlaneChaos.Action.SERVER_RESTART, "");
        fault.end();
        play.run("10s");
        assertThat(play.tank.tank().server()).isNull();
        second.end();
        play.run("1s");
        assertThat(play.tank.tank().server()).isNotNull();
        begin(ControlPlaneChaos.Action.SERVER_RESTART, "");
        play.run("1s");
        play.recovers(3);
    }

    @Test
    void aFullDiskMakesTheServerReadOnlyUntilThereIsRoom() {
        var fault = begin(ControlPlaneChaos.Action.DISK_FULL, "");
        var second = begin(ControlPlaneChaos.Action.JOURNAL_FAILURE, "");
        assertThat(namespace("a").status()).isEqualTo(503);
        assertThat(namespace("b").message()).contains("the disk is full: free some space");
        fault.end();
        play.run("6s");
        assertThat(namespace("b").message()).contains("the journal cannot be written");
        begin(ControlPlaneChaos.Action.SERVER_RESTART, "");
        play.run("6s");
        assertThat(namespace("b").status()).isEqualTo(503);
        second.end();
        play.run("6s");
        assertThat(namespace("a").status()).isEqualTo(201);
        play.recovers(3);
    }

    private dev.wavetank.tank.VirtualTank.Answer namespace(String name) {
        return play.tank.request(
                "POST",
                "/api/v1/namespaces",
                Json.Obj.builder()
                        .put("apiVersion", "v1")
                        .put("kind", "Namespace")
                        .put("metadata", Json.Obj.of("name", new Json.Text(name)))
                        .build());
    }

    @Test
    void aComponentThatDoesNotExistIsRefusedWithThoseThatDo() {
        begin(ControlPlaneChaos.Action.CRASH, "schedular");
        assertThat(play.refusals)
                .singleElement()
                .asString()
                .startsWith("crash: no component is called schedular; there are ")
                .contains(SCHEDULER, "kubelet-node-1");
    }

    @Test
    void aNumberServesOneFaultAtATime() {
        play.begin(5, Play.control(ControlPlaneChaos.Action.PAUSE, SCHEDULER));
        var same = Play.control(ControlPlaneChaos.Action.CRASH, SCHEDULER);
        assertThatThrownBy(() -> play.begin(5, same)).isInstanceOf(IllegalArgumentException.class);
    }
}
