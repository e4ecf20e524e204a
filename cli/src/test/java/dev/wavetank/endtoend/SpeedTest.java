package dev.wavetank.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// A cluster whose clock runs faster than ours.
final class SpeedTest {
    @TempDir Path home;

    @Test
    void agesAreInTheClustersOwnTimeHoweverFastItsClockRuns() throws IOException {
        try (var wavetank = new Wavetank(home)) {
            wavetank.ok("up", "--nodes", "1", "--speed", "100");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> wavetank.ok("get", "nodes").matches("(?s).* [0-9]+m[0-9s]* .*"));
            assertThat(wavetank.ok("why", "namespace/default"))
                    .containsPattern(" [0-9hms]+ ago")
                    .doesNotContain("<invalid>");
        }
    }
}
