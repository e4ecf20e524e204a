package dev.wavetank.scenarios.injection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.scenarios.faults.ControlPlaneChaos;
import dev.wavetank.scenarios.plan.Trigger;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Deeds happen exactly at a change, and what passes waits for them.
final class TriggersTest {
    private static final String REPLICAS = "replicaset-controller";
    private final Play play = Play.deployed(7, 3);

    private void crashAt(Trigger.Way way, Trigger.Verb verb, int nth, Trigger.When when) {
        play.injector.when(
                new Trigger(REPLICAS, way, verb, "pods/default/*", nth, when),
                () -> play.begin(Play.control(ControlPlaneChaos.Action.CRASH, REPLICAS)));
    }

    private long creates() {
        return play.answers(REPLICAS, action -> action instanceof Action.Create).size();
    }

    private long seen() {
        return play.told(REPLICAS, Pod.KIND).stream()
                .map(Play.Told::notice)
                .filter(Notice.Changes.class::isInstance)
                .flatMap(notice -> ((Notice.Changes) notice).changes().stream())
                .filter(Change::created)
                .count();
    }

    @Test
    void aCrashBeforeTheWriteLeavesNothingOfIt() {
        crashAt(Trigger.Way.SENDS, Trigger.Verb.CREATE, 2, Trigger.When.BEFORE);
        play.scale(8);
        play.run("10s");
        assertThat(play.pods()).hasSize(4);
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void aCrashAfterTheWriteLeavesItCommittedAndTheAnswerUnheard() {
        crashAt(Trigger.Way.SENDS, Trigger.Verb.CREATE, 1, Trigger.When.AFTER);
        play.scale(8);
        play.run("10s");
        assertThat(play.pods()).hasSize(4);
        assertThat(creates()).isZero();
    }

    @Test
    void aCrashBeforeItSeesAChangeHappensBeforeItSeesIt() {
        crashAt(Trigger.Way.SEES, Trigger.Verb.CREATE, 1, Trigger.When.BEFORE);
        play.scale(4);
        play.run("10s");
        assertThat(play.pods()).hasSize(4);
        assertThat(seen()).isZero();
        assertThat(play.tank.tank().alive(REPLICAS)).isFalse();
    }

    @Test
    void aCrashAfterItSawAChangeHappensBeforeItCanSayAnything() {
        play.scale(5);
        play.run("10s");
        play.answers.clear();
        crashAt(Trigger.Way.SEES, Trigger.Verb.DELETE, 1, Trigger.When.AFTER);
        play.tank.request(
                "DELETE",
                "/api/v1/namespaces/default/pods/" + play.pods().getFirst().meta().name(),
                dev.wavetank.cluster.model.Json.Obj.of(
                        "gracePeriodSeconds", new dev.wavetank.cluster.model.Json.Num("0")));
        play.run("10s");
        assertThat(play.pods()).hasSize(4);
        assertThat(play.answers(REPLICAS, _ -> true)).isEmpty();
    }

    @Test
    void nothingIsLostByWaiting() {
        var deeds = new ArrayList<String>();
        for (var way : Trigger.Way.values()) {
            for (var when : Trigger.When.values()) {
                play.injector.when(
                        new Trigger(REPLICAS, way, Trigger.Verb.CREATE, "pods", 2, when),
                        () -> deeds.add(way + " " + when));
            }
        }
        play.scale(8);
        play.run("20s");
        assertThat(deeds)
                .containsExactlyInAnyOrder(
                        "SENDS BEFORE", "SENDS AFTER", "SEES BEFORE", "SEES AFTER");
        assertThat(deeds.getFirst()).isEqualTo("SENDS BEFORE");
        play.recovers(8);
    }

    @Test
    void itHappensOnceAndNotAtAllWhenCalledOff() {
        var times = new AtomicInteger();
        var trigger =
                new Trigger(
                        REPLICAS,
                        Trigger.Way.SENDS,
                        Trigger.Verb.CREATE,
                        "pods",
                        1,
                        Trigger.When.BEFORE);
        play.injector.when(trigger, times::incrementAndGet);
        play.injector.when(trigger, () -> times.addAndGet(100)).cancel();
        play.scale(8);
        play.run("20s");
        assertThat(times).hasValue(1);
    }

    @Test
    void whatDoesNotExistIsRefusedWithWhatThereIs() {
        assertThatThrownBy(() ->
                        play.injector.when(
                                new Trigger(
                                        "replicasets",
                                        Trigger.Way.SENDS,
                                        Trigger.Verb.CREATE,
                                        "pods",
                                        1,
                                        Trigger.When.BEFORE),
                                () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(REPLICAS);
        assertThatThrownBy(() ->
                        play.injector.when(
                                new Trigger(
                                        REPLICAS,
                                        Trigger.Way.SENDS,
                                        Trigger.Verb.CREATE,
                                        "pod",
                                        1,
                                        Trigger.When.BEFORE),
                                () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is none called pod; there are ");
    }
}
