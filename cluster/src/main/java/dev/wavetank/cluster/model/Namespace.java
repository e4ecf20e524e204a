package dev.wavetank.cluster.model;

/// A room of names; deleting it deletes what is in it.
public record Namespace(
        @Wire("metadata") Meta meta, NamespaceSpec spec, NamespaceStatus status, Json.Obj rest)
        implements Resource {
    public static final Kind<Namespace> KIND =
            new Kind<>("", "v1", "Namespace", "namespaces", false, Namespace.class);

    @Override
    public Kind<Namespace> kind() {
        return KIND;
    }

    @Override
    public Json.Obj tree() {
        return KIND.tree(this, Namespace.class);
    }

    @Override
    public Namespace withMeta(Meta changed) {
        return new Namespace(changed, spec, status, rest);
    }

    public Namespace withSpec(NamespaceSpec changed) {
        return new Namespace(meta, changed, status, rest);
    }

    public Namespace withStatus(NamespaceStatus changed) {
        return new Namespace(meta, spec, changed, rest);
    }

    @Override
    public Namespace withStatusOf(Resource stored) {
        return withStatus(((Namespace) stored).status);
    }
}
