package dev.wavetank.node.docker;

import com.github.dockerjava.api.model.StreamType;

import dev.wavetank.node.runtime.Result;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Puts lines together from what the engine sends: each piece begins with its time, and a long line
/// comes in pieces of 16 KB.
final class LogLines {
    /// What is written together is mostly there together.
    private static final Duration QUIET = Duration.ofMillis(20);

    private final long after;
    private final @Nullable Instant since;
    private final Map<StreamType, Unfinished> unfinished = new EnumMap<>(StreamType.class);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<Result.Line> lines = new ArrayList<>();
    private boolean ended;

    /// The beginning of a line.
    private record Unfinished(Instant time, ByteArrayOutputStream bytes) {}

    /// @param after a position: only lines beyond it count
    LogLines(long after, @Nullable Instant since) {
        this.after = after;
        this.since = since;
    }

    void add(StreamType stream, byte[] piece) {
        lock.lock();
        try {
            // With a terminal, several lines may come at once.
            int start = 0;
            for (int i = 0; i < piece.length; i++) {
                if (piece[i] == '\n') {
                    part(stream, piece, start, i);
                    finish(stream);
                    start = i + 1;
                }
            }
            if (start < piece.length) {
                part(stream, piece, start, piece.length);
            }
        } finally {
            lock.unlock();
        }
    }

    private void part(StreamType stream, byte[] piece, int from, int to) {
        int space = from;
        while (space < to && piece[space] != ' ') {
            space++;
        }
        var time = time(new String(piece, from, space - from, StandardCharsets.US_ASCII));
        var line = unfinished.get(stream);
        if (time == null) {
            // The rest of a piece that was cut on its way.
            if (line != null) {
                line.bytes().write(piece, from, to - from);
            }
            return;
        }
        if (line == null) {
            line = new Unfinished(time, new ByteArrayOutputStream());
            unfinished.put(stream, line);
        }
        int text = Math.min(space + 1, to);
        line.bytes().write(piece, text, to - text);
    }

    private static @Nullable Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException none) {
            return null;
        }
    }

    private void finish(StreamType stream) {
        var line = unfinished.remove(stream);
        if (line == null
                || LogReader.position(line.time()) <= after
                || (since != null && line.time().isBefore(since))) {
            return;
        }
        String text = line.bytes().toString(StandardCharsets.UTF_8);
        lines.add(new Result.Line(line.time(), text.endsWith("\r") ? cut(text) : text));
        changed.signalAll();
    }

    private static String cut(String text) {
        return text.substring(0, text.length() - 1);
    }

    /// No more will come.
    void end() {
        lock.lock();
        try {
            List.copyOf(unfinished.keySet()).forEach(this::finish);
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a line, and a moment longer for those that come with it.
    void await(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (lines.isEmpty() && !ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            int before = -1;
            while (!ended && before != lines.size() && !lines.isEmpty()) {
                before = lines.size();
                boolean _ = changed.await(QUIET.toMillis(), TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    /// {@return the whole lines so far}
    List<Result.Line> take() {
        lock.lock();
        try {
            var taken = lines;
            lines = new ArrayList<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
