package dev.wavetank.cluster.model;

/// A promise renewed again and again: a node's heartbeat, or a leader's claim.
public record Lease(@Wire("metadata") Meta meta, LeaseSpec spec, Json.Obj rest)
        implements Resource {
    public static final Kind<Lease> KIND =
            new Kind<>("coordination.k8s.io", "v1", "Lease", "leases", true, Lease.class);

    @Override
    public Kind<Lease> kind() {
        return KIND;
    }

    @Override
    public Json.Obj tree() {
        return KIND.tree(this, Lease.class);
    }

    @Override
    public Lease withMeta(Meta changed) {
        return new Lease(changed, spec, rest);
    }

    public Lease withSpec(LeaseSpec changed) {
        return new Lease(meta, changed, rest);
    }
}
