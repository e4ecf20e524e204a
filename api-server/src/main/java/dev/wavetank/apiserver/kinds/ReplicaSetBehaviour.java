package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.model.ReplicaSetStatus;
import dev.wavetank.cluster.model.Shape;

/// ReplicaSets: the selector is fixed and fits the template.
final class ReplicaSetBehaviour implements KindBehaviour<ReplicaSet> {
    private static final ReplicaSetStatus NO_STATUS =
            Shape.of(ReplicaSetStatus.class).read(Json.Obj.EMPTY, "status");

    @Override
    public Kind<ReplicaSet> kind() {
        return ReplicaSet.KIND;
    }

    @Override
    public Json.Obj defaults(Json.Obj tree) {
        return PodDefaults.inTemplate(tree);
    }

    @Override
    public Object desired(ReplicaSet object) {
        return object.spec();
    }

    @Override
    public ReplicaSet created(ReplicaSet object, Admission admission) {
        return object.withStatus(NO_STATUS);
    }

    @Override
    public void validate(ReplicaSet object, Problems problems) {
        var spec = object.spec();
        problems.notNegative("spec.replicas", spec.replicas());
        problems.notNegative("spec.minReadySeconds", spec.minReadySeconds());
        TemplateRules.validate(spec.selector(), spec.template(), "replica set", problems);
    }

    @Override
    public void validateUpdate(ReplicaSet stored, ReplicaSet object, Problems problems) {
        TemplateRules.validateSelector(
                stored.spec().selector(), object.spec().selector(), problems);
    }
}
