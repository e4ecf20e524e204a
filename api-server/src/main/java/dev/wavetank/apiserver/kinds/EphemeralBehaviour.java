package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Pod;

import org.jspecify.annotations.Nullable;

/// Pods as they are written by `/ephemeralcontainers`: whatever else was sent, only these
/// containers count, and they may only become more.
///
/// @param whole how pods behave
record EphemeralBehaviour(KindBehaviour<Pod> whole) implements KindBehaviour<Pod> {
    @Override
    public Kind<Pod> kind() {
        return whole.kind();
    }

    @Override
    public Object desired(Pod object) {
        return object.spec();
    }

    @Override
    public Pod taken(Pod stored, Pod object) {
        var spec = stored.spec();
        Json sent = object.spec().rest().get(EphemeralRules.FIELD);
        return stored.withMeta(stored.meta().withRest(object.meta().rest()))
                .withSpec(spec.withRest(with(spec.rest(), sent)));
    }

    private static Json.Obj with(Json.Obj rest, @Nullable Json sent) {
        return sent == null
                ? rest.without(EphemeralRules.FIELD)
                : rest.with(EphemeralRules.FIELD, sent);
    }

    @Override
    public void validate(Pod object, Problems problems) {
        whole.validate(object, problems);
    }

    @Override
    public void validateUpdate(Pod stored, Pod object, Problems problems) {
        EphemeralRules.validateUpdate(stored.spec(), object.spec(), problems);
    }
}
