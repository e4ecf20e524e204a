package dev.wavetank.scenarios.run;

import dev.wavetank.cluster.world.Time;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Makes one line of what happens to several objects at about the same moment.
final class Gathering {
    /// Chosen: what one cause brings about comes within a second, by batches and back-offs.
    private static final Duration TOGETHER = Duration.ofSeconds(1);

    private final LinkedHashMap<What, Group> groups = new LinkedHashMap<>();
    private final Consumer<Entry> told;

    private record What(Entry.Sort sort, String plural, String text) {}

    private static final class Group {
        final Time first;
        final TreeSet<String> subjects = new TreeSet<>();

        Group(Time first) {
            this.first = first;
        }
    }

    /// @param told hears each line at the latest with the next thing that happens a second later
    Gathering(Consumer<Entry> told) {
        this.told = told;
    }

    /// @param plural the word for several of them: `pods`
    void add(Time now, Entry.Sort sort, String subject, String plural, String text) {
        groups.computeIfAbsent(new What(sort, plural, text), _ -> new Group(now))
                .subjects
                .add(subject);
    }

    /// Time has passed.
    void passed(Time now) {
        if (!groups.isEmpty()
                && now.since(groups.firstEntry().getValue().first).compareTo(TOGETHER) > 0) {
            tell();
        }
    }

    /// Tells what was gathered.
    void tell() {
        if (groups.isEmpty()) {
            return;
        }
        groups.forEach((what, group) ->
                told.accept(
                        new Entry(
                                group.first,
                                what.sort,
                                group.subjects.size() == 1
                                        ? group.subjects.first()
                                        : group.subjects.size() + " " + what.plural,
                                what.text,
                                Entry.Level.SUMMARY)));
        groups.clear();
    }
}
