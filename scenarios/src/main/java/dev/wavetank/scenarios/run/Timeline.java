package dev.wavetank.scenarios.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// What happened, as it is told: to whoever listens, and for the reports.
final class Timeline {
    private final Consumer<Entry> live;
    private final List<Entry> entries = new ArrayList<>();
    private boolean closed;

    /// @param live hears each entry at once
    Timeline(Consumer<Entry> live) {
        this.live = live;
    }

    void tell(Entry entry) {
        if (!closed) {
            entries.add(entry);
            live.accept(entry);
        }
    }

    /// Ends it: what happens while the tank is being taken down is nobody's concern.
    void close() {
        closed = true;
    }

    /// {@return all of it, in the order of time: a line that stands for several is told when they
    /// are over, and has the time of the first}
    List<Entry> inOrder() {
        return entries.stream().sorted(Comparator.comparing(Entry::at)).toList();
    }
}
