package dev.wavetank.scenarios.injection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.node.runtime.Command;
import dev.wavetank.scenarios.faults.Mode;
import dev.wavetank.scenarios.faults.NodeChaos;
import dev.wavetank.scenarios.faults.TimeChaos;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/// The clocks of containers are wrong, and right again: their logs show it.
final class ClockFaultsTest {
    private final Play play = Play.deployed(7, 1);

    private String log() {
        var pod = play.pods().getFirst();
        var heard = new AtomicReference<>("");
        Objects.requireNonNull(play.runtimes.get("kubelet-" + pod.spec().nodeName()))
                .perform(
                        new Command.Logs(pod.meta().uid(), "web", false, null, null, 0, false),
                        result -> heard.set(result.toString()));
        play.run("0.001s");
        return heard.get();
    }

    private TimeChaos skew(List<String> clocks) {
        return new TimeChaos(
                Mode.ALL, "", Play.app("web"), Duration.ofHours(-2), clocks, List.of("web"), null);
    }

    @Test
    void linesCarryTheWrongTimeWhileTheFaultLasts() {
        String before = log();
        var fault = play.begin(skew(List.of("CLOCK_REALTIME")));
        assertThat(log()).isEqualTo(before);
        play.begin(Play.node(NodeChaos.Action.CONTAINER_CRASH, ""));
        play.run("20s");
        assertThat(log()).contains("2025-12-31T22:00:").doesNotContain("2026");
        fault.end();
        assertThat(log()).contains("2026-01-01T00:00:").doesNotContain("2025");
        play.recovers(1);
    }

    @Test
    void otherClocksAreRefused() {
        play.begin(skew(List.of("CLOCK_MONOTONIC")));
        assertThat(play.refusals).singleElement().asString().contains("there is CLOCK_REALTIME");
    }
}
