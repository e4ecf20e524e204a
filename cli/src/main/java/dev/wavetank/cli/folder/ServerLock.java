package dev.wavetank.cli.folder;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/// That a process has this cluster's data folder to itself.
///
/// The operating system gives the lock back when its process ends, however it ends, so a lock that
/// is held means a server that lives, and a process id that was reused cannot be mistaken for it.
public final class ServerLock implements AutoCloseable {
    /// A command that looks whether the lock is held holds it for a moment.
    private static final int TRIES = 40;

    private static final Duration PAUSE = Duration.ofMillis(25);

    private final FileChannel channel;

    private ServerLock(FileChannel channel) {
        this.channel = channel;
    }

    /// {@return the lock, or null when another process holds it}
    ///
    /// @throws IOException when the folder cannot be written
    public static @Nullable ServerLock take(ClusterFolder folder) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            var lock = lock(folder.serverLock(), false);
            if (lock != null) {
                lock.write(Long.toString(ProcessHandle.current().pid()));
                return lock;
            }
            pause();
        }
        return null;
    }

    /// {@return the process that serves this cluster; empty when none does}
    public static Optional<ProcessHandle> holder(ClusterFolder folder) {
        Path file = folder.serverLock();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var free = lock(file, true)) {
            return free != null ? Optional.empty() : process(file);
        } catch (IOException unreadable) {
            throw folder.unwritable(unreadable);
        }
    }

    /// The holder writes its number just after it took the lock.
    private static Optional<ProcessHandle> process(Path file) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            String pid = Files.readString(file).strip();
            if (!pid.isEmpty()) {
                return ProcessHandle.of(Long.parseLong(pid));
            }
            pause();
        }
        throw new IOException(file + " does not say who holds it");
    }

    /// Those who only look share it, so that none takes another one for the server.
    private static @Nullable ServerLock lock(Path file, boolean shared) throws IOException {
        var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException ownProcess) {
            // Held by this very process.
        }
        if (lock == null) {
            channel.close();
            return null;
        }
        return new ServerLock(channel);
    }

    private void write(String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
        channel.force(false);
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException ended) {
            throw new IOException("interrupted", ended);
        }
    }

    /// Gives the folder back.
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
