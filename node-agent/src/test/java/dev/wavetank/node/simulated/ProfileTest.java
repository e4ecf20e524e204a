package dev.wavetank.node.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.TreeMap;

class ProfileTest {
    private final TreeMap<String, String> annotations = new TreeMap<>();

    @Test
    void withoutAnnotationsAnAppRunsForEverAndAnInitContainerForASecond() {
        var app = Profile.of(annotations, "web", false);
        assertThat(app.runFor()).isNull();
        assertThat(app.pullTime()).isEqualTo(Duration.ofMillis(500));
        assertThat(app.startDelay()).isEqualTo(Duration.ofMillis(100));
        assertThat(app.stopAfter()).isEqualTo(Duration.ofMillis(200));
        assertThat(Profile.of(annotations, "setup", true).runFor())
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theValueOfOneContainerBeatsThatOfAll() {
        annotations.put("wavetank.dev/run-for", "1m30s");
        annotations.put("wavetank.dev/web.run-for", "1.5s");
        assertThat(Profile.of(annotations, "web", false).runFor())
                .isEqualTo(Duration.ofMillis(1500));
        assertThat(Profile.of(annotations, "side", false).runFor())
                .isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void aValueThatCannotBeReadCountsAsAbsent() {
        annotations.put("wavetank.dev/run-for", "soon");
        annotations.put("wavetank.dev/exit-code", "x");
        annotations.put("wavetank.dev/cpu", "lots");
        annotations.put("wavetank.dev/fail-rate", "1/0");
        var profile = Profile.of(annotations, "web", false);
        assertThat(profile.runFor()).isNull();
        assertThat(profile.exitCode()).isZero();
        assertThat(profile.cpu()).isNull();
        assertThat(profile.failRate()).isEqualTo(Ratio.NEVER);
    }

    @Test
    void aRatioHitsAboutAsOftenAsItSays() {
        var chance = new SplittableRandom(3);
        int hits = 0;
        for (int i = 0; i < 10_000; i++) {
            hits += Ratio.of("1/10").hits(chance) ? 1 : 0;
        }
        assertThat(hits).isBetween(900, 1100);
        assertThat(Ratio.of("1").hits(chance)).isTrue();
        assertThat(Ratio.of("0").hits(chance)).isFalse();
    }

    @Test
    void addressesAreUniqueUntilTheyAreGivenBack() {
        var addresses = new Addresses("10.244.3.0/29");
        assertThat(addresses.take()).isEqualTo("10.244.3.2");
        addresses.take("10.244.3.4");
        assertThat(addresses.take()).isEqualTo("10.244.3.5");
        assertThat(addresses.take()).isEqualTo("10.244.3.6");
        assertThat(addresses.take()).isEqualTo("10.244.3.3");
        assertThat(addresses.take()).isEmpty();
        addresses.give("10.244.3.4");
        assertThat(addresses.take()).isEqualTo("10.244.3.4");
    }
}
