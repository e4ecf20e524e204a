package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.state.Change;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// A deletion that was asked for is not taken back, and only comes nearer.
final class DeletionsStay implements Invariant.OfChange {
    @Override
    public String name() {
        return "deletions-stay";
    }

    @Override
    public String reason() {
        return "Controllers count a pod with a deletionTimestamp as gone and replace it; if it "
                + "comes back there are two (zookeeper-operator#312: a deletionTimestamp misread "
                + "from an old view).";
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of();
    }

    @Override
    public @Nullable Breach problem(Change change, Scene scene) {
        var before = change.before();
        var after = change.after();
        if (before == null
                || after == null
                || !before.deleting()
                || !before.meta().uid().equals(after.meta().uid())) {
            return null;
        }
        var was = Objects.requireNonNull(before.meta().deletionTimestamp());
        var is = after.meta().deletionTimestamp();
        if (is == null) {
            return Breach.of(
                    change.ref() + " was to be gone by " + was + " and is no longer to be",
                    change.ref());
        }
        return is.isAfter(was)
                ? Breach.of(
                        change.ref()
                                + " was to be gone by "
                                + was
                                + " and is given until "
                                + is
                                + "; a grace period only gets shorter",
                        change.ref())
                : null;
    }
}
