package dev.wavetank.cluster.model;

import java.util.List;

/// The addresses behind a service, at most 100 a slice.
public record EndpointSlice(
        @Wire("metadata") Meta meta,
        @Wire(always = true) String addressType,
        @Wire(always = true) List<Endpoint> endpoints,
        @Wire(always = true) List<EndpointPort> ports,
        Json.Obj rest)
        implements Resource {
    public static final Kind<EndpointSlice> KIND =
            new Kind<>(
                    "discovery.k8s.io",
                    "v1",
                    "EndpointSlice",
                    "endpointslices",
                    true,
                    EndpointSlice.class);

    public EndpointSlice {
        endpoints = List.copyOf(endpoints);
        ports = List.copyOf(ports);
    }

    @Override
    public Kind<EndpointSlice> kind() {
        return KIND;
    }

    @Override
    public Json.Obj tree() {
        return KIND.tree(this, EndpointSlice.class);
    }

    @Override
    public EndpointSlice withMeta(Meta changed) {
        return new EndpointSlice(changed, addressType, endpoints, ports, rest);
    }
}
