package dev.wavetank.cluster.model;

import java.util.List;
import java.util.SortedMap;

/// Which pods stand behind a service, and under which address.
///
/// @param type `ClusterIP`, `NodePort`, `LoadBalancer` or `ExternalName`
/// @param clusterIP the address; `None` for a headless service, "" before admission gave one
/// @param publishNotReadyAddresses whether pods count from their start, ready or not
public record ServiceSpec(
        String type,
        String clusterIP,
        List<String> clusterIPs,
        List<ServicePort> ports,
        SortedMap<String, String> selector,
        String externalName,
        boolean publishNotReadyAddresses,
        String loadBalancerClass,
        Json.Obj rest) {
    public ServiceSpec {
        clusterIPs = List.copyOf(clusterIPs);
        ports = List.copyOf(ports);
    }
}
