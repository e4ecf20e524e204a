package dev.wavetank.cli.server;

import dev.wavetank.apiserver.core.Journal;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Logger;

/// Writes into the log when a journal begins to refuse, and when it keeps again.
final class LoggedJournal implements Journal {
    private final Journal journal;
    private final Logger log;
    private final AtomicBoolean refusing = new AtomicBoolean();

    LoggedJournal(Journal journal, Logger log) {
        this.journal = journal;
        this.log = log;
    }

    @Override
    public Stored load() {
        return journal.load();
    }

    @Override
    public void append(Batch batch, Consumer<Result> then) {
        journal.append(
                batch,
                result -> {
                    note(result);
                    then.accept(result);
                });
    }

    private void note(Result result) {
        switch (result) {
            case Result.Kept _ -> {
                if (refusing.compareAndSet(true, false)) {
                    log.info("the journal can be written again: writes are taken");
                }
            }
            case Result.Failed(var remedy) -> {
                if (refusing.compareAndSet(false, true)) {
                    log.warning(() -> "writes are refused until this is over: " + remedy);
                }
            }
        }
    }
}
