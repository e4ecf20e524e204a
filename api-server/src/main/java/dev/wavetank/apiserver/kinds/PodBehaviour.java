package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.PodStatus;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Pods: nearly all of their spec is fixed, and they take their time to go.
final class PodBehaviour implements KindBehaviour<Pod> {
    /// Upstream's default of terminationGracePeriodSeconds.
    private static final long GRACE = 30;

    @Override
    public Kind<Pod> kind() {
        return Pod.KIND;
    }

    @Override
    public KindBehaviour<Pod> by(String subresource) {
        return subresource.equals("ephemeralcontainers") ? new EphemeralBehaviour(this) : this;
    }

    @Override
    public Json.Obj defaults(Json.Obj tree) {
        return tree.with("spec", PodDefaults.in(tree.object("spec")));
    }

    @Override
    public Object desired(Pod object) {
        return object.spec();
    }

    @Override
    public Pod created(Pod object, Admission admission) {
        if (!object.spec().rest().array(EphemeralRules.FIELD).isEmpty()) {
            admission
                    .problems()
                    .forbidden("spec." + EphemeralRules.FIELD, "cannot be set on create");
        }
        var spec = PodAdmission.admit(object, admission);
        return object.withSpec(spec).withStatus(pending(Qos.of(spec)));
    }

    private static PodStatus pending(String qosClass) {
        return new PodStatus(
                "Pending",
                List.of(),
                "",
                "",
                "",
                List.of(),
                "",
                List.of(),
                null,
                List.of(),
                List.of(),
                qosClass,
                0,
                Json.Obj.EMPTY);
    }

    /// The class follows from the spec, whatever a node reports.
    @Override
    public Pod reported(Pod stored, Pod object, Admission admission) {
        String qosClass = stored.status().qosClass();
        var status = object.status();
        return status.qosClass().equals(qosClass)
                ? object
                : object.withStatus(
                        new PodStatus(
                                status.phase(),
                                status.conditions(),
                                status.message(),
                                status.reason(),
                                status.hostIP(),
                                status.hostIPs(),
                                status.podIP(),
                                status.podIPs(),
                                status.startTime(),
                                status.initContainerStatuses(),
                                status.containerStatuses(),
                                qosClass,
                                status.observedGeneration(),
                                status.rest()));
    }

    @Override
    public void validate(Pod object, Problems problems) {
        PodRules.validate(object.spec(), "spec", problems);
    }

    @Override
    public void validateUpdate(Pod stored, Pod object, Problems problems) {
        PodUpdateRules.validate(stored.spec(), object.spec(), problems);
    }

    /// A pod that no node runs, or that has ended, has nothing to wait for.
    @Override
    public Long grace(Pod object, @Nullable Long asked) {
        if (object.spec().nodeName().isEmpty() || object.finished()) {
            return 0L;
        }
        Long own = object.spec().terminationGracePeriodSeconds();
        long grace = asked != null ? asked : own != null ? own : GRACE;
        return grace < 0 ? 1 : grace;
    }
}
