package dev.wavetank.scenarios.explore;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.scenarios.faults.NodeSelector;
import dev.wavetank.scenarios.faults.PodSelector;
import dev.wavetank.scenarios.plan.Scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// What random faults can hit in a scenario's cluster, known before it lives.
final class Targets {
    /// The parts of a cluster with one control plane that matter to pods.
    private static final List<String> COMPONENTS =
            List.of(
                    "scheduler",
                    "deployment-controller",
                    "replicaset-controller",
                    "endpointslice-controller",
                    "node-controller",
                    "taint-eviction-controller",
                    "pod-garbage-collector",
                    "garbage-collector",
                    "namespace-controller");

    private final List<String> nodes;
    private final List<String> components;
    private final List<String> namespaces;

    Targets(Scenario scenario) {
        nodes = scenario.cluster().names();
        components = new ArrayList<>(parts(scenario.cluster().controlPlanes()));
        nodes.forEach(node -> components.add("kubelet-" + node));
        var found = new TreeSet<String>();
        scenario.objects().forEach(object -> found.add(namespace(object)));
        namespaces = List.copyOf(found.isEmpty() ? List.of("default") : new ArrayList<>(found));
    }

    private static List<String> parts(int controlPlanes) {
        if (controlPlanes == 1) {
            return COMPONENTS;
        }
        var parts = new ArrayList<String>();
        for (int i = 1; i <= controlPlanes; i++) {
            parts.add("scheduler-" + i);
            parts.add("controller-manager-" + i);
        }
        return parts;
    }

    private static String namespace(Json.Obj object) {
        String namespace = object.object("metadata").text("namespace");
        return namespace.isEmpty() ? "default" : namespace;
    }

    NodeSelector node(RandomGenerator chance) {
        return new NodeSelector(
                List.of(nodes.get(chance.nextInt(nodes.size()))), Collections.emptySortedMap());
    }

    List<String> component(RandomGenerator chance) {
        return List.of(components.get(chance.nextInt(components.size())));
    }

    /// {@return the instances of which one leads}
    List<String> leader(RandomGenerator chance) {
        return List.of(chance.nextInt(2) == 0 ? "scheduler-*" : "controller-manager-*");
    }

    /// {@return all pods of one namespace}
    PodSelector pods(RandomGenerator chance) {
        return new PodSelector(
                List.of(namespaces.get(chance.nextInt(namespaces.size()))),
                Collections.emptySortedMap(),
                List.of(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                List.of(),
                List.of(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap());
    }
}
