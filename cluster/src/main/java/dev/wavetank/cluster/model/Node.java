package dev.wavetank.cluster.model;

/// A machine, real or simulated, that runs pods.
public record Node(@Wire("metadata") Meta meta, NodeSpec spec, NodeStatus status, Json.Obj rest)
        implements Resource {
    public static final Kind<Node> KIND = new Kind<>("", "v1", "Node", "nodes", false, Node.class);

    /// {@return whether the condition `Ready` is true}
    public boolean ready() {
        return Condition.isTrue(status.conditions(), "Ready");
    }

    @Override
    public Kind<Node> kind() {
        return KIND;
    }

    @Override
    public Json.Obj tree() {
        return KIND.tree(this, Node.class);
    }

    @Override
    public Node withMeta(Meta changed) {
        return new Node(changed, spec, status, rest);
    }

    public Node withSpec(NodeSpec changed) {
        return new Node(meta, changed, status, rest);
    }

    public Node withStatus(NodeStatus changed) {
        return new Node(meta, spec, changed, rest);
    }

    @Override
    public Node withStatusOf(Resource stored) {
        return withStatus(((Node) stored).status);
    }
}
