package dev.wavetank.apiserver.core;

import dev.wavetank.apiserver.kinds.Refusals;
import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Admits bindings of pods to nodes.
final class Binds {
    private Binds() {}

    static Admitted admit(Action.Bind bind, Head head, Instant now) {
        var pod = head.state().table(Pod.KIND).get(bind.ref().key());
        if (pod == null) {
            return Admitted.refused(Refusals.notFound(bind.ref()));
        }
        String why = why(pod, bind);
        if (why != null) {
            return Admitted.refused(
                    Refusals.conflict(Pod.KIND, "/binding", pod.meta().name(), why));
        }
        var scheduled = new Condition("PodScheduled", "True", "", "", now);
        var status =
                pod.status().withConditions(Condition.put(pod.status().conditions(), scheduled));
        return Admitted.changed(
                pod,
                pod.withSpec(pod.spec().withNodeName(bind.node()))
                        .withStatus(status)
                        .withMeta(pod.meta().withResourceVersion(head.state().revision() + 1)));
    }

    private static @Nullable String why(Pod pod, Action.Bind bind) {
        String name = pod.meta().name();
        if (!bind.uid().isEmpty() && !bind.uid().equals(pod.meta().uid())) {
            return "Precondition failed: UID in precondition: "
                    + bind.uid()
                    + ", UID in object meta: "
                    + pod.meta().uid();
        } else if (pod.deleting()) {
            return "pod " + name + " is being deleted, cannot be assigned to a host";
        } else if (!pod.spec().nodeName().isEmpty()) {
            return "pod " + name + " is already assigned to node \"" + pod.spec().nodeName() + "\"";
        } else if (!pod.spec().rest().array("schedulingGates").isEmpty()) {
            return "pod " + name + " has non-empty .spec.schedulingGates";
        }
        return null;
    }
}
