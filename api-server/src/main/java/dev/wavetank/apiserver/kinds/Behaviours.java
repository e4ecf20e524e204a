package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Resource;

import java.util.List;
import java.util.TreeMap;

/// The registered behaviours, found by kind.
public final class Behaviours {
    private static final TreeMap<Kind<?>, KindBehaviour<?>> OWN = new TreeMap<>();

    static {
        for (var behaviour :
                List.<KindBehaviour<?>>of(
                        new ConfigMapBehaviour(),
                        new DeploymentBehaviour(),
                        new EndpointSliceBehaviour(),
                        new EventBehaviour(),
                        new LeaseBehaviour(),
                        new NamespaceBehaviour(),
                        new NodeBehaviour(),
                        new PodBehaviour(),
                        new ReplicaSetBehaviour(),
                        new SecretBehaviour(),
                        new ServiceBehaviour())) {
            OWN.put(behaviour.kind(), behaviour);
        }
    }

    private Behaviours() {}

    /// {@return how objects of this kind behave}
    @SuppressWarnings("unchecked")
    public static <R extends Resource> KindBehaviour<R> of(Kind<R> kind) {
        var own = OWN.get(kind);
        return own == null ? new GenericBehaviour<>(kind) : (KindBehaviour<R>) own;
    }

    /// {@return how objects of this one's kind behave}
    @SuppressWarnings("unchecked")
    public static KindBehaviour<Resource> of(Resource object) {
        return of((Kind<Resource>) object.kind());
    }
}
