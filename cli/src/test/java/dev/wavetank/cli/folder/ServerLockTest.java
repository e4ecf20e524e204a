package dev.wavetank.cli.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.cli.terminal.Failure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

final class ServerLockTest {
    @TempDir Path home;

    private ClusterFolder folder() {
        var folder = new Home(home).cluster("x");
        folder.create();
        return folder;
    }

    @Test
    void whoHoldsTheLockIsKnownUntilItIsGivenBack() throws IOException {
        var folder = folder();
        assertThat(ServerLock.holder(folder)).isEmpty();
        try (var lock = ServerLock.take(folder)) {
            assertThat(lock).isNotNull();
            assertThat(ServerLock.holder(folder)).contains(ProcessHandle.current());
        }
        assertThat(ServerLock.holder(folder)).isEmpty();
    }

    @Test
    void aProcessNumberThatAKilledServerLeftMeansNothing() throws IOException {
        var folder = folder();
        // This number is alive, as one that was given out again would be.
        Files.writeString(folder.serverLock(), Long.toString(ProcessHandle.current().pid()));
        assertThat(ServerLock.holder(folder)).isEmpty();
        try (var lock = ServerLock.take(folder)) {
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void nobodyElseGetsALockThatIsHeld() throws IOException {
        var folder = folder();
        try (var lock = ServerLock.take(folder)) {
            assertThat(lock).isNotNull();
            assertThat(ServerLock.take(folder)).isNull();
        }
    }

    @Test
    void settingsAreReadAsTheyWereWritten() {
        var folder = folder();
        assertThat(folder.settings()).isNull();
        Settings settings = Settings.DEFAULT.withPort(4711);
        folder.keep(settings);
        assertThat(folder.settings()).isEqualTo(settings);
        assertThat(new Home(home).clusters()).containsExactly(folder);
    }

    @Test
    void damagedSettingsAreNamedWithTheWayOut() throws IOException {
        var folder = folder();
        Files.writeString(folder.settingsFile(), "{\"nodes\": true}");
        assertThatThrownBy(folder::settings)
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> {
                            assertThat(failure.happened())
                                    .contains(folder.settingsFile().toString())
                                    .contains("nodes: a number is needed");
                            assertThat(failure.remedy()).contains("wavetank delete --name x");
                        });
    }

    @Test
    void aSocketInADeepFolderIsElsewhereAndFoundThere() throws IOException {
        var deep = new Home(home.resolve("d".repeat(90))).cluster("x");
        deep.create();
        Path chosen = SocketPath.choose(deep, Map.of()).path();
        assertThat(chosen.toString().length()).isLessThan(100);
        assertThat(Files.getPosixFilePermissions(Objects.requireNonNull(chosen.getParent())))
                .hasSize(3);
        assertThat(SocketPath.of(deep).path()).isEqualTo(chosen);
        var near = folder();
        if (near.path().toString().length() < 80) {
            assertThat(SocketPath.choose(near, Map.of()).path().getParent()).isEqualTo(near.path());
        }
    }

    @Test
    void aStartThatFailedLeavesItsLogOnlyAndADeletedClusterNothing() throws IOException {
        var folder = folder();
        folder.keep(Settings.DEFAULT);
        Files.writeString(folder.log(), "why");
        Files.createDirectory(folder.certificates());
        Files.writeString(folder.certificates().resolve("ca.key"), "secret");
        folder.removeButLogs();
        assertThat(folder.path()).isDirectoryContaining(each -> each.equals(folder.log()));
        assertThat(folder.exists()).isFalse();
        assertThat(folder.certificates()).doesNotExist();
        folder.remove();
        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void namesThatWouldLeadOutOfTheFolderAreRefused() {
        for (String name : new String[] {"..", "a/b", "", "A", "-a", "x".repeat(41)}) {
            assertThatThrownBy(() -> new Home(home).cluster(name))
                    .as(name)
                    .isInstanceOf(Failure.class);
        }
    }
}
