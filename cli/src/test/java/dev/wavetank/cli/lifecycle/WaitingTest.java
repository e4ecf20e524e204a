package dev.wavetank.cli.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.cli.terminal.Failure;

import org.junit.jupiter.api.Test;

import java.time.Duration;

final class WaitingTest {
    @Test
    void lengthsOfTimeAreReadAsKubernetesToolsWriteThem() {
        assertThat(Waiting.parse("--wait", "60s")).isEqualTo(Duration.ofMinutes(1));
        assertThat(Waiting.parse("--wait", "1h2m3s4ms")).isEqualTo(Duration.ofMillis(3_723_004));
        assertThat(Waiting.parse("--wait", "5")).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void whatIsNoLengthOfTimeIsRefusedWithAnExample() {
        for (String text : new String[] {"", "x", "5x", "s", "1m x", "-1s", "1.5s"}) {
            assertThatThrownBy(() -> Waiting.parse("--wait", text))
                    .as(text)
                    .isInstanceOfSatisfying(
                            Failure.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(Failure.USAGE));
        }
    }
}
