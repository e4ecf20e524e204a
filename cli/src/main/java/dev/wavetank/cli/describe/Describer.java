package dev.wavetank.cli.describe;

import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.objects.Item;

/// What there is to say about the objects of one type.
@FunctionalInterface
interface Describer {
    void describe(Item item, Around around, Sheet sheet) throws Refused;

    /// {@return the describer of a type; of those that have none of their own, [AnyKind]}
    static Describer of(String resource) {
        return switch (resource) {
            case "pods" -> new PodDescriber();
            case "deployments.apps" -> new DeploymentDescriber();
            case "replicasets.apps" -> new ReplicaSetDescriber();
            case "nodes" -> new NodeDescriber();
            case "services" -> new ServiceDescriber();
            case "namespaces" -> new NamespaceDescriber();
            case "configmaps", "secrets" -> new DataDescriber();
            default -> new AnyKind();
        };
    }
}
