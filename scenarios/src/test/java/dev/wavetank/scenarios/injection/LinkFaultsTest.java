package dev.wavetank.scenarios.injection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.scenarios.faults.ControlPlaneChaos;
import dev.wavetank.scenarios.faults.NetworkChaos.Direction;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/// What passes between a component and the API server fails, and recovers.
final class LinkFaultsTest {
    private static final String SCHEDULER = "scheduler";
    private final Play play = Play.deployed(7, 3);

    private static ControlPlaneChaos chaos(ControlPlaneChaos.Action action) {
        return Play.control(action, SCHEDULER);
    }

    private static boolean bind(Action action) {
        return action instanceof Action.Bind;
    }

    @Test
    void requestsAndAnswersAreLateAndNoneOvertakesAnother() {
        var fault =
                play.begin(Play.late(chaos(ControlPlaneChaos.Action.API_LATENCY), "2s", "1.5s"));
        play.scale(12);
        play.run("60s");
        var binds = play.answers(SCHEDULER, LinkFaultsTest::bind);
        assertThat(binds).hasSize(9);
        assertThat(binds)
                .allSatisfy(bind -> {
                    assertThat(bind.took()).isBetween(Play.time("1s"), Play.time("30s"));
                    assertThat(bind.outcome()).isInstanceOf(Outcome.Accepted.class);
                });
        assertThat(binds.stream().map(bind -> ((Outcome.Accepted) bind.outcome()).revision()))
                .isSorted();

        fault.end();
        play.answers.clear();
        play.scale(13);
        play.run("10s");
        assertThat(play.answers(SCHEDULER, LinkFaultsTest::bind))
                .singleElement()
                .satisfies(bind -> assertThat(bind.took()).isLessThan(Duration.ofMillis(10)));
        play.scale(3);
        play.recovers(3);
    }

    @Test
    void errorsAreHeardAsTheOutcomesTheyMeanAndNothingIsCarriedOut() {
        for (int code : new int[] {409, 429, 500, 503}) {
            play.answers.clear();
            var fault =
                    play.begin(
                            Play.with(
                                    chaos(ControlPlaneChaos.Action.API_ERROR),
                                    code,
                                    null,
                                    Direction.BOTH,
                                    null));
            play.scale(4);
            play.run("5s");
            assertThat(play.bound()).hasSize(3);
            assertThat(play.answers(SCHEDULER, LinkFaultsTest::bind))
                    .isNotEmpty()
                    .allSatisfy(bind ->
                            assertThat(bind.outcome())
                                    .isInstanceOf(
                                            switch (code) {
                                                case 409 -> Outcome.Stale.class;
                                                case 500 -> Outcome.Refused.class;
                                                default -> Outcome.NotSent.class;
                                            }));
            fault.end();
            play.scale(3);
            play.recovers(3);
        }
    }

    @Test
    void aRequestIsCarriedOutThoughItsAnswerIsLost() {
        var fault = play.begin(chaos(ControlPlaneChaos.Action.ANSWER_LOST));
        play.scale(4);
        play.run("20s");
        assertThat(play.bound()).hasSize(4);
        assertThat(play.answers(SCHEDULER, LinkFaultsTest::bind)).isEmpty();
        play.run("20s");
        assertThat(play.answers(SCHEDULER, LinkFaultsTest::bind))
                .singleElement()
                .satisfies(bind -> {
                    assertThat(bind.outcome()).isInstanceOf(Outcome.Unknown.class);
                    assertThat(bind.took()).isEqualTo(Link.PATIENCE);
                });
        fault.end();
        play.recovers(4);
    }

    @Test
    void nothingPassesAPartitionAndBothSidesMeetAgainAfterIt() {
        var fault = play.begin(chaos(ControlPlaneChaos.Action.PARTITION));
        play.scale(4);
        play.run("60s");
        assertThat(play.bound()).hasSize(3);
        assertThat(play.told(SCHEDULER, Pod.KIND)).isEmpty();
        fault.end();
        play.run("1s");
        assertThat(play.told(SCHEDULER, Pod.KIND).stream().map(Play.Told::notice))
                .hasAtLeastOneElementOfType(Notice.Lost.class)
                .hasAtLeastOneElementOfType(Notice.Snapshot.class);
        assertThat(play.bound()).hasSize(4);
        play.recovers(4);
    }

    @Test
    void aPartitionOfWhatItSendsLetsItSeeAndNotAct() {
        var fault =
                play.begin(
                        Play.with(
                                chaos(ControlPlaneChaos.Action.PARTITION),
                                null,
                                null,
                                Direction.TO,
                                null));
        play.scale(4);
        play.run("10s");
        assertThat(play.told(SCHEDULER, Pod.KIND)).isNotEmpty();
        assertThat(play.bound()).hasSize(3);
        fault.end();
        play.recovers(4);
    }

    @Test
    void aPartitionOfWhatItGetsLetsItActAndNotSee() {
        play.scale(4);
        play.tank.runUntil(state -> state.table(Pod.KIND).size() == 4, Play.time("5s"));
        var fault =
                play.begin(
                        Play.with(
                                chaos(ControlPlaneChaos.Action.PARTITION),
                                null,
                                null,
                                Direction.FROM,
                                null));
        play.told.clear();
        play.run("50s");
        assertThat(play.told).noneMatch(each -> each.component().equals(SCHEDULER));
        fault.end();
        play.recovers(4);
    }

