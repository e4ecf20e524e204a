package dev.wavetank.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.world.Time;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;

class RestartsTest {
    private Time now = new Time(Instant.EPOCH, 0);

    private void pass(long seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
    }

    @Test
    void theDelayDoublesFromTenSecondsToFiveMinutes() {
        var restarts = Restarts.NONE;
        var waits = new ArrayList<Long>();
        for (int attempt = 0; attempt < 8; attempt++) {
            pass(1);
            restarts = restarts.saw(attempt, now);
            long wait = restarts.due(now).since(now).toSeconds();
            waits.add(wait);
            pass(wait);
            restarts = restarts.decide(attempt + 1, now);
        }
        assertThat(waits).containsExactly(0L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    @Test
    void aRunOfMoreThanTenMinutesBeginsItAnew() {
        var restarts = Restarts.NONE.saw(0, now).decide(1, now);
        pass(600);
        assertThat(restarts.saw(1, now).due(now).since(now)).isEqualTo(Duration.ofSeconds(10));
        restarts = Restarts.NONE.saw(0, now).decide(1, now);
        pass(5);
        restarts = restarts.saw(1, now);
        pass(10);
        restarts = restarts.decide(2, now);
        assertThat(restarts.delay()).isEqualTo(Duration.ofSeconds(20));
        pass(601);
        restarts = restarts.saw(2, now);
        assertThat(restarts.due(now)).isEqualTo(now);
        assertThat(restarts.decide(3, now).delay()).isEqualTo(Duration.ofSeconds(10));
    }
}
