package dev.wavetank.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cli.terminal.Terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

final class DemoTest {
    private static List<String> lines(long seed) {
        return lines(seed, 80);
    }

    private static List<String> lines(long seed, int width) {
        var bytes = new ByteArrayOutputStream();
        var stream = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        int exit = Demo.run(new Terminal(stream, stream, false, false, false), false, width, seed);
        stream.flush();
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(exit).as("exit code with seed %s; it said: %s", seed, text).isZero();
        return text.lines().toList();
    }

    @Test
    void everythingHealsWhateverTheSeed() {
        for (long seed : new long[] {1, 2, 3}) {
            assertThat(lines(seed)).anyMatch(line -> line.startsWith("Everything healed."));
        }
    }

    @Test
    void theSameSeedTellsTheSameStory() {
        assertThat(withoutWallTime(lines(5))).isEqualTo(withoutWallTime(lines(5)));
        assertThat(withoutWallTime(lines(5))).isNotEqualTo(withoutWallTime(lines(6)));
    }

    private static List<String> withoutWallTime(List<String> lines) {
        return lines.stream().filter(line -> !line.contains("computed in")).toList();
    }

    @Test
    void eachComponentTellsItsPartInTheOrderOfCauseAndEffect() {
        var deployed = lines(1).stream().dropWhile(line -> !line.startsWith("2  ")).toList();

        assertThat(deployed)
                .extracting(line -> line.length() > 25 ? line.substring(9, 24).strip() : "")
                .containsSubsequence(
                        "deployment",
                        "replicaset",
                        "scheduler",
                        "kubelet node-2",
                        "node-controller",
                        "taint-eviction",
                        "replicaset",
                        "scheduler");
        assertThat(deployed).anyMatch(line -> line.contains("of cluster time pass quietly"));
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 100, 120})
    void noLineIsLongerThanItsTerminalAndNoDecisionIsCut(int width) {
        var lines = lines(1, width);

        assertThat(lines).allMatch(line -> line.length() <= width);
        assertThat(lines).noneMatch(line -> line.endsWith("...") || line.contains("...)"));
    }

    @Test
    void aRolloutTakesAsLongAsItsPodsNeedToBecomeReady() {
        var lines = lines(1);

        assertThat(lines).anyMatch(line -> line.contains("pod/orders-") && line.endsWith("ready"));
        assertThat(lines).anyMatch(line -> line.matches(".*version 2 took 1[0-9]\\.[0-9] s.*"));
    }

    @Test
    void everyChangeOfANodesTaintsAndEveryNewReplicaSetNamesItsGround() {
        var lines = lines(1);

        assertThat(lines).anyMatch(line -> line.endsWith("tainting it"));
        assertThat(lines).anyMatch(line -> line.contains("it has no replica set yet"));
        assertThat(lines).anyMatch(line -> line.contains("no replica set has its new pod"));
        assertThat(lines).noneMatch(line -> line.contains("[]") || line.contains("()"));
    }

    @Test
    void withoutATerminalNothingIsColoured() {
        assertThat(lines(1)).noneMatch(line -> line.contains("\u001b"));
    }
}
