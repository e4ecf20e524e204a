package dev.wavetank.apiserver.journal;

import dev.wavetank.apiserver.core.Journal;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Waits for another journal's thread, so that a virtual world can use it.
record AwaitedJournal(Journal journal) implements Journal {
    @Override
    public Stored load() {
        return journal.load();
    }

    @Override
    public void append(Batch batch, Consumer<Result> then) {
        var result = new CompletableFuture<Result>();
        journal.append(batch, result::complete);
        then.accept(result.join());
    }
}
