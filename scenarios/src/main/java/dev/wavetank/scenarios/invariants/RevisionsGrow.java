package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.state.Change;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Every write gives an object a higher revision, and the cluster one, too.
final class RevisionsGrow implements Invariant.OfChange {
    @Override
    public String name() {
        return "revisions-grow";
    }

    @Override
    public String reason() {
        return "Clients tell old from new by the resourceVersion; one that is used twice or goes"
                + " back hides a write (kubernetes#59848: an old view served after a restart"
                + " gave one identity to two pods).";
    }

    private long last;

    @Override
    public List<Kind<?>> kinds() {
        return List.of();
    }

    @Override
    public @Nullable Breach problem(Change change, Scene scene) {
        long revision = change.revision();
        var after = change.after();
        // A difference found when a server starts stands for several writes.
        if (revision == 0) {
            last = Math.max(last, scene.state().revision());
            return null;
        }
        long before = last;
        last = revision;
        if (revision <= before) {
            return Breach.of(
                    change.ref()
                            + " was written at revision "
                            + revision
                            + " after revision "
                            + before
                            + "; allowed: a higher one",
                    change.ref());
        }
        if (after != null && after.meta().resourceVersion() != revision) {
            return Breach.of(
                    change.ref()
                            + " carries resourceVersion "
                            + after.meta().resourceVersion()
                            + " and was written at "
                            + revision,
                    change.ref());
        }
        return change.before() != null && change.before().meta().resourceVersion() >= revision
                ? Breach.of(
                        change.ref()
                                + " went back from resourceVersion "
                                + change.before().meta().resourceVersion()
                                + " to "
                                + revision,
                        change.ref())
                : null;
    }
}
