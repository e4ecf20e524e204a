package dev.wavetank.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a reader may expect of every source file.
final class TidinessTest {
    /// A longer file is probably two ideas.
    private static final int LINES_MAX = 400;

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(root())) {
            var sources =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.toString().contains("/target/"))
                            .toList();
            assertThat(sources).hasSizeGreaterThan(400);
            return sources;
        }
    }

    @Test
    void noFileIsOverFourHundredLines() throws IOException {
        for (Path source : sources()) {
            assertThat(Files.readAllLines(source))
                    .as("%s is probably two ideas; lines", source)
                    .hasSizeLessThanOrEqualTo(LINES_MAX);
        }
    }

    @Test
    void nothingIsLeftToDoInTheSources() throws IOException {
        String mark = "TO" + "DO";
        for (Path source : sources()) {
            assertThat(Files.readString(source))
                    .as("%s: finish it, or file an issue", source)
                    .doesNotContain(mark);
        }
    }
}
