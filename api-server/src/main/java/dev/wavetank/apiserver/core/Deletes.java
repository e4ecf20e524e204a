package dev.wavetank.apiserver.core;

import dev.wavetank.apiserver.kinds.Behaviours;
import dev.wavetank.apiserver.kinds.KindBehaviour;
import dev.wavetank.apiserver.kinds.Refusals;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Admits deletions: at once where nothing holds the object, else as a request on it.
final class Deletes {
    static final String FOREGROUND = "foregroundDeletion";
    static final String ORPHAN = "orphan";

    private Deletes() {}

    static Admitted admit(Action.Delete delete, Head head, Instant now) {
        Resource stored = head.state().get(delete.ref());
        if (stored == null) {
            return Admitted.refused(Refusals.notFound(delete.ref()));
        }
        if (!delete.uid().isEmpty() && !delete.uid().equals(stored.meta().uid())) {
            return Admitted.refused(
                    Refusals.conflict(
                            delete.ref(),
                            "the UID in the precondition ("
                                    + delete.uid()
                                    + ") does not match the UID in record ("
                                    + stored.meta().uid()
                                    + "). The object might have been deleted and then recreated"));
        }
        var behaviour = Behaviours.of(stored);
        String undeletable = behaviour.undeletable(stored);
        if (undeletable != null) {
            return Admitted.refused(Refusals.forbidden(delete.ref(), undeletable));
        }
        Resource made = requested(stored, delete, behaviour, now);
        long revision = head.state().revision() + 1;
        if (nothingHolds(made)) {
            return Admitted.gone(stored, made, revision);
        }
        return made.equals(stored)
                ? Admitted.unchanged(stored)
                : Admitted.changed(
                        stored, made.withMeta(made.meta().withResourceVersion(revision)));
    }

    /// {@return whether a deletion was asked for and there is nothing left to wait for}
    static boolean nothingHolds(Resource object) {
        Meta meta = object.meta();
        Long grace = meta.deletionGracePeriodSeconds();
        return object.deleting()
                && meta.finalizers().isEmpty()
                && (grace == null || grace == 0)
                && !Behaviours.of(object).held(object);
    }

    private static Resource requested(
            Resource stored, Action.Delete delete, KindBehaviour<Resource> behaviour, Instant now) {
        Meta meta = stored.meta().withFinalizers(finalizers(stored.meta(), delete.propagation()));
        Long grace = behaviour.grace(stored, delete.graceSeconds());
        if (!stored.deleting()) {
            return behaviour.deleting(stored.withMeta(begun(meta, grace, now)));
        }
        return stored.withMeta(shortened(meta, delete.graceSeconds(), grace));
    }

    /// Asking for a deletion is a change of what is desired, so it counts as a generation.
    private static Meta begun(Meta meta, @Nullable Long grace, Instant now) {
        long seconds = grace == null ? 0 : grace;
        return meta.withDeletion(now.plusSeconds(seconds), seconds)
                .withGeneration(meta.generation() == 0 ? 0 : meta.generation() + 1);
    }

    /// A deletion under way can only be made shorter. Without a wish of its own a second request
    /// changes nothing.
    private static Meta shortened(Meta meta, @Nullable Long asked, @Nullable Long grace) {
        Long running = meta.deletionGracePeriodSeconds();
        Instant at = meta.deletionTimestamp();
        if (asked == null || grace == null || running == null || at == null || grace >= running) {
            return meta;
        }
        return meta.withDeletion(at.minus(Duration.ofSeconds(running - grace)), grace);
    }

    private static List<String> finalizers(Meta meta, Action.Propagation propagation) {
        var finalizers = new ArrayList<>(meta.finalizers());
        finalizers.removeAll(List.of(FOREGROUND, ORPHAN));
        switch (propagation) {
            case BACKGROUND -> {}
            case FOREGROUND -> finalizers.add(FOREGROUND);
            case ORPHAN -> finalizers.add(ORPHAN);
        }
        return finalizers.size() == meta.finalizers().size()
                        && finalizers.containsAll(meta.finalizers())
                ? meta.finalizers()
                : finalizers;
    }
}
