package dev.wavetank.client;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Yaml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// One file of a [Kubeconfig]: read whole, changed under kubectl's lock, replaced in one step.
final class KubeconfigFile {
    /// kubectl itself holds the lock for milliseconds.
    private static final long LOCK_SECONDS = 5;

    private KubeconfigFile() {}

    /// {@return what the file says; an empty object when it is missing or empty}
    static Json.Obj read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Json.Obj.EMPTY;
        }
        try {
            return switch (Yaml.read(Files.readString(file))) {
                case Json.Obj config -> config;
                case Json.Null _ -> Json.Obj.EMPTY;
                case Json _ -> throw new IOException(file + " is not a kubeconfig");
            };
        } catch (Malformed broken) {
            throw new IOException(
                    file + " cannot be read: " + broken.getMessage() + "; repair or remove it",
                    broken);
        }
    }

    static void change(Path file, UnaryOperator<Json.Obj> change) throws IOException {
        // A link stays a link, and what it leads to is changed.
        Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        var folder = real.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        lock(file, lock);
        try {
            var before = read(real);
            var after = change.apply(before);
            if (!after.equals(before)) {
                replace(real, Yaml.write(after));
            }
        } finally {
            Files.deleteIfExists(lock);
        }
    }

    /// kubectl locks so too: whoever makes the file has the lock.
    private static void lock(Path file, Path lock) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LOCK_SECONDS);
        while (true) {
            try {
                Files.createFile(lock);
                return;
            } catch (FileAlreadyExistsException held) {
                if (System.nanoTime() - end > 0) {
                    throw new IOException(
                            file
                                    + " is locked: if no kubectl is changing it, remove "
                                    + lock
                                    + " and try again",
                            held);
                }
                pause();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private static void replace(Path file, String text) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".wavetank-new");
        Files.deleteIfExists(next);
        try (var channel =
                Files.newByteChannel(
                        next,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
