package dev.wavetank.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

final class AgesTest {
    @Test
    void agesAreWrittenAsKubectlWritesThem() {
        assertThat(Ages.of(Duration.ofSeconds(119))).isEqualTo("119s");
        assertThat(Ages.of(Duration.ofMinutes(2))).isEqualTo("2m");
        assertThat(Ages.of(Duration.ofSeconds(200))).isEqualTo("3m20s");
        assertThat(Ages.of(Duration.ofMinutes(10).plusSeconds(5))).isEqualTo("10m");
        assertThat(Ages.of(Duration.ofHours(3))).isEqualTo("3h");
        assertThat(Ages.of(Duration.ofHours(3).plusMinutes(7))).isEqualTo("3h7m");
        assertThat(Ages.of(Duration.ofHours(47))).isEqualTo("47h");
        assertThat(Ages.of(Duration.ofHours(52))).isEqualTo("2d4h");
        assertThat(Ages.of(Duration.ofDays(395))).isEqualTo("395d");
        assertThat(Ages.of(Duration.ofDays(3 * 365 + 30))).isEqualTo("3y30d");
    }

    @Test
    void aMomentThatIsNoneHasAnUnknownAge() {
        assertThat(Ages.since("", "1970-01-01T00:00:04Z")).isEqualTo("<unknown>");
        assertThat(Ages.since("1970-01-01T00:00:01Z", "1970-01-01T00:00:04Z")).isEqualTo("3s");
    }

    @Test
    void aSwappedPairOfLettersIsOneMistake() {
        assertThat(Spelling.distance("pdos", "pods")).isEqualTo(1);
        assertThat(Spelling.distance("get", "delete")).isEqualTo(4);
        assertThat(Spelling.distance("", "up")).isEqualTo(2);
    }
}
