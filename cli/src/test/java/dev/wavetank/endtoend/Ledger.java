package dev.wavetank.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// What one writer was told about its objects, and thus what the server must know after its death.
///
/// Nobody else writes to them. A write that was begun and not answered may have gone either way.
final class Ledger {
    /// So few that objects are updated, deleted and created again often.
    private static final int NAMES = 60;

    private final String prefix;
    private final TreeMap<String, Entry> there = new TreeMap<>();
    private Write begun;
    private long newest;
    private int writes;

    /// An object.
    ///
    /// @param value what was written into it last
    /// @param revision its resourceVersion
    record Entry(String value, long revision) {}

    /// What a write does.
    enum Verb {
        CREATE,
        UPDATE,
        DELETE
    }

    /// One request.
    ///
    /// @param revision the resourceVersion that it replaces; 0 for none
    record Write(Verb verb, String name, String value, long revision) {}

    /// @param prefix what the names of its objects begin with
    Ledger(String prefix) {
        this.prefix = prefix;
    }

    /// {@return the next write, which counts as begun}
    Write begin(RandomGenerator chance) {
        String name = prefix + chance.nextInt(NAMES);
        Entry now = there.get(name);
        Verb verb = now == null ? Verb.CREATE : chance.nextInt(3) == 0 ? Verb.DELETE : Verb.UPDATE;
        writes++;
        begun = new Write(verb, name, prefix + writes, now == null ? 0 : now.revision());
        return begun;
    }

    /// Notes that the begun write was acknowledged.
    ///
    /// @param revision of the answered object; 0 for a deletion, which answers none
    void acknowledged(long revision) {
        if (begun.verb() == Verb.DELETE) {
            there.remove(begun.name());
        } else {
            assertThat(revision).as("the revision of %s", begun).isGreaterThan(newest);
            newest = revision;
            there.put(begun.name(), new Entry(begun.value(), revision));
        }
        begun = null;
    }

    /// {@return the newest revision that was answered}
    long newest() {
        return newest;
    }

    /// Compares with what another life of the server knows.
    ///
    /// @param all every object it has
    /// @param revision of that list: whatever is written from now on is newer
    void compare(SortedMap<String, Entry> all, long revision) {
        var mine = new TreeMap<>(all);
        mine.keySet().removeIf(name -> !name.startsWith(prefix));
        if (begun != null) {
            Entry now = mine.get(begun.name());
            if (now == null && begun.verb() == Verb.DELETE) {
                there.remove(begun.name());
            } else if (now != null && now.value().equals(begun.value())) {
                assertThat(now.revision()).as("the revision of %s", begun).isGreaterThan(newest);
                there.put(begun.name(), now);
            }
        }
        assertThat(mine).as("begun when the server was killed: %s", begun).isEqualTo(there);
        begun = null;
        newest = revision;
    }
}
