package dev.wavetank.node.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;

import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.Result;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Reads what containers wrote.
///
/// A position in a log is the time of its line in nanoseconds since 1970: the engine stamps lines
/// as it reads them, one after the other.
final class LogReader {
    private static final long BILLION = 1_000_000_000L;

    /// How long a question waits for a line. An answer without lines lets the asker ask again, if
    /// it is still there.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DockerClient client;
    private final Owner owner;

    LogReader(DockerClient client, Owner owner) {
        this.client = client;
        this.owner = owner;
    }

    Result read(Command.Logs asked) {
        var listing = Listing.of(client, owner, asked.uid());
        var runs = listing.runs(asked.container());
        int place = runs.size() - (asked.previous() ? 2 : 1);
        if (place < 0) {
            String pod =
                    listing.all().isEmpty()
                            ? ""
                            : " in pod \""
                                    + Labels.identity(listing.all().getFirst().labels()).name()
                                    + "\"";
            return new Result.Failed(
                    "NotFound",
                    (asked.previous() ? "previous terminated container \"" : "container \"")
                            + asked.container()
                            + "\""
                            + pod
                            + " not found");
        }
        try {
            return read(runs.get(place).id(), asked);
        } catch (NotFoundException gone) {
            return new Result.Failed("NotFound", EngineErrors.message(gone));
        } catch (RuntimeException failed) {
            return new Result.Failed("InternalError", String.valueOf(failed.getMessage()));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return new Result.Failed("InternalError", "the node is shutting down");
        }
    }

    private Result read(String id, Command.Logs asked) throws InterruptedException {
        // Asked before the log: what a container wrote last is then not missed.
        boolean runs = runs(id);
        var lines = new LogLines(asked.after(), asked.since());
        if (asked.await()) {
            runs = follow(id, asked, lines);
        } else {
            try (var callback = receiving(lines)) {
                command(id, asked).exec(callback).awaitCompletion();
            }
        }
        List<Result.Line> found = lines.take();
        return new Result.Log(
                found, found.isEmpty() ? asked.after() : position(found.getLast().time()), !runs);
    }

    /// Waits for a line.
    ///
    /// @return whether there may be more
    private boolean follow(String id, Command.Logs asked, LogLines lines)
            throws InterruptedException {
        try (var callback = receiving(lines)) {
            command(id, asked).withFollowStream(true).exec(callback);
            lines.await(PATIENCE);
            return !callback.awaitCompletion(0, TimeUnit.MILLISECONDS) || runs(id);
        }
    }

    private boolean runs(String id) {
        return Boolean.TRUE.equals(client.inspectContainerCmd(id).exec().getState().getRunning());
    }

    private com.github.dockerjava.api.command.LogContainerCmd command(
            String id, Command.Logs asked) {
        var command =
                client.logContainerCmd(id).withStdOut(true).withStdErr(true).withTimestamps(true);
        if (asked.tail() != null) {
            command.withTail(asked.tail());
        } else {
            command.withTailAll();
        }
        Instant since = since(asked);
        if (since != null) {
            // Whole seconds are all that the engine is asked for; what is before is left out here.
            command.withSince((int) since.getEpochSecond());
        }
        return command;
    }

    private static @Nullable Instant since(Command.Logs asked) {
        return asked.after() > 0
                ? Instant.ofEpochSecond(asked.after() / BILLION, asked.after() % BILLION)
                : asked.since();
    }

    static long position(Instant time) {
        return time.getEpochSecond() * BILLION + time.getNano();
    }

    private static Receiving<Frame> receiving(LogLines lines) {
        return new Receiving<>(
                frame -> lines.add(frame.getStreamType(), frame.getPayload()), lines::end);
    }
}
