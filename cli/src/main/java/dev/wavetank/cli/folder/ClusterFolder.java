package dev.wavetank.cli.folder;

import dev.wavetank.cli.terminal.Failure;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The folder of one cluster: everything that makes it alive again.
///
/// @param name the cluster's name
/// @param path the folder, absolute
public record ClusterFolder(String name, Path path) {
    /// An empty cluster takes some hundred kilobytes.
    private static final long ROOM_MIN = 1 << 20;

    /// {@return the kubeconfig context of this cluster}
    public String context() {
        return "wavetank-" + name;
    }

    /// {@return what no other cluster on this machine is called: its name, and where it is}
    public String identity() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(path.toString().getBytes(StandardCharsets.UTF_8));
            return name + "-" + HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    public boolean exists() {
        return Files.exists(settingsFile());
    }

    public Path settingsFile() {
        return path.resolve("cluster.json");
    }

    public Path certificates() {
        return path.resolve("pki");
    }

    /// {@return the log that is being written; `server.1.log` and `server.2.log` are older}
    public Path log() {
        return path.resolve("server.0.log");
    }

    /// {@return what the server process printed, which is little: why it could not start}
    public Path output() {
        return path.resolve("server.out");
    }

    /// {@return where the server's Unix socket is, as it wrote down; see [SocketPath]}
    public Path socketFile() {
        return path.resolve("socket");
    }

    /// {@return the file that is there when the machines were switched off in order}
    public Path orderlyEnd() {
        return path.resolve("orderly-end");
    }

    Path serverLock() {
        return path.resolve("server.lock");
    }

    /// {@return the lock of whoever starts, stops or deletes the cluster}
    ///
    /// Beside the folder, since deleting the folder needs it.
    Path commandLock() {
        return path.resolveSibling("." + name + ".lock");
    }

    /// Makes the folder, open to its owner only.
    public void create() {
        try {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException refused) {
            throw unwritable(refused);
        }
    }

    /// {@return what the cluster was started with last, or null when it does not exist}
    public @Nullable Settings settings() {
        if (!exists()) {
            return null;
        }
        try {
            return Settings.read(Files.readString(settingsFile()));
        } catch (IOException | RuntimeException broken) {
            throw Failure.of(
                    "cannot read " + settingsFile() + ": " + broken.getMessage(),
                    "delete the cluster (wavetank delete --name "
                            + name
                            + "), or correct the file");
        }
    }

    /// Keeps what the cluster is started with, wholly or not at all.
    public void keep(Settings settings) {
        replace(settingsFile(), settings.text());
    }

    /// Writes a file anew, wholly or not at all: a full disk leaves what was there.
    void replace(Path file, String text) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try {
                Files.writeString(fresh, text);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException refused) {
            throw unwritable(refused);
        }
    }

    /// {@return that the disk has no room for a cluster, and the remedy; null when it has}
    public @Nullable Failure full() {
        try {
            return Files.getFileStore(path).getUsableSpace() < ROOM_MIN
                    ? Failure.of(
                            "the disk of " + path + " is full",
                            "free some space, or set WAVETANK_HOME to a folder on another disk")
                    : null;
        } catch (IOException unknown) {
            return null;
        }
    }

    /// {@return that something here cannot be written, and the remedy}
    public Failure unwritable(IOException refused) {
        return Failure.of(
                "cannot write to " + path + ": " + reason(refused),
                "free some space, correct its permissions, or set WAVETANK_HOME to another folder");
    }

    private static String reason(IOException refused) {
        String message = refused.getMessage();
        String kind =
                switch (refused) {
                    case java.nio.file.AccessDeniedException _ -> "permission denied";
                    case java.nio.file.FileSystemException system ->
                            system.getReason() == null ? "refused" : system.getReason();
                    default -> message == null ? refused.getClass().getSimpleName() : message;
                };
        return kind;
    }

    /// {@return the last lines of the server's output and log, the newest last}
    public List<String> lastLines(int count) {
        for (Path file : List.of(output(), log())) {
            try {
                var lines = Files.readAllLines(file).stream().filter(l -> !l.isBlank()).toList();
                if (!lines.isEmpty()) {
                    return lines.subList(Math.max(0, lines.size() - count), lines.size());
                }
            } catch (IOException none) {
                // There may be none yet.
            }
        }
        return List.of();
    }

    /// Removes the folder and all in it.
    public void remove() {
        remove(new Removal(false));
    }

    /// Removes all that makes a cluster, and leaves what says why it could not start.
    public void removeButLogs() {
        remove(new Removal(true));
    }

    private void remove(Removal removal) {
        try {
            SocketPath.of(this).removeElsewhere(this);
            if (Files.exists(path)) {
                Files.walkFileTree(path, removal);
            }
            if (!removal.keepLogs()) {
                Files.deleteIfExists(commandLock());
            }
        } catch (IOException refused) {
            throw Failure.of(
                    "cannot remove " + path + ": " + reason(refused),
                    "correct its permissions and run this again");
        }
    }

    private final class Removal extends SimpleFileVisitor<Path> {
        private final boolean keepLogs;
        private boolean kept;

        Removal(boolean keepLogs) {
            this.keepLogs = keepLogs;
        }

        boolean keepLogs() {
            return keepLogs;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes of) throws IOException {
            String name = file.getFileName().toString();
            if (keepLogs && (name.endsWith(".log") || name.equals("server.out"))) {
                kept = true;
            } else {
                Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException broken)
                throws IOException {
            if (broken != null) {
                throw broken;
            }
            if (!kept || !folder.equals(path)) {
                Files.deleteIfExists(folder);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
