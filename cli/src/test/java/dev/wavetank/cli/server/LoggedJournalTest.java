package dev.wavetank.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.apiserver.core.Journal;
import dev.wavetank.cluster.state.ClusterState;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

final class LoggedJournalTest {
    private final List<String> logged = new ArrayList<>();
    private final List<Journal.Result> answered = new ArrayList<>();

    /// Answers at once with what it is told to.
    private static final class Disk implements Journal {
        Result next = new Result.Kept();

        @Override
        public Stored load() {
            return new Stored(ClusterState.EMPTY, 0);
        }

        @Override
        public void append(Batch batch, Consumer<Result> then) {
            then.accept(next);
        }
    }

    private final class Lines extends Handler {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }

    @Test
    void theBeginningAndTheEndOfAFullDiskAreLoggedOnceEach() {
        var log = Logger.getAnonymousLogger();
        log.setUseParentHandlers(false);
        log.addHandler(new Lines());
        var disk = new Disk();
        var journal = new LoggedJournal(disk, log);
        var batch = new Journal.Batch(List.of(), 0, Instant.EPOCH);
        var full = new Journal.Result.Failed("the disk is full: free some space");
        var kept = new Journal.Result.Kept();

        for (var result : List.of(kept, full, full, kept, kept)) {
            disk.next = result;
            journal.append(batch, answered::add);
        }

        assertThat(answered).containsExactly(kept, full, full, kept, kept);
        assertThat(logged)
                .containsExactly(
                        "WARNING writes are refused until this is over: the disk is full: free"
                                + " some space",
                        "INFO the journal can be written again: writes are taken");
    }
}
