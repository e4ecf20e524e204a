package dev.wavetank.apiserver.quota;

import dev.wavetank.cluster.model.Generic;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.model.Service;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one object uses of a quota, under the names of upstream's evaluators.
final class Consumption {
    private static final Quantity ONE = Quantity.of("1");
    private static final String STORAGE_CLASS = ".storageclass.storage.k8s.io/";

    /// The kinds that had a name of their own before there was `count/`.
    private static final List<String> NAMED =
            List.of("configmaps", "replicationcontrollers", "resourcequotas", "secrets");

    private Consumption() {}

    static SortedMap<String, Quantity> of(Resource object) {
        var used = new TreeMap<String, Quantity>();
        String resource = object.kind().resource();
        used.put("count/" + resource, ONE);
        if (object instanceof Pod pod) {
            pod(pod, used);
        } else if (object instanceof Service service) {
            service(service, used);
        } else if (resource.equals("persistentvolumeclaims")) {
            claim((Generic) object, used);
        } else if (NAMED.contains(resource)) {
            used.put(resource, ONE);
        }
        return used;
    }

    /// A pod that has ended uses nothing any more.
    private static void pod(Pod pod, SortedMap<String, Quantity> used) {
        if (pod.status().phase().equals("Succeeded") || pod.status().phase().equals("Failed")) {
            return;
        }
        used.put("pods", ONE);
        PodDemand.requests(pod)
                .forEach((resource, amount) -> {
                    used.put("requests." + resource, amount);
                    if (isNative(resource)) {
                        used.put(resource, amount);
                    }
                });
        PodDemand.limits(pod)
                .forEach((resource, amount) -> {
                    if (isNative(resource)) {
                        used.put("limits." + resource, amount);
                    }
                });
    }

    private static boolean isNative(String resource) {
        return resource.indexOf('/') < 0;
    }

    private static void service(Service service, SortedMap<String, Quantity> used) {
        used.put("services", ONE);
        var ports = Quantity.of(Integer.toString(service.spec().ports().size()));
        switch (service.spec().type()) {
            case "NodePort" -> used.put("services.nodeports", ports);
            case "LoadBalancer" -> {
                used.put("services.loadbalancers", ONE);
                long given =
                        service.spec().ports().stream()
                                .filter(port -> port.nodePort() != 0)
                                .count();
                used.put("services.nodeports", Quantity.of(Long.toString(given)));
            }
            default -> {}
        }
    }

    private static void claim(Generic claim, SortedMap<String, Quantity> used) {
        used.put("persistentvolumeclaims", ONE);
        var spec = claim.body().object("spec");
        String size = spec.object("resources").object("requests").text("storage");
        String storageClass = spec.text("storageClassName");
        if (!storageClass.isEmpty()) {
            used.put(storageClass + STORAGE_CLASS + "persistentvolumeclaims", ONE);
        }
        if (!size.isEmpty()) {
            used.put("requests.storage", Quantity.of(size));
            if (!storageClass.isEmpty()) {
                used.put(storageClass + STORAGE_CLASS + "requests.storage", Quantity.of(size));
            }
        }
    }
}
