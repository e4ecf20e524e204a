package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.EndpointSlice;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// An EndpointSlice calls only those pods ready that are and are not about to end, unless its
/// service wants all; it may be late by as much as the controller needs to hear of it.
final class EndpointsAreReady implements Invariant.OfState<Key> {
    @Override
    public String name() {
        return "endpoints-are-ready";
    }

    @Override
    public String reason() {
        return "Requests to a pod that is gone are lost: a missed deletion left its address in "
                + "the slice (kubernetes#85353).";
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
            if (Backends.sameEndpoint(change)) {
                return;
            }
            for (var slice : scene.state().table(EndpointSlice.KIND).in(change.ref().namespace())) {
                if (Backends.lists(slice, change.ref())) {
                    subjects.accept(slice.key());
                }
            }
        } else if (change.object() instanceof Service service) {
            slices(service, scene.state(), subjects);
        } else {
            subjects.accept(change.object().key());
        }
    }

    private static void slices(Service service, ClusterState state, Consumer<Key> subjects) {
        Backends.slices(service, state).forEach(slice -> subjects.accept(slice.key()));
    }

    @Override
    public void all(Scene scene, Consumer<Key> subjects) {
        scene.state()
                .table(EndpointSlice.KIND)
                .all()
                .forEach(slice -> subjects.accept(slice.key()));
    }

    @Override
    public @Nullable Breach problem(Key subject, Scene scene) {
        var slice = scene.state().table(EndpointSlice.KIND).get(subject);
        if (slice == null || !Backends.managed(slice)) {
            return null;
        }
        var service = Backends.service(slice, scene.state());
        if (service == null || service.spec().publishNotReadyAddresses()) {
            return null;
        }
        for (var endpoint : slice.endpoints()) {
            var target = endpoint.targetRef();
            if (target == null || !Boolean.TRUE.equals(endpoint.conditions().ready())) {
                continue;
            }
            var pod = scene.state().table(Pod.KIND).get(target.namespace(), target.name());
            String why =
                    pod == null || !pod.meta().uid().equals(target.uid())
                            ? "is gone"
                            : pod.deleting()
                                    ? "is being deleted"
                                    : pod.ready() ? null : "is not Ready";
            if (why != null) {
                return Breach.of(
                        slice.ref() + " calls the pod " + target.name() + " ready, which " + why,
                        slice.ref(),
                        Pod.KIND.ref(target.namespace(), target.name()));
            }
        }
        return null;
    }

    /// Chosen: the controller hears of it within milliseconds.
    @Override
    public Duration tolerance() {
        return Duration.ofSeconds(5);
    }
}
