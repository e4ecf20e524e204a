package dev.wavetank.apiserver.core;

import dev.wavetank.apiserver.kinds.Admission;
import dev.wavetank.apiserver.kinds.Behaviours;
import dev.wavetank.apiserver.kinds.Problems;
import dev.wavetank.apiserver.kinds.Refusals;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Outcome;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;

/// Admits changes of objects and of their status.
final class Updates {
    private final Owners owners;

    Updates(Owners owners) {
        this.owners = owners;
    }

    Admitted admit(Action.Update update, Claim claim, Head head, Instant now) {
        Resource object = update.object();
        Resource stored = head.state().get(object.ref());
        var stale = refuses(object, stored);
        if (stored == null || stale != null) {
            return Admitted.refused(stale == null ? Refusals.notFound(object.ref()) : stale);
        }
        var behaviour = Behaviours.of(stored).by(update.subresource());
        var admission = new Admission(head.state(), now, head.addresses().besides(stored));
        Meta meta = object.meta().keeping(stored.meta());
        Resource sent = behaviour.taken(stored, object.withMeta(meta).withStatusOf(stored));
        Resource owned = owners.updated(stored, sent, claim, now);
        Resource wanted = behaviour.updated(stored, owned, admission);
        Resource made =
                Objects.equals(behaviour.desired(stored), behaviour.desired(wanted))
                        ? wanted
                        : wanted.withMeta(
                                wanted.meta().withGeneration(stored.meta().generation() + 1));
        if (Owners.isSame(stored, made)) {
            return Admitted.unchanged(stored);
        }
        validateFinalizers(stored, made, admission.problems());
        behaviour.validate(made, admission.problems());
        behaviour.validateUpdate(stored, made, admission.problems());
        var why = Creates.refusal(admission, made);
        if (why == null) {
            why = head.quotas().refuses(stored, made);
        }
        if (why != null) {
            return Admitted.refused(why);
        }
        long revision = head.state().revision() + 1;
        return Deletes.nothingHolds(made)
                ? Admitted.gone(stored, made, revision)
                : Admitted.changed(
                        stored, made.withMeta(made.meta().withResourceVersion(revision)));
    }

    Admitted admit(Action.UpdateStatus update, Claim claim, Head head, Instant now) {
        Resource object = update.object();
        Resource stored = head.state().get(object.ref());
        var stale = refuses(object, stored);
        if (stored == null || stale != null) {
            return Admitted.refused(stale == null ? Refusals.notFound(object.ref()) : stale);
        }
        var admission = new Admission(head.state(), now, head.addresses());
        Resource owned = owners.reported(stored, object, claim, now);
        Resource made = Behaviours.of(stored).reported(stored, owned, admission);
        if (Owners.isSame(stored, made)) {
            return Admitted.unchanged(stored);
        }
        var why = Creates.refusal(admission, made);
        return why != null
                ? Admitted.refused(why)
                : Admitted.changed(
                        stored,
                        made.withMeta(
                                made.meta().withResourceVersion(head.state().revision() + 1)));
    }

    private static @Nullable Outcome refuses(Resource object, @Nullable Resource stored) {
        if (stored == null) {
            return Refusals.notFound(object.ref());
        }
        String uid = object.meta().uid();
        if (!uid.isEmpty() && !uid.equals(stored.meta().uid())) {
            return Refusals.conflict(
                    object.ref(),
                    "Precondition failed: UID in precondition: "
                            + uid
                            + ", UID in object meta: "
                            + stored.meta().uid());
        }
        long revision = object.meta().resourceVersion();
        return revision != 0 && revision != stored.meta().resourceVersion()
                ? Refusals.conflict(
                        object.ref(),
                        "the object has been modified; please apply your changes to the latest"
                                + " version and try again")
                : null;
    }

    private static void validateFinalizers(Resource stored, Resource made, Problems problems) {
        var added = new ArrayList<>(made.meta().finalizers());
        added.removeAll(stored.meta().finalizers());
        if (stored.deleting() && !added.isEmpty()) {
            problems.forbidden(
                    "metadata.finalizers",
                    "no new finalizers can be added if the object is being deleted, found new"
                            + " finalizers []string{\""
                            + String.join("\", \"", added)
                            + "\"}");
        }
    }
}
