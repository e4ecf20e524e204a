package dev.wavetank.apiserver.contract;

import dev.wavetank.cluster.model.Kind;

import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// The resources of `metrics.k8s.io`, which the published models do not have: upstream serves them
/// by an API server of its own, metrics-server.
final class MeasuredResources {
    static final String GROUP = "metrics.k8s.io";
    private static final String VERSION = "v1beta1";

    private MeasuredResources() {}

    static Group group() {
        return new Group(GROUP, List.of(VERSION));
    }

    static List<Served> all() {
        return List.of(served("nodes", "NodeMetrics", false), served("pods", "PodMetrics", true));
    }

    private static Served served(String plural, String kind, boolean namespaced) {
        return new Served(
                GROUP,
                VERSION,
                plural,
                "",
                kind,
                namespaced,
                List.of(),
                List.of(),
                Collections.unmodifiableSortedSet(new TreeSet<>(List.of("get", "list"))),
                Collections.unmodifiableSortedMap(new TreeMap<>()),
                Kind.generic(GROUP, VERSION, kind, plural, namespaced));
    }
}
