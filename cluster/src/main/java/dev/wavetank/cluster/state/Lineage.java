package dev.wavetank.cluster.state;

import dev.wavetank.cluster.model.Key;

import org.jspecify.annotations.Nullable;

import java.util.SortedSet;
import java.util.TreeSet;

/// The last writes by which a table came to be: tells which keys two tables of one history can
/// differ in, without looking at all objects.
///
/// Remembers at least the last [#CHUNK] writes and at most twice as many; two tables whose
/// histories parted before that are compared whole.
///
/// @param last the newest write
/// @param older the newest write of the chunk before; null when there was none
/// @param length how many writes are in the newest chunk
record Lineage(Step last, @Nullable Step older, int length) {
    private static final int CHUNK = 4096;

    /// One write. Two tables with the same last step hold the same objects.
    ///
    /// @param before the write before it in the same chunk
    @SuppressWarnings("ReferenceEquality") // A step is its identity.
    private record Step(@Nullable Key key, long depth, @Nullable Step before) {}

    /// {@return the lineage of a new history}
    static Lineage start() {
        return new Lineage(new Step(null, 0, null), null, 1);
    }

    Lineage plus(Key key) {
        long depth = last.depth() + 1;
        return length < CHUNK
                ? new Lineage(new Step(key, depth, last), older, length + 1)
                : new Lineage(new Step(key, depth, null), last, 1);
    }

    /// {@return the keys written on the way from one table to the other, or null when unknown}
    @SuppressWarnings("ReferenceEquality") // A step is its identity.
    static @Nullable SortedSet<Key> between(Lineage one, Lineage other) {
        var keys = new TreeSet<Key>();
        Step left = one.last;
        Step right = other.last;
        while (left != right) {
            boolean stepLeft = left.depth() >= right.depth();
            Step step = stepLeft ? left : right;
            if (step.key() != null) {
                keys.add(step.key());
            }
            Step before = (stepLeft ? one : other).before(step);
            if (before == null) {
                return null;
            }
            if (stepLeft) {
                left = before;
            } else {
                right = before;
            }
        }
        return keys;
    }

    private @Nullable Step before(Step step) {
        if (step.before() != null) {
            return step.before();
        }
        return older != null && older.depth() == step.depth() - 1 ? older : null;
    }
}
