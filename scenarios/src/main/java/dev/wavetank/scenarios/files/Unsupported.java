package dev.wavetank.scenarios.files;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.scenarios.format.Problems;
import dev.wavetank.scenarios.format.Spot;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What Chaos Mesh has and Wavetank has not: refused by name, with what there is instead.
final class Unsupported {
    private static final String NO_CONTAINERS =
            "what happens inside of containers is not modelled; PodChaos pod-failure makes them"
                    + " answer nothing, NodeChaos container-crash and container-oom end them";
    private static final String NO_REQUESTS =
            "requests have no content here; NetworkChaos delay, loss and partition act on them";
    private static final String NO_CLOUD =
            "there is no cloud here; NodeChaos power-off and reboot act on its machines";

    private Unsupported() {}

    /// {@return by kind what there is instead}
    static SortedMap<String, String> kinds() {
        var kinds = new TreeMap<String, String>();
        for (String kind : List.of("StressChaos", "JVMChaos", "KernelChaos")) {
            kinds.put(kind, NO_CONTAINERS);
        }
        for (String kind : List.of("HTTPChaos", "DNSChaos")) {
            kinds.put(kind, NO_REQUESTS);
        }
        for (String kind : List.of("AWSChaos", "GCPChaos", "AzureChaos", "PhysicalMachineChaos")) {
            kinds.put(kind, NO_CLOUD);
        }
        for (String kind : List.of("IOChaos", "BlockChaos")) {
            kinds.put(
                    kind,
                    "containers have no disks here; ControlPlaneChaos disk-full and"
                            + " journal-failure act on the API server's");
        }
        kinds.put(
                "StatusCheck",
                "it asks over HTTP, and nothing answers that here; assertions, waitUntil and check"
                        + " ask in CEL");
        return kinds;
    }

    static boolean isOfChaosMesh(String kind) {
        return switch (kind) {
            case "PodChaos", "NetworkChaos", "TimeChaos", "Schedule", "Workflow" -> true;
            default -> kinds().containsKey(kind);
        };
    }

    /// Tells of Chaos Mesh's fields that mean nothing here.
    static void check(String kind, Spot spec, Problems problems) {
        for (String name : fields(kind)) {
            if (spec.has(name)) {
                problems.atName(
                        spec.member(name), "is Chaos Mesh's, and has no counterpart here yet");
            }
        }
    }

    static Json.Obj without(String kind, Json.Obj spec) {
        var left = spec;
        for (String name : fields(kind)) {
            left = left.without(name);
        }
        return left;
    }

    private static List<String> fields(String kind) {
        return switch (kind) {
            case "PodChaos", "TimeChaos" -> List.of("remoteCluster");
            case "NetworkChaos" -> List.of("remoteCluster", "device", "targetDevice", "rate");
            default -> List.of();
        };
    }
}
