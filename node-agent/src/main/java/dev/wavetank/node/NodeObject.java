package dev.wavetank.node;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.NodeAddress;
import dev.wavetank.cluster.model.NodeSpec;
import dev.wavetank.cluster.model.NodeStatus;
import dev.wavetank.cluster.model.Timestamps;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The Node as its agent writes it, in the kubelet's words.
final class NodeObject {
    private static final String VERSION = "v1.36.0-wavetank";

    /// The kubelet's nodeStatusMaxImages.
    private static final int IMAGES_MAX = 50;

    private NodeObject() {}

    /// {@return the Node as it is registered}
    static Node create(NodeProfile profile, Instant now) {
        var labels = new TreeMap<>(profile.labels());
        labels.put("beta.kubernetes.io/arch", "amd64");
        labels.put("beta.kubernetes.io/os", "linux");
        labels.put("kubernetes.io/arch", "amd64");
        labels.put("kubernetes.io/hostname", profile.name());
        labels.put("kubernetes.io/os", "linux");
        var spec =
                new NodeSpec(
                        false,
                        profile.taints(),
                        Json.Obj.builder()
                                .put("podCIDR", profile.podCidr())
                                .put(
                                        "podCIDRs",
                                        new Json.Arr(List.of(new Json.Text(profile.podCidr()))))
                                .build());
        return new Node(
                Meta.of("", profile.name()).withLabels(Collections.unmodifiableSortedMap(labels)),
                spec,
                status(profile, Collections.emptySortedMap(), List.of(), now),
                Json.Obj.EMPTY);
    }

    /// {@return the status of a node that is well}
    ///
    /// @param images those on the node, with their sizes in bytes
    /// @param old the conditions so far: transition times stay where the status does
    static NodeStatus status(
            NodeProfile profile, SortedMap<String, Long> images, List<Condition> old, Instant now) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        var conditions = new ArrayList<>(old);
        var result = List.<Condition>copyOf(conditions);
        for (var each :
                List.of(
                        condition(
                                "MemoryPressure",
                                "False",
                                "KubeletHasSufficientMemory",
                                "kubelet has sufficient memory available"),
                        condition(
                                "DiskPressure",
                                "False",
                                "KubeletHasNoDiskPressure",
                                "kubelet has no disk pressure"),
                        condition(
                                "PIDPressure",
                                "False",
                                "KubeletHasSufficientPID",
                                "kubelet has sufficient PID available"),
                        condition(
                                "Ready",
                                "True",
                                "KubeletReady",
                                "kubelet is posting ready status"))) {
            result = Condition.put(result, beating(each, second));
        }
        return new NodeStatus(
                profile.capacity(),
                profile.capacity(),
                result,
                List.of(
                        new NodeAddress("InternalIP", profile.ip()),
                        new NodeAddress("Hostname", profile.name())),
                Json.Obj.builder()
                        .put(
                                "daemonEndpoints",
                                Json.Obj.of(
                                        "kubeletEndpoint", Json.Obj.of("Port", Json.Num.of(10250))))
                        .put("images", images(images))
                        .put("nodeInfo", info(profile))
                        .build());
    }

    /// The largest first, as the kubelet tells them.
    private static Json.Arr images(SortedMap<String, Long> images) {
        var sorted = new ArrayList<>(images.entrySet());
        sorted.sort(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()));
        var told = new ArrayList<Json>();
        for (var image : sorted.subList(0, Math.min(IMAGES_MAX, sorted.size()))) {
            told.add(
                    Json.Obj.builder()
                            .put(
                                    "names",
                                    new Json.Arr(List.of(new Json.Text(tagged(image.getKey())))))
                            .put("sizeBytes", Json.Num.of(image.getValue()))
                            .build());
        }
        return new Json.Arr(told);
    }

    private static String tagged(String image) {
        return image.lastIndexOf(':') > image.lastIndexOf('/') ? image : image + ":latest";
    }

    private static Condition condition(String type, String status, String reason, String message) {
        return new Condition(type, status, reason, message, 0, null, Json.Obj.EMPTY);
    }

    private static Condition beating(Condition condition, Instant now) {
        return new Condition(
                condition.type(),
                condition.status(),
                condition.reason(),
                condition.message(),
                0,
                now,
                Json.Obj.of("lastHeartbeatTime", new Json.Text(Timestamps.seconds(now))));
    }

    private static Json.Obj info(NodeProfile profile) {
        return Json.Obj.builder()
                .put("architecture", "amd64")
                .put("bootID", profile.bootId())
                .put("containerRuntimeVersion", profile.containerRuntime())
                .put("kernelVersion", "simulated")
                .put("kubeProxyVersion", "")
                .put("kubeletVersion", VERSION)
                .put("machineID", profile.name())
                .put("operatingSystem", "linux")
                .put("osImage", "Wavetank")
                .put("systemUUID", profile.name())
                .build();
    }

    /// {@return whether two statuses say the same, heartbeat times aside}
    static boolean same(NodeStatus one, NodeStatus other) {
        return without(one).equals(without(other));
    }

    private static NodeStatus without(NodeStatus status) {
        return status.withConditions(
                status.conditions().stream()
                        .map(each ->
                                new Condition(
                                        each.type(),
                                        each.status(),
                                        each.reason(),
                                        each.message(),
                                        each.observedGeneration(),
                                        null,
                                        Json.Obj.EMPTY))
                        .toList());
    }
}
