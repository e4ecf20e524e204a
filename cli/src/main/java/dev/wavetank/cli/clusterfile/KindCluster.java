package dev.wavetank.cli.clusterfile;

import dev.wavetank.cli.clusterfile.NodeGroup.NodeTaint;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.scenarios.format.Problem;
import dev.wavetank.scenarios.format.Problems;
import dev.wavetank.scenarios.format.Reader;
import dev.wavetank.scenarios.format.Spot;
import dev.wavetank.scenarios.format.Words;
import dev.wavetank.tank.RuntimeKind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// kind's `Cluster`: nodes get the names that kind gives them, and those of its control plane its
/// taint, unless there is no worker.
///
/// What means nothing to simulated nodes is warned about; what a user would miss is refused.
final class KindCluster {
    static final String API_VERSION = "kind.x-k8s.io/v1alpha4";

    private static final String CONTROL_PLANE = "node-role.kubernetes.io/control-plane";
    private static final Quantity CPU = Quantity.of("4");
    private static final Quantity MEMORY = Quantity.of("8Gi");

    private static final List<String> ROLES = List.of("control-plane", "worker");

    /// Fields without an effect here, and why.
    private static final SortedMap<String, String> IDLE = new TreeMap<>();

    static {
        IDLE.put("image", "simulated nodes run no image");
        IDLE.put("kubeadmConfigPatches", "there is no kubeadm");
        IDLE.put("kubeadmConfigPatchesJSON6902", "there is no kubeadm");
        IDLE.put("containerdConfigPatches", "there is no containerd");
        IDLE.put("containerdConfigPatchesJSON6902", "there is no containerd");
        IDLE.put("featureGates", "features are as in Kubernetes by default");
        IDLE.put("runtimeConfig", "all APIs of the default are served");
        IDLE.put("extraPortMappings", "simulated pods have no port on the host");
        IDLE.put("podSubnet", "pods have addresses of 10.244.0.0/16");
        IDLE.put("serviceSubnet", "services have addresses of 10.96.0.0/16");
        IDLE.put("disableDefaultCNI", "simulated pods need no CNI");
        IDLE.put("kubeProxyMode", "there is no kube-proxy");
        IDLE.put("dnsSearch", "there is no resolver of the host's");
    }

    private final Reader reader;
    private final Problems problems;
    private final Problems warnings;

    KindCluster(Reader reader, Problems warnings) {
        this.reader = reader;
        this.problems = reader.problems();
        this.warnings = warnings;
    }

    /// @param usual the cluster's name when the file has none
    ClusterPlan read(Spot cluster, String usual) {
        reader.known(
                cluster,
                List.of(
                        "apiVersion",
                        "kind",
                        "name",
                        "nodes",
                        "networking",
                        "featureGates",
                        "runtimeConfig",
                        "kubeadmConfigPatches",
                        "kubeadmConfigPatchesJSON6902",
                        "containerdConfigPatches",
                        "containerdConfigPatchesJSON6902"));
        warnOfIdle(cluster);
        String name = cluster.text("name");
        List<Spot> nodes = cluster.member("nodes").items();
        boolean alone = nodes.stream().noneMatch(node -> node.text("role").equals("worker"));
        var groups = new ArrayList<NodeGroup>();
        var counts = new TreeMap<String, Integer>();
        for (Spot node : nodes) {
            String role = role(node);
            int place = counts.merge(role, 1, Integer::sum);
            String nodeName =
                    (name.isEmpty() ? usual : name) + "-" + role + (place == 1 ? "" : "" + place);
            groups.add(group(nodeName, role, alone, node));
        }
        if (groups.isEmpty()) {
            groups.add(
                    group(
                            (name.isEmpty() ? usual : name) + "-control-plane",
                            "control-plane",
                            true,
                            null));
        }
        return new ClusterPlan(name.isEmpty() ? null : name, 1, port(cluster), groups);
    }

    private String role(Spot node) {
        reader.known(
                node,
                List.of(
                        "role",
                        "image",
                        "labels",
                        "extraMounts",
                        "extraPortMappings",
                        "kubeadmConfigPatches",
                        "kubeadmConfigPatchesJSON6902"));
        warnOfIdle(node);
        if (node.has("extraMounts")) {
            problems.atName(
                    node.member("extraMounts"),
                    "is not supported: simulated containers see no files of the host; remove it");
        }
        String role = node.has("role") ? node.text("role") : "control-plane";
        if (!ROLES.contains(role)) {
            problems.at(
                    node.member("role"),
                    "found " + Words.quoted(role) + Words.allowed(role, ROLES));
        }
        return role;
    }

    private static NodeGroup group(String name, String role, boolean alone, @Nullable Spot node) {
        var labels = new TreeMap<String, String>();
        if (node != null && node.member("labels").value() instanceof Json.Obj given) {
            given.forEach((label, _) -> labels.put(label, given.text(label)));
        }
        boolean control = role.equals("control-plane");
        if (control) {
            labels.put(CONTROL_PLANE, "");
        }
        return new NodeGroup(
                name,
                1,
                CPU,
                MEMORY,
                List.of(),
                labels,
                control && !alone
                        ? List.of(new NodeTaint(CONTROL_PLANE, null, "NoSchedule"))
                        : List.of(),
                RuntimeKind.SIMULATED.word());
    }

    private int port(Spot cluster) {
        Spot networking = cluster.member("networking");
        if (!(networking.value() instanceof Json.Obj)) {
            return 0;
        }
        reader.known(
                networking,
                List.of(
                        "ipFamily",
                        "apiServerAddress",
                        "apiServerPort",
                        "podSubnet",
                        "serviceSubnet",
                        "disableDefaultCNI",
                        "kubeProxyMode",
                        "dnsSearch"));
        warnOfIdle(networking);
        only("ipFamily", "ipv4", networking);
        only("apiServerAddress", "127.0.0.1", networking);
        Json port = networking.member("apiServerPort").value();
        Long whole = port instanceof Json.Num number ? number.whole() : null;
        if (!port.equals(Json.NULL) && (whole == null || whole < -1 || whole > 65_535)) {
            problems.at(
                    networking.member("apiServerPort"),
                    "found " + Words.found(port) + "; allowed: 0 to 65535, or -1");
        }
        return whole == null ? 0 : (int) Math.max(0, Math.min(65_535, whole));
    }

    private void only(String field, String allowed, Spot networking) {
        if (networking.has(field) && !networking.text(field).equals(allowed)) {
            problems.at(
                    networking.member(field),
                    "found "
                            + Words.found(networking.member(field).value())
                            + "; allowed: "
                            + allowed
                            + ", the only one that is supported");
        }
    }

    private void warnOfIdle(Spot spot) {
        IDLE.forEach((field, why) -> {
            if (spot.has(field)) {
                warnings.atName(spot.member(field), "has no effect: " + why);
            }
        });
    }

    /// {@return the warnings as lines}
    static List<String> lines(Problems warnings) {
        return warnings.sorted().stream().map(Problem::toString).toList();
    }
}
