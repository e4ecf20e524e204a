package dev.wavetank.scenarios.injection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.ContainerStatus;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.scenarios.faults.ControlPlaneChaos;
import dev.wavetank.scenarios.faults.Mode;
import dev.wavetank.scenarios.faults.PodChaos;
import dev.wavetank.scenarios.faults.PodSelector;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Pods and their containers fail, and recover.
final class PodFaultsTest {
    private final Play play = Play.deployed(7, 10);

    private Set<String> uids() {
        var uids = new TreeSet<String>();
        play.pods().forEach(pod -> uids.add(pod.meta().uid()));
        return uids;
    }

    private int killed(Mode mode, String value) {
        var before = uids();
        play.begin(Play.pod(PodChaos.Action.POD_KILL, mode, value, Play.app("web")));
        play.run("30s");
        before.removeAll(uids());
        return before.size();
    }

    @Test
    void asManyAreKilledAsTheModeSays() {
        assertThat(killed(Mode.ONE, "")).isEqualTo(1);
        assertThat(killed(Mode.FIXED, "3")).isEqualTo(3);
        assertThat(killed(Mode.FIXED, "30")).isEqualTo(10);
        assertThat(killed(Mode.FIXED_PERCENT, "25")).isEqualTo(3);
        assertThat(killed(Mode.RANDOM_MAX_PERCENT, "50")).isBetween(1, 5);
        assertThat(killed(Mode.ALL, "")).isEqualTo(10);
        assertThat(play.over).isEqualTo(6);
        assertThat(play.hits).hasSizeBetween(28, 32);
        play.recovers(10);
    }

    @Test
    void whoIsHitDependsOnTheSeedAndTheNumberOnly() {
        var alone = Play.deployed(7, 10);
        alone.begin(5, Play.pod(PodChaos.Action.POD_FAILURE, Mode.ONE, "", Play.app("web")));
        play.begin(3, Play.control(ControlPlaneChaos.Action.PAUSE, "scheduler"));
        play.begin(4, Play.pod(PodChaos.Action.CONTAINER_KILL, Mode.ONE, "", Play.app("web")));
        assertThat(play.refusals).isEmpty();
        var fault = Play.pod(PodChaos.Action.CONTAINER_KILL, Mode.FIXED, "4", Play.app("web"));
        play.hits.clear();
        alone.hits.clear();
        play.begin(6, fault);
        alone.begin(6, fault);
        assertThat(play.hits).hasSize(4).isEqualTo(alone.hits);
        play.hits.clear();
        play.begin(7, fault);
        assertThat(play.hits).isNotEqualTo(alone.hits);
    }

    @Test
    void aKillWaitsForTheApiServer() {
        var server = play.begin(Play.control(ControlPlaneChaos.Action.SERVER_CRASH, ""));
        play.run("1s");
        var kill = play.begin(Play.pod(PodChaos.Action.POD_KILL, Mode.ONE, "", Play.app("web")));
        play.run("20s");
        assertThat(kill.active()).isTrue();
        server.end();
        play.run("5s");
        assertThat(kill.active()).isFalse();
        play.recovers(10);
    }

    @Test
    void theNamedContainerIsKilledAndElseTheFirst() {
        var pod = play.pods().getFirst();
        play.begin(Play.pod(PodChaos.Action.CONTAINER_KILL, Mode.ONE, "", Play.named(pod)));
        play.run("20s");
        assertThat(restarts(pod, "web")).isEqualTo(1);
        assertThat(restarts(pod, "side")).isZero();
        play.begin(
                new PodChaos(
                        PodChaos.Action.CONTAINER_KILL,
                        Mode.ONE,
                        "",
                        Play.named(pod),
                        List.of("side"),
                        0,
                        null));
        play.run("20s");
        assertThat(restarts(pod, "side")).isEqualTo(1);
        play.begin(
                new PodChaos(
                        PodChaos.Action.CONTAINER_KILL,
                        Mode.ONE,
                        "",
                        Play.named(pod),
                        List.of("cache"),
                        0,
                        null));
        assertThat(play.refusals).singleElement().asString().contains("no container cache");
        play.recovers(10);
    }

    private int restarts(Pod pod, String container) {
        var now = play.tank.state().table(Pod.KIND).get("default", pod.meta().name());
        return Objects.requireNonNull(now).status().containerStatuses().stream()
                .filter(each -> each.name().equals(container))
                .mapToInt(ContainerStatus::restartCount)
                .sum();
    }

    @Test
    void failingPodsAnswerNothingAlsoThoseThatAreBornLater() {
        var fault =
                play.begin(
                        new PodChaos(
                                PodChaos.Action.POD_FAILURE,
                                Mode.ALL,
                                "",
                                Play.app("web"),
                                List.of(),
                                0,
                                Play.time("100s")));
        play.run("25s");
        assertThat(Play.ready(play.tank.state())).isZero();
        play.scale(11);
        play.run("30s");
        assertThat(Play.ready(play.tank.state())).isZero();
        assertThat(new TreeSet<>(play.hits)).hasSize(11).hasSameSizeAs(play.hits);
        assertThat(fault.active()).isTrue();
        play.run("50s");
        assertThat(fault.active()).isFalse();
        play.recovers(11);
    }

    @Test
    void aChosenFewStayTheChosenFew() {
        var fault =
                play.begin(
                        new PodChaos(
                                PodChaos.Action.POD_FAILURE,
                                Mode.FIXED,
                                "2",
                                Play.app("web"),
                                List.of(),
                                0,
                                Play.time("60s")));
        play.scale(12);
        play.run("40s");
        assertThat(Play.ready(play.tank.state())).isEqualTo(10);
        assertThat(play.hits).hasSize(2);
        fault.end();
        play.recovers(12);
    }

    @Test
    void aNamedPodThatDoesNotExistIsNeverReplacedByAnother() {
        play.begin(
                Play.pod(
                        PodChaos.Action.POD_KILL, Mode.ONE, "", Play.named("default", "web-gone")));
        play.begin(Play.pod(PodChaos.Action.POD_KILL, Mode.ONE, "", Play.app("wep")));
        play.begin(Play.pod(PodChaos.Action.POD_KILL, Mode.FIXED, "x", Play.app("web")));
        assertThat(play.refusals).hasSize(3);
        assertThat(play.refusals.get(0)).startsWith("pod-kill: there is no pod default/web-gone");
        assertThat(play.refusals.get(1)).startsWith("pod-kill: the selector means no pod");
        assertThat(play.refusals.get(2)).contains("value: a whole number from 1 is needed");
        play.run("5s");
        assertThat(play.hits).isEmpty();
    }

    @Test
    void aSelectorSelectsByAllThatItSays() {
        var pod = play.pods().getFirst();
        var fields = new TreeMap<String, String>();
        fields.put("spec.nodeName", pod.spec().nodeName());
        var selector =
                new PodSelector(
                        List.of("default"),
                        new TreeMap<>(),
                        List.of(new PodSelector.Requirement("app", "In", List.of("web"))),
                        new TreeMap<>(),
                        fields,
                        List.of("Running"),
                        List.of(pod.spec().nodeName()),
                        new TreeMap<>(),
                        new TreeMap<>());
        assertThat(PodChoice.of(selector).found(play.tank.state()))
                .isEqualTo(play.tank.state().table(Pod.KIND).on(pod.spec().nodeName()));
    }
}
