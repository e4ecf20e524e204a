package dev.wavetank.apiserver.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A journal that answers when the test says so, or fails when it says so.
final class HandJournal implements Journal {
    private final MemoryJournal kept = new MemoryJournal();
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    final List<Batch> batches = new ArrayList<>();
    boolean holds;
    String trouble = "";

    @Override
    public Stored load() {
        return kept.load();
    }

    @Override
    public void append(Batch batch, Consumer<Result> then) {
        batches.add(batch);
        waiting.add(() -> answer(batch, then));
        if (!holds) {
            answer();
        }
    }

    private void answer(Batch batch, Consumer<Result> then) {
        if (trouble.isEmpty()) {
            kept.append(batch, then);
        } else {
            then.accept(new Result.Failed(trouble));
        }
    }

    void answer() {
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }
}
