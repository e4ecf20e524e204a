package dev.wavetank.cluster.model;

/// Rolls an application from one version of its pods to the next, by ReplicaSets.
public record Deployment(
        @Wire("metadata") Meta meta, DeploymentSpec spec, DeploymentStatus status, Json.Obj rest)
        implements Resource {
    public static final Kind<Deployment> KIND =
            new Kind<>("apps", "v1", "Deployment", "deployments", true, Deployment.class);

    @Override
    public Kind<Deployment> kind() {
        return KIND;
    }

    @Override
    public Json.Obj tree() {
        return KIND.tree(this, Deployment.class);
    }

    @Override
    public Deployment withMeta(Meta changed) {
        return new Deployment(changed, spec, status, rest);
    }

    public Deployment withSpec(DeploymentSpec changed) {
        return new Deployment(meta, changed, status, rest);
    }

    public Deployment withStatus(DeploymentStatus changed) {
        return new Deployment(meta, spec, changed, rest);
    }

    @Override
    public Deployment withStatusOf(Resource stored) {
        return withStatus(((Deployment) stored).status);
    }
}
