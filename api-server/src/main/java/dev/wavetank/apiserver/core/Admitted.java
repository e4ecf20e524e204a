package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Outcome;

import org.jspecify.annotations.Nullable;

/// What an action comes to: the change that it makes, if any, and the answer to its sender.
record Admitted(@Nullable Change change, Outcome outcome) {
    static Admitted refused(Outcome outcome) {
        return new Admitted(null, outcome);
    }

    /// What was asked for is so already.
    static Admitted unchanged(Resource stored) {
        return new Admitted(
                null, new Outcome.Accepted(stored.meta().resourceVersion(), stored, false));
    }

    static Admitted created(Resource object) {
        return changed(null, object);
    }

    /// @param after carries the revision of this change
    static Admitted changed(@Nullable Resource before, Resource after) {
        long revision = after.meta().resourceVersion();
        return new Admitted(
                new Change(revision, before, after), new Outcome.Accepted(revision, after, false));
    }

    /// @param before the object as it was stored
    /// @param last the object as the deletion left it
    static Admitted gone(Resource before, Resource last, long revision) {
        return new Admitted(
                new Change(revision, before, null),
                new Outcome.Accepted(
                        revision, last.withMeta(last.meta().withResourceVersion(revision)), true));
    }
}
