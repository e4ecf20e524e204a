package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Outcome;

import org.jspecify.annotations.Nullable;

/// The garbage collector deletes nothing that an owner which is there wants to keep.
final class CollectorSparesTheLiving implements Invariant.OfAct {
    @Override
    public String name() {
        return "collector-spares-the-living";
    }

    @Override
    public String reason() {
        return "With a view that was not complete after it took over, upstream's collector "
                + "deleted live objects (kubernetes#88097).";
    }

    @Override
    public @Nullable Breach problem(
            String component, Action action, Outcome.Accepted done, Scene scene) {
        if (!(action instanceof Action.Delete) || !collector(component)) {
            return null;
        }
        var object = done.object();
        for (var owner : object.meta().ownerReferences()) {
            for (var kind : scene.state().kinds()) {
                if (!kind.name().equals(owner.kind())) {
                    continue;
                }
                String namespace = kind.namespaced() ? object.meta().namespace() : "";
                var found = scene.state().get(kind.ref(namespace, owner.name()));
                // One that waits for its children wants them gone.
                if (found != null && found.is(owner) && !found.deleting()) {
                    return Breach.of(
                            component
                                    + " deleted "
                                    + object.ref()
                                    + ", whose owner "
                                    + found.ref()
                                    + " is there",
                            object.ref(),
                            found.ref());
                }
            }
        }
        return null;
    }

    /// With several control planes its name follows the instance's. The collector of pods is
    /// another one: it deletes those whose node is gone, for their owners to replace.
    private static boolean collector(String component) {
        return component.equals("garbage-collector") || component.endsWith("/garbage-collector");
    }
}
