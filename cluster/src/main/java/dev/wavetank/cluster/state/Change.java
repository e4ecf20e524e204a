package dev.wavetank.cluster.state;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.model.Resource;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// One step of the cluster's history: an object appeared, changed or went.
///
/// @param revision the cluster's revision after it; 0 for a difference found by comparing tables
/// @param before the object until then; null when it appeared
/// @param after the object from then on; null when it went
public record Change(long revision, @Nullable Resource before, @Nullable Resource after) {
    public Change {
        if (before == null && after == null) {
            throw new IllegalArgumentException("a change of nothing");
        }
    }

    /// {@return the object as it is, or as it last was}
    public Resource object() {
        return after != null ? after : Objects.requireNonNull(before);
    }

    public Kind<?> kind() {
        return object().kind();
    }

    public Ref ref() {
        return object().ref();
    }

    public boolean created() {
        return before == null;
    }

    public boolean deleted() {
        return after == null;
    }
}
