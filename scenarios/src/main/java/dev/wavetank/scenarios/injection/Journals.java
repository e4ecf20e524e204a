package dev.wavetank.scenarios.injection;

import dev.wavetank.apiserver.core.Journal;

import java.util.TreeMap;
import java.util.function.Consumer;

/// The API server's journal, and the faults because of which it keeps nothing.
final class Journals implements Site {
    private final TreeMap<Integer, String> troubles = new TreeMap<>();

    Journal decorate(Journal journal) {
        return new Journal() {
            @Override
            public Stored load() {
                return journal.load();
            }

            @Override
            public void append(Batch batch, Consumer<Result> then) {
                if (troubles.isEmpty()) {
                    journal.append(batch, then);
                } else {
                    then.accept(new Result.Failed(troubles.firstEntry().getValue()));
                }
            }
        };
    }

    /// Nothing is kept from now on.
    ///
    /// @param remedy what the user is told: what is wrong, and what to do
    void fail(int fault, String remedy) {
        troubles.put(fault, remedy);
    }

    @Override
    public void release(int fault) {
        troubles.remove(fault);
    }

    @Override
    public boolean holds(int fault) {
        return troubles.containsKey(fault);
    }
}
