package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Outcome;

import org.jspecify.annotations.Nullable;

/// What an action comes to: the change that it makes, if any, and the answer to its sender.
record Admitted(@Nullable Change change, Outcome outcome) {
    /// {@return the answer when none of it is done: the object as it would be, but with the version
    /// that it has, which for one that is not there is none}
    ///
    /// The revision of the change goes to the next that is done, so nobody may see it before.
    Outcome undone(ClusterState state) {
        if (change == null || !(outcome instanceof Outcome.Accepted accepted)) {
            return outcome;
        }
        Resource before = change.before();
        long version = before == null ? 0 : before.meta().resourceVersion();
        Resource object = accepted.object();
        return new Outcome.Accepted(
                state.revision(),
                object.withMeta(object.meta().withResourceVersion(version)),
                accepted.gone());
    }

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
