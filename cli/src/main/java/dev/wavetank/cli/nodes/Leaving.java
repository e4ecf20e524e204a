package dev.wavetank.cli.nodes;

import static dev.wavetank.cli.api.ApiClient.query;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.api.ResourceType;
import dev.wavetank.cli.objects.Item;
import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which pods leave a node that is drained, by kubectl's rules.
///
/// @param pods those that leave
/// @param kept which do not, and why, in kubectl's words; if there are any, none leaves
/// @param warnings what the user may want to know
record Leaving(List<Item> pods, List<String> kept, List<String> warnings) {
    private static final ResourceType PODS =
            new ResourceType("", "v1", "pods", "pod", "Pod", true, List.of("po"), List.of());

    private static final String MIRROR = "kubernetes.io/config.mirror";

    static Leaving of(
            String node,
            ApiClient api,
            boolean force,
            boolean ignoreDaemonSets,
            boolean deleteEmptyDirData)
            throws Refused {
        var leaving = new ArrayList<Item>();
        var kept = new TreeMap<String, List<String>>();
        var warned = new TreeMap<String, List<String>>();
        String path = PODS.path("") + query("fieldSelector", "spec.nodeName=" + node);
        for (Json each : api.get(path).array("items")) {
            var pod = new Item(PODS, (Json.Obj) each);
            String name = pod.namespace() + "/" + pod.name();
            String phase = pod.status().text("phase");
            boolean over = phase.equals("Succeeded") || phase.equals("Failed");
            if (pod.meta().object("annotations").has(MIRROR)) {
                continue;
            }
            String owner = owner(pod);
            if (owner.equals("DaemonSet") && !over) {
                add(
                        ignoreDaemonSets ? warned : kept,
                        ignoreDaemonSets
                                ? "ignoring DaemonSet-managed Pods"
                                : "DaemonSet-managed Pods (use --ignore-daemonsets to ignore)",
                        name);
                continue;
            }
            boolean stays = false;
            if (owner.isEmpty() && !over) {
                add(
                        force ? warned : kept,
                        force
                                ? "deleting Pods that declare no controller"
                                : "Pods that declare no controller (use --force to override)",
                        name);
                stays = !force;
            }
            if (hasLocalData(pod) && !over) {
                add(
                        deleteEmptyDirData ? warned : kept,
                        deleteEmptyDirData
                                ? "deleting Pods with local storage"
                                : "Pods with local storage (use --delete-emptydir-data to"
                                        + " override)",
                        name);
                stays |= !deleteEmptyDirData;
            }
            if (!stays) {
                leaving.add(pod);
            }
        }
        return new Leaving(leaving, lines("", kept), lines("Warning: ", warned));
    }

    private static void add(Map<String, List<String>> into, String reason, String pod) {
        into.computeIfAbsent(reason, _ -> new ArrayList<>()).add(pod);
    }

    private static List<String> lines(String prefix, Map<String, List<String>> reasons) {
        return reasons.entrySet().stream()
                .map(each -> prefix + each.getKey() + ": " + String.join(", ", each.getValue()))
                .toList();
    }

    private static String owner(Item pod) {
        for (Json each : pod.meta().array("ownerReferences")) {
            if (String.valueOf(((Json.Obj) each).get("controller")).equals("true")) {
                return ((Json.Obj) each).text("kind");
            }
        }
        return "";
    }

    private static boolean hasLocalData(Item pod) {
        return pod.spec().array("volumes").stream()
                .anyMatch(volume -> ((Json.Obj) volume).has("emptyDir"));
    }
}
