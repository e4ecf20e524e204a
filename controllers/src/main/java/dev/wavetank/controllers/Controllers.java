package dev.wavetank.controllers;

import dev.wavetank.cluster.loop.Controller;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.controllers.endpoints.EndpointSlices;
import dev.wavetank.controllers.endpoints.LegacyEndpoints;
import dev.wavetank.controllers.nodes.NodeLifecycle;
import dev.wavetank.controllers.nodes.PodCollector;
import dev.wavetank.controllers.nodes.TaintEviction;
import dev.wavetank.controllers.owners.GarbageCollector;
import dev.wavetank.controllers.replicas.ReplicaSets;
import dev.wavetank.controllers.rollout.Deployments;

import java.util.ArrayList;
import java.util.List;

/// All controllers of a cluster. Each can be made and run alone as well.
public final class Controllers {
    private Controllers() {}

    /// {@return one of each, in the order of their dependence; their names are all different}
    ///
    /// @param kinds every kind that the cluster serves: what garbage collection and the deletion of
    ///   namespaces look at
    /// @param loadBalancerAddress the IP address of every service of type LoadBalancer
    /// @param rootCertificate the API server's authority in PEM; "" for a cluster without TLS
    public static List<Controller<?>> all(
            List<Kind<?>> kinds, String loadBalancerAddress, String rootCertificate) {
        var all =
                new ArrayList<Controller<?>>(
                        List.of(
                                new ServiceAccounts(),
                                new Deployments(),
                                new ReplicaSets(),
                                new EndpointSlices(),
                                new LegacyEndpoints(),
                                new ServiceAddresses(loadBalancerAddress),
                                new NodeLifecycle(),
                                new TaintEviction(),
                                new PodCollector(),
                                new GarbageCollector(kinds),
                                new Namespaces(kinds)));
        if (!rootCertificate.isEmpty()) {
            all.add(new RootCertificates(rootCertificate));
        }
        return List.copyOf(all);
    }
}