    @Test
    void aLateWatchTellsTheSameLater() {
        var fault = play.begin(Play.late(chaos(ControlPlaneChaos.Action.WATCH_DELAY), "5s", "0s"));
        play.scale(4);
        play.run("4s");
        assertThat(play.told(SCHEDULER, Pod.KIND)).isEmpty();
        assertThat(play.bound()).hasSize(3);
        play.run("2s");
        assertThat(play.told(SCHEDULER, Pod.KIND)).isNotEmpty();
        assertThat(play.bound()).hasSize(4);
        fault.end();
        play.recovers(4);
    }

    @Test
    void aFrozenWatchTellsThePastToThoseWhoBeginAnewAndTheTruthAfterwards() {
        var fault = play.begin(chaos(ControlPlaneChaos.Action.WATCH_FREEZE));
        play.scale(5);
        play.run("10s");
        assertThat(play.told(SCHEDULER, Pod.KIND)).isEmpty();
        assertThat(play.pods()).hasSize(5);
        play.begin(chaos(ControlPlaneChaos.Action.RESTART));
        play.run("10s");
        assertThat(play.told(SCHEDULER, Pod.KIND))
                .singleElement()
                .satisfies(told ->
                        assertThat(((Notice.Snapshot) told.notice()).table().size()).isEqualTo(3));
        assertThat(play.bound()).hasSize(3);
        fault.end();
        play.run("1s");
        assertThat(play.bound()).hasSize(5);
        play.recovers(5);
    }

    @Test
    void onlyWhatItIsAboutIsHit() {
        var fault =
                play.begin(
                        Play.about(
                                chaos(ControlPlaneChaos.Action.WATCH_FREEZE), "pods/shop/web-*"));
        play.scale(4);
        play.run("5s");
        assertThat(play.bound()).hasSize(4);
        fault.end();

        var other = play.begin(Play.about(chaos(ControlPlaneChaos.Action.PARTITION), "pods"));
        play.scale(5);
        play.run("5s");
        assertThat(play.bound()).hasSize(4);
        other.end();
        play.recovers(5);
    }

    @Test
    void aDroppedWatchBeginsAgainWithEverything() {
        play.begin(Play.about(chaos(ControlPlaneChaos.Action.WATCH_DROP), "pods"));
        play.run("1s");
        assertThat(play.told(SCHEDULER, Pod.KIND).stream().map(Play.Told::notice))
                .hasSize(2)
                .hasAtLeastOneElementOfType(Notice.Snapshot.class)
                .contains(new Notice.Lost("the connection was reset"));
        play.begin(chaos(ControlPlaneChaos.Action.WATCH_GONE));
        play.run("1s");
        assertThat(play.told(SCHEDULER, Pod.KIND).stream().map(Play.Told::notice))
                .contains(new Notice.Lost("410 Gone: too old resource version"));
        assertThat(play.over).isEqualTo(2);
        play.recovers(3);
    }

    @Test
    void aSlowServerIsSlowForAll() {
        var fault =
                play.begin(
                        Play.late(
                                Play.control(ControlPlaneChaos.Action.SERVER_SLOW, ""),
                                "1s",
                                "0s"));
        play.scale(4);
        play.run("3s");
        assertThat(play.pods()).hasSize(3);
        play.answers.clear();
        play.run("20s");
        assertThat(play.answers.stream().map(Play.Answer::took))
                .isNotEmpty()
                .allMatch(took -> took.compareTo(Play.time("1s")) >= 0);
        fault.end();
        play.recovers(4);
    }

    @Test
    void faultsOnOneLinkAddUpAndEachTakesOnlyItsOwnAway() {
        var first = play.begin(Play.late(chaos(ControlPlaneChaos.Action.API_LATENCY), "1s", "0s"));
        var second = play.begin(Play.late(chaos(ControlPlaneChaos.Action.API_LATENCY), "3s", "0s"));
        var freeze = play.begin(Play.about(chaos(ControlPlaneChaos.Action.WATCH_FREEZE), "nodes"));
        play.scale(4);
        play.run("10s");
        second.end();
        second.end();
        play.scale(5);
        play.run("10s");
        var binds = play.answers(SCHEDULER, LinkFaultsTest::bind);
        assertThat(binds.getFirst().took()).isBetween(Play.time("8s"), Play.time("8.1s"));
        assertThat(binds.getLast().took()).isBetween(Play.time("2s"), Play.time("2.1s"));
        first.end();
        freeze.end();
        assertThat(play.over).isEqualTo(3);
        play.recovers(5);
    }

    @Test
    void aFaultStaysOnTheLinkWhenItsComponentIsRestarted() {
        var fault = play.begin(Play.late(chaos(ControlPlaneChaos.Action.API_LATENCY), "1s", "0s"));
        play.begin(chaos(ControlPlaneChaos.Action.RESTART));
        play.scale(4);
        play.run("10s");
        assertThat(play.answers(SCHEDULER, LinkFaultsTest::bind))
                .singleElement()
                .satisfies(bind -> assertThat(bind.took()).isGreaterThan(Play.time("2s")));
        fault.end();
        play.recovers(4);
    }
}
