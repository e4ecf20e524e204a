package dev.wavetank.cluster.model;

/// A name and an address for whichever pods match its selector.
public record Service(
        @Wire("metadata") Meta meta, ServiceSpec spec, ServiceStatus status, Json.Obj rest)
        implements Resource {
    public static final Kind<Service> KIND =
            new Kind<>("", "v1", "Service", "services", true, Service.class);

    @Override
    public Kind<Service> kind() {
        return KIND;
    }

    @Override
    public Json.Obj tree() {
        return KIND.tree(this, Service.class);
    }

    @Override
    public Service withMeta(Meta changed) {
        return new Service(changed, spec, status, rest);
    }

    public Service withSpec(ServiceSpec changed) {
        return new Service(meta, changed, status, rest);
    }

    public Service withStatus(ServiceStatus changed) {
        return new Service(meta, spec, changed, rest);
    }

    @Override
    public Service withStatusOf(Resource stored) {
        return withStatus(((Service) stored).status);
    }
}
