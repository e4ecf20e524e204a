package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.state.Change;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// A run of changes that grows at its end and is cut at its beginning. Places count from the first
/// change that was ever appended, so they stay right when the beginning is cut.
final class ChangeLog {
    private @Nullable Change[] ring = new @Nullable Change[16];
    private long[] nanos = new long[16];
    private long first;
    private long end;

    void append(Change change, long at) {
        if (end - first == ring.length) {
            grow();
        }
        ring[slot(end)] = change;
        nanos[slot(end)] = at;
        end++;
    }

    private void grow() {
        var larger = new @Nullable Change[ring.length * 2];
        long[] times = new long[larger.length];
        for (long place = first; place < end; place++) {
            int to = (int) (place & (larger.length - 1));
            larger[to] = ring[slot(place)];
            times[to] = nanos[slot(place)];
        }
        ring = larger;
        nanos = times;
    }

    /// The length is a power of two.
    private int slot(long place) {
        return (int) (place & (ring.length - 1));
    }

    void cutFirst() {
        ring[slot(first)] = null;
        first++;
    }

    /// {@return the place of the oldest change that is still here}
    long first() {
        return first;
    }

    /// {@return the place that the next change will have}
    long end() {
        return end;
    }

    boolean isEmpty() {
        return first == end;
    }

    Change get(long place) {
        return Objects.requireNonNull(ring[slot(place)]);
    }

    /// {@return when this change was published, in monotonic nanoseconds}
    long nanos(long place) {
        return nanos[slot(place)];
    }

    /// {@return the place of the first change after this revision}
    long after(long revision) {
        long low = first;
        long high = end;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (get(middle).revision() <= revision) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
