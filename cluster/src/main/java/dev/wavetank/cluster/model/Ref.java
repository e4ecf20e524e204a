package dev.wavetank.cluster.model;

/// What an object is called in the whole cluster. Printed as kubectl does: `deployments.apps web`
/// is `deployment.apps/web` there, and `deployments.apps/default/web` here.
public record Ref(Kind<?> kind, Key key) implements Comparable<Ref> {
    public String namespace() {
        return key.namespace();
    }

    public String name() {
        return key.name();
    }

    @Override
    public int compareTo(Ref other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : key.compareTo(other.key);
    }

    @Override
    public String toString() {
        return kind + "/" + key;
    }
}
