package dev.wavetank.cluster.model;

/// Who a pod is towards the API server.
public record ServiceAccount(@Wire("metadata") Meta meta, Json.Obj rest) implements Resource {
    public static final Kind<ServiceAccount> KIND =
            new Kind<>("", "v1", "ServiceAccount", "serviceaccounts", true, ServiceAccount.class);

    @Override
    public Kind<ServiceAccount> kind() {
        return KIND;
    }

    @Override
    public Json.Obj tree() {
        return KIND.tree(this, ServiceAccount.class);
    }

    @Override
    public ServiceAccount withMeta(Meta changed) {
        return new ServiceAccount(changed, rest);
    }
}
