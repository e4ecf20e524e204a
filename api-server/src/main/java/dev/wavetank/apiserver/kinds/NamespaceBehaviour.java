package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Namespace;
import dev.wavetank.cluster.model.NamespaceSpec;
import dev.wavetank.cluster.model.NamespaceStatus;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.ClusterState;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Namespaces: kept by the finalizer `kubernetes` in their spec until the namespace controller has
/// emptied them.
final class NamespaceBehaviour implements KindBehaviour<Namespace> {
    private static final String FINALIZER = "kubernetes";
    private static final String NAME_LABEL = "kubernetes.io/metadata.name";

    /// Upstream's immortal namespaces.
    private static final List<String> IMMORTAL = List.of("default", "kube-public", "kube-system");

    @Override
    public Kind<Namespace> kind() {
        return Namespace.KIND;
    }

    @Override
    public Namespace created(Namespace object, Admission admission) {
        var finalizers = object.spec().finalizers();
        var spec =
                finalizers.contains(FINALIZER)
                        ? object.spec()
                        : new NamespaceSpec(List.of(FINALIZER), object.spec().rest());
        return labelled(object.withSpec(spec).withStatus(phase(object, "Active")));
    }

    /// Its finalizers can be taken away only once the namespace is being deleted and holds nothing:
    /// a namespace controller that watches one kind late would else leave objects without a room.
    @Override
    public Namespace updated(Namespace stored, Namespace object, Admission admission) {
        if (held(stored) && !held(object) && stored.deleting()) {
            var left = anyIn(stored.meta().name(), admission.state());
            if (left != null) {
                admission.refuse(Refusals.forbidden(stored.ref(), "it still holds " + left.ref()));
            }
        }
        return labelled(stored.deleting() ? object : object.withSpec(stored.spec()));
    }

    /// {@return an object of the namespace, or null; Events do not count, they go by themselves}
    private static @Nullable Resource anyIn(String namespace, ClusterState state) {
        for (var kind : state.kinds()) {
            if (kind.namespaced() && !kind.equals(Event.KIND)) {
                for (Resource object : state.table(kind).in(namespace)) {
                    return object;
                }
            }
        }
        return null;
    }

    private static Namespace labelled(Namespace object) {
        var meta = object.meta();
        return meta.label(NAME_LABEL).equals(meta.name())
                ? object
                : object.withMeta(meta.withLabel(NAME_LABEL, meta.name()));
    }

    @Override
    public Namespace deleting(Namespace object) {
        return object.withStatus(phase(object, "Terminating"));
    }

    private static NamespaceStatus phase(Namespace object, String phase) {
        return new NamespaceStatus(phase, object.status().conditions(), object.status().rest());
    }

    @Override
    public @Nullable String undeletable(Namespace object) {
        return IMMORTAL.contains(object.meta().name()) ? "this namespace may not be deleted" : null;
    }

    @Override
    public boolean held(Namespace object) {
        return !object.spec().finalizers().isEmpty();
    }
}
