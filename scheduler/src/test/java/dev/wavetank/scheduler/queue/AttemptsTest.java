package dev.wavetank.scheduler.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.world.Time;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

class AttemptsTest {
    private static final Time START = new Time(Instant.parse("2026-01-01T00:00:00Z"), 0);

    private static Key pod(int number) {
        return new Key("default", "pod-" + number);
    }

    private static Attempt attempt(int seconds, boolean parked, String... plugins) {
        return new Attempt(
                "u",
                1,
                START.plus(Duration.ofSeconds(seconds)),
                parked,
                new TreeSet<>(List.of(plugins)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void afterAnyHistoryItIsWhatItWouldBeIfItWereMadeAnew(long seed) {
        var random = new SplittableRandom(seed);
        var attempts = Attempts.NONE;
        for (int step = 0; step < 300; step++) {
            var pod = pod(random.nextInt(20));
            attempts =
                    random.nextInt(3) == 0
                            ? attempts.minus(pod)
                            : attempts.plus(
                                    pod,
                                    attempt(
                                            random.nextInt(50),
                                            random.nextBoolean(),
                                            random.nextBoolean()
                                                    ? new String[] {"A", "B"}
                                                    : random.nextBoolean()
                                                            ? new String[] {"B"}
                                                            : new String[] {}));
            var anew = Attempts.NONE;
            for (var entry : attempts.byPod().descendingMap().entrySet()) {
                anew = anew.plus(entry.getKey(), entry.getValue());
            }
            assertThat(attempts).isEqualTo(anew);
        }
    }

    @Test
    void whoWaitsForAChangeIsFoundByWhoRefusedItAndByWhenItIsTriedAnyway() {
        var attempts =
                Attempts.NONE
                        .plus(pod(1), attempt(0, true, "A"))
                        .plus(pod(2), attempt(5, false, "A"))
                        .plus(pod(3), attempt(2, true));

        assertThat(attempts.refusedBy("A")).containsExactly(pod(1));
        assertThat(attempts.withoutAnyNode()).containsExactly(pod(3));
        assertThat(attempts.due(START.plus(Duration.ofSeconds(6)))).containsExactly(pod(2));
        assertThat(attempts.next()).contains(START.plus(Duration.ofSeconds(6)));
        assertThat(attempts.due(START.plus(Duration.ofMinutes(6))))
                .containsExactly(pod(2), pod(1), pod(3));
    }
}
