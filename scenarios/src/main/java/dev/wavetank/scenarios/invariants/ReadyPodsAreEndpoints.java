package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.EndpointSlice;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.state.Change;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// A pod that is ready and that a service selects is among the service's ready endpoints; late by
/// as much as the controller needs to hear of it.
final class ReadyPodsAreEndpoints implements Invariant.OfState<Key> {
    @Override
    public String name() {
        return "ready-pods-are-endpoints";
    }

    @Override
    public String reason() {
        return "A pod without traffic is capacity that is paid for and missing; slices lost pods "
                + "when two changes came at once (kubernetes#85353).";
    }

    @Override
    public Excuse excuse() {
        return Excuse.CONTROL_PLANE;
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of(EndpointSlice.KIND, Pod.KIND, Service.KIND);
    }

    @Override
    public void touched(Change change, Scene scene, Consumer<Key> subjects) {
        if (change.object() instanceof Pod) {
            if (!Backends.sameEndpoint(change)) {
                Backends.services(change, scene.state())
                        .forEach(service -> subjects.accept(service.key()));
            }
        } else if (change.object() instanceof EndpointSlice) {
            slice(change.before(), subjects);
            slice(change.after(), subjects);
        } else {
            subjects.accept(change.object().key());
        }
    }

    private static void slice(@Nullable Resource object, Consumer<Key> subjects) {
        if (object instanceof EndpointSlice slice && Backends.managed(slice)) {
            subjects.accept(Backends.serviceKey(slice));
        }
    }

    @Override
    public void all(Scene scene, Consumer<Key> subjects) {
        scene.state().table(Service.KIND).all().forEach(each -> subjects.accept(each.key()));
    }

    @Override
    public @Nullable Breach problem(Key subject, Scene scene) {
        var service = scene.state().table(Service.KIND).get(subject);
        if (service == null || !Backends.selects(service) || service.deleting()) {
            return null;
        }
        var missing = Backends.missing(service, scene.state());
        return missing == null
                ? null
                : Breach.of(
                        missing.ref()
                                + " is Ready and selected by "
                                + service.ref()
                                + ", which does not lead to it",
                        service.ref(),
                        missing.ref());
    }

    /// Chosen: the controller hears of it within milliseconds.
    @Override
    public Duration tolerance() {
        return Duration.ofSeconds(5);
    }
}
