package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Kind;

import org.jspecify.annotations.Nullable;

/// Events: journaled, but nobody waits for that.
final class EventBehaviour implements KindBehaviour<Event> {
    @Override
    public Kind<Event> kind() {
        return Event.KIND;
    }

    @Override
    public void validate(Event object, Problems problems) {
        EventRules.either(object, problems);
        String namespace = object.meta().namespace();
        String about = object.involvedObject().namespace();
        // Events about objects without a namespace are kept in the default one.
        boolean fits =
                about.isEmpty()
                        ? namespace.equals("default") || namespace.equals("kube-system")
                        : about.equals(namespace);
        if (!fits) {
            problems.invalid("involvedObject.namespace", about, "does not match event.namespace");
        }
    }

    @Override
    public Keeping keeping(@Nullable Event before, @Nullable Event after) {
        return Keeping.EVENTUAL;
    }
}
