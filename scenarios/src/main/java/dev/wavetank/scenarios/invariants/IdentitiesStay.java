package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.state.Change;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// An object keeps its uid and its time of creation: another of its name is made only when it is
/// gone.
final class IdentitiesStay implements Invariant.OfChange {
    @Override
    public String name() {
        return "identities-stay";
    }

    @Override
    public String reason() {
        return "Who owns what is known by uid; an object that changes it under its name makes live"
                + " children look like orphans (cass-operator#412 deleted live volumes by"
                + " name).";
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of();
    }

    @Override
    public @Nullable Breach problem(Change change, Scene scene) {
        var before = change.before();
        var after = change.after();
        if (before == null || after == null || change.revision() == 0) {
            return null;
        }
        if (!before.meta().uid().equals(after.meta().uid())) {
            return Breach.of(
                    change.ref()
                            + " had the uid "
                            + before.meta().uid()
                            + " and got "
                            + after.meta().uid()
                            + " without being deleted",
                    change.ref());
        }
        return Objects.equals(before.meta().creationTimestamp(), after.meta().creationTimestamp())
                ? null
                : Breach.of(
                        change.ref()
                                + " was created at "
                                + before.meta().creationTimestamp()
                                + " and says "
                                + after.meta().creationTimestamp()
                                + " now",
                        change.ref());
    }
}
