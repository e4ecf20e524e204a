package dev.wavetank.cluster.model;

/// Keeps a number of equal pods.
public record ReplicaSet(
        @Wire("metadata") Meta meta, ReplicaSetSpec spec, ReplicaSetStatus status, Json.Obj rest)
        implements Resource {
    public static final Kind<ReplicaSet> KIND =
            new Kind<>("apps", "v1", "ReplicaSet", "replicasets", true, ReplicaSet.class);

    @Override
    public Kind<ReplicaSet> kind() {
        return KIND;
    }

    @Override
    public Json.Obj tree() {
        return KIND.tree(this, ReplicaSet.class);
    }

    @Override
    public ReplicaSet withMeta(Meta changed) {
        return new ReplicaSet(changed, spec, status, rest);
    }

    public ReplicaSet withSpec(ReplicaSetSpec changed) {
        return new ReplicaSet(meta, changed, status, rest);
    }

    public ReplicaSet withStatus(ReplicaSetStatus changed) {
        return new ReplicaSet(meta, spec, changed, rest);
    }

    @Override
    public ReplicaSet withStatusOf(Resource stored) {
        return withStatus(((ReplicaSet) stored).status);
    }
}
