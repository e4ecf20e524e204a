package dev.wavetank.apiserver.core;

import dev.wavetank.apiserver.kinds.Admission;
import dev.wavetank.apiserver.kinds.Behaviours;
import dev.wavetank.apiserver.kinds.KindBehaviour;
import dev.wavetank.apiserver.kinds.Refusals;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.Namespace;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Cause;
import dev.wavetank.cluster.state.Outcome;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// Admits new objects.
final class Creates {
    /// A name has at most 63 characters, and five of them are drawn (apiserver's `storage/names`).
    private static final int GENERATED_BASE_MAX = 58;

    /// How often upstream draws another name when the first is taken (KEP-4420).
    private static final int GENERATE_TRIES = 8;

    private final Draws draws;
    private final Owners owners;

    Creates(Draws draws, Owners owners) {
        this.draws = draws;
        this.owners = owners;
    }

    Admitted admit(Action.Create create, Claim claim, Head head, Instant now) {
        Resource object = create.object();
        if (object.meta().resourceVersion() != 0) {
            return Admitted.refused(
                    Refusals.badRequest(
                            "resourceVersion should not be set on objects to be created"));
        }
        var refused = namespaceRefuses(object, head);
        if (refused != null) {
            return Admitted.refused(refused);
        }
        var behaviour = Behaviours.of(object);
        var admission = new Admission(head.state(), now, head.addresses(), draws::inside);
        Resource named = named(owners.created(object, claim, now), head);
        long revision = head.state().revision() + 1;
        Resource made =
                behaviour.created(
                        named.withMeta(stamped(named, behaviour, revision, now)), admission);
        if (made.meta().name().isEmpty()) {
            admission.problems().required("metadata.name", "name or generateName is required");
        }
        behaviour.validate(made, admission.problems());
        var why = refusal(admission, made);
        if (why == null) {
            why = head.quotas().refuses(null, made);
        }
        if (why != null) {
            return Admitted.refused(why);
        }
        return head.state().get(made.ref()) != null
                ? Admitted.refused(Refusals.alreadyExists(made.ref()))
                : Admitted.created(made);
    }

    static Outcome.@Nullable Refused refusal(Admission admission, Resource object) {
        if (admission.refusal() != null) {
            return admission.refusal();
        }
        List<Cause> causes = admission.problems().causes();
        return causes.isEmpty() ? null : Refusals.invalid(object.ref(), causes);
    }

    private static Outcome.@Nullable Refused namespaceRefuses(Resource object, Head head) {
        if (!object.kind().namespaced()) {
            return null;
        }
        String name = object.meta().namespace();
        var namespace = head.state().table(Namespace.KIND).get("", name);
        if (namespace == null) {
            return Refusals.notFound(Namespace.KIND.ref(new Key("", name)));
        }
        if (!namespace.deleting()) {
            return null;
        }
        var refused =
                Refusals.forbidden(
                        object.ref(),
                        "unable to create new content in namespace "
                                + name
                                + " because it is being terminated");
        return new Outcome.Refused(
                refused.reason(),
                refused.message(),
                List.of(
                        new Cause(
                                "NamespaceTerminating",
                                "metadata.namespace",
                                "namespace " + name + " is being terminated")));
    }

    private Resource named(Resource object, Head head) {
        Meta meta = object.meta();
        if (!meta.name().isEmpty() || meta.generateName().isEmpty()) {
            return object;
        }
        String base =
                meta.generateName()
                        .substring(0, Math.min(meta.generateName().length(), GENERATED_BASE_MAX));
        Resource named = object;
        for (int i = 0; i < GENERATE_TRIES; i++) {
            named = object.withMeta(meta.withName(base + draws.suffix()));
            if (head.state().get(named.ref()) == null) {
                break;
            }
        }
        return named;
    }

    private Meta stamped(
            Resource object, KindBehaviour<Resource> behaviour, long revision, Instant now) {
        return object.meta()
                .withUid(draws.uid())
                .withResourceVersion(revision)
                .withGeneration(behaviour.desired(object) == null ? 0 : 1)
                .withCreated(now)
                .withDeletion(null, null);
    }
}
