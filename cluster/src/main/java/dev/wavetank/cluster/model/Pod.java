package dev.wavetank.cluster.model;

/// A group of containers that runs on one node, once: it is never moved, only replaced.
public record Pod(@Wire("metadata") Meta meta, PodSpec spec, PodStatus status, Json.Obj rest)
        implements Resource {
    public static final Kind<Pod> KIND = new Kind<>("", "v1", "Pod", "pods", true, Pod.class);

    /// {@return whether all containers ended and none will be started again}
    public boolean finished() {
        return status.phase().equals("Succeeded") || status.phase().equals("Failed");
    }

    /// {@return whether the condition `Ready` is true: traffic may be sent here}
    public boolean ready() {
        return Condition.isTrue(status.conditions(), "Ready");
    }

    @Override
    public Kind<Pod> kind() {
        return KIND;
    }

    @Override
    public Json.Obj tree() {
        return KIND.tree(this, Pod.class);
    }

    @Override
    public Pod withMeta(Meta changed) {
        return new Pod(changed, spec, status, rest);
    }

    public Pod withSpec(PodSpec changed) {
        return new Pod(meta, changed, status, rest);
    }

    public Pod withStatus(PodStatus changed) {
        return new Pod(meta, spec, changed, rest);
    }

    @Override
    public Pod withStatusOf(Resource stored) {
        return withStatus(((Pod) stored).status);
    }
}
