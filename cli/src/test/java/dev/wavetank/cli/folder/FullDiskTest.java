package dev.wavetank.cli.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.cli.terminal.Failure;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `/dev/full` refuses every byte as a full disk does.
final class FullDiskTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir Path home;

    private ClusterFolder folder;

    @BeforeEach
    void create() {
        Assumptions.assumeTrue(Files.exists(FULL), "only Linux has /dev/full");
        folder = new Home(home).cluster("x");
        folder.create();
    }

    private void fill(String file) throws IOException {
        Files.createSymbolicLink(folder.path().resolve(file + ".new"), FULL);
    }

    @Test
    void settingsStayAsTheyWereAndTheUserIsToldToFreeSpace() throws IOException {
        folder.keep(Settings.DEFAULT);
        fill("cluster.json");

        assertThatThrownBy(() -> folder.keep(Settings.DEFAULT.withPort(7)))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> {
                            assertThat(failure.happened()).contains("No space left on device");
                            assertThat(failure.remedy()).startsWith("free some space");
                        });
        assertThat(folder.settings()).isEqualTo(Settings.DEFAULT);
        assertThat(folder.path().resolve("cluster.json.new")).doesNotExist();
    }

    @Test
    void whichMachinesAreOffIsNotForgotten() throws IOException {
        var off = new PoweredOff(folder);
        off.set("node-1", true);
        fill("powered-off");

        assertThatThrownBy(() -> off.set("node-2", true)).isInstanceOf(Failure.class);
        assertThat(off.nodes()).containsExactly("node-1");
        off.set("node-2", true);
        assertThat(off.nodes()).containsExactly("node-1", "node-2");
    }
}
