package dev.wavetank.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Kubernetes' JavaScript client makes the tour of `tour.mjs`. The package stands in the folder
/// `$WAVETANK_NODE_MODULES`, as npm installs it; skipped when it or node is missing.
final class JavaScriptClientTest {
    private static final Path TOUR = Path.of("src", "test", "javascript", "tour.mjs");

    @TempDir Path home;

    @Test
    void theJavaScriptClientMakesItsTour() throws IOException {
        String node = Programs.find("WAVETANK_NODE", "node");
        var client =
                Path.of(
                        Programs.environment("WAVETANK_NODE_MODULES"),
                        "@kubernetes",
                        "client-node",
                        "dist",
                        "index.js");
        Assumptions.assumeTrue(
                !node.isEmpty() && Files.exists(client),
                "there is no node, or no @kubernetes/client-node in WAVETANK_NODE_MODULES");
        try (var wavetank = new Wavetank(home)) {
            wavetank.ok("up");
            var result =
                    wavetank.run(
                            List.of(
                                    node,
                                    TOUR.toAbsolutePath().toString(),
                                    client.toAbsolutePath().toString()));
            assertThat(result.code()).as(result.out()).isZero();
            assertThat(result.lines())
                    .contains("ok informer", "ok patch")
                    .last()
                    .isEqualTo("ok delete");
        }
    }
}
