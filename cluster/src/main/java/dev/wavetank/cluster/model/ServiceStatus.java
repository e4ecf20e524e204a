package dev.wavetank.cluster.model;

import java.util.List;

/// Where a service can be reached from outside.
public record ServiceStatus(LoadBalancer loadBalancer, List<Condition> conditions, Json.Obj rest) {
    public ServiceStatus {
        conditions = List.copyOf(conditions);
    }

    /// The addresses of a load balancer.
    public record LoadBalancer(List<Ingress> ingress) {
        public LoadBalancer {
            ingress = List.copyOf(ingress);
        }
    }

    /// One address of a load balancer.
    public record Ingress(String ip, String hostname, Json.Obj rest) {}
}
