package dev.wavetank.cli.describe;

import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.objects.Item;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Quantity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/// A node: how it is, what it has, and what takes it.
final class NodeDescriber implements Describer {
    private static final String ROLE = "node-role.kubernetes.io/";

    /// The resources that every node has, in kubectl's order.
    private static final List<String> USUAL = List.of("cpu", "memory", "ephemeral-storage");

    @Override
    public void describe(Item node, Around around, Sheet sheet) throws Refused {
        sheet.row("Name", node.name());
        sheet.row("Roles", roles(node.meta().object("labels")));
        sheet.labels("Labels", node.meta().object("labels"));
        sheet.annotations("Annotations", node.meta().object("annotations"));
        sheet.row("CreationTimestamp", Facts.moment(node.meta().text("creationTimestamp")));
        sheet.column("Taints", taints(node.spec()));
        sheet.row("Unschedulable", Facts.or(Facts.text(node.spec(), "unschedulable"), "false"));
        lease(node.name(), around, sheet);
        conditions(node.status(), sheet);
        sheet.line(0, "Addresses:");
        for (Json.Obj each : Facts.objects(node.status().array("addresses"))) {
            sheet.row(1, each.text("type"), each.text("address"));
        }
        amounts("Capacity", node.status().object("capacity"), sheet);
        amounts("Allocatable", node.status().object("allocatable"), sheet);
        system(node, sheet);
        pods(node, around, sheet);
        around.addEvents(sheet, node);
    }

    private static String roles(Json.Obj labels) {
        var roles = new TreeSet<String>();
        labels.forEach((name, value) -> {
            if (name.startsWith(ROLE) && name.length() > ROLE.length()) {
                roles.add(name.substring(ROLE.length()));
            } else if (name.equals("kubernetes.io/role")) {
                roles.add(Facts.text(value));
            }
        });
        return Facts.or(String.join(",", roles), "<none>");
    }

    private static List<String> taints(Json.Obj spec) {
        var taints = new ArrayList<>(Facts.objects(spec.array("taints")));
        taints.sort(
                Comparator.<Json.Obj, String>comparing(each -> each.text("effect"))
                        .thenComparing(each -> each.text("key")));
        return taints.stream()
                .map(each -> {
                    String value = each.text("value");
                    return each.text("key")
                            + (value.isEmpty() ? "" : "=" + value)
                            + ":"
                            + each.text("effect");
                })
                .toList();
    }

    private static void lease(String node, Around around, Sheet sheet) throws Refused {
        Json.Obj lease;
        try {
            lease =
                    around.get(
                                    "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/"
                                            + node)
                            .object("spec");
        } catch (Refused refused) {
            if (!refused.notFound()) {
                throw refused;
            }
            lease = Json.Obj.EMPTY;
        }
        sheet.line(0, "Lease:");
        sheet.row(1, "HolderIdentity", Facts.or(lease.text("holderIdentity"), "<unset>"));
        sheet.row(1, "AcquireTime", time(lease.text("acquireTime")));
        sheet.row(1, "RenewTime", time(lease.text("renewTime")));
    }

    private static String time(String moment) {
        return moment.isEmpty() ? "<unset>" : Facts.moment(moment);
    }

    private static void conditions(Json.Obj status, Sheet sheet) {
        List<Json.Obj> conditions = Facts.objects(status.array("conditions"));
        if (!conditions.isEmpty()) {
            sheet.line(0, "Conditions:");
            sheet.line(1, "Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage");
            sheet.line(1, "----\t------\t-----------------\t------------------\t------\t-------");
        }
        for (Json.Obj each : conditions) {
            sheet.line(
                    1,
                    String.join(
                            " \t",
                            each.text("type"),
                            each.text("status"),
                            Facts.moment(each.text("lastHeartbeatTime")),
                            Facts.moment(each.text("lastTransitionTime")),
                            each.text("reason"),
                            each.text("message")));
        }
    }

    private static void amounts(String label, Json.Obj amounts, Sheet sheet) {
        if (!amounts.isEmpty()) {
            sheet.line(0, label + ":");
            amounts.forEach((name, amount) -> sheet.row(1, name, Facts.text(amount)));
        }
    }

    private static void system(Item node, Sheet sheet) {
        Json.Obj info = node.status().object("nodeInfo");
        sheet.line(0, "System Info:");
        sheet.row(1, "Machine ID", info.text("machineID"));
        sheet.row(1, "System UUID", info.text("systemUUID"));
        sheet.row(1, "Boot ID", info.text("bootID"));
        sheet.row(1, "Kernel Version", info.text("kernelVersion"));
        sheet.row(1, "OS Image", info.text("osImage"));
        sheet.row(1, "Operating System", info.text("operatingSystem"));
        sheet.row(1, "Architecture", info.text("architecture"));
        sheet.row(1, "Container Runtime Version", info.text("containerRuntimeVersion"));
        sheet.row(1, "Kubelet Version", info.text("kubeletVersion"));
        sheet.row(1, "Kube-Proxy Version", info.text("kubeProxyVersion"));
        sheet.rowIfAny(0, "PodCIDR", node.spec().text("podCIDR"));
        sheet.rowIfAny(0, "PodCIDRs", String.join(",", Facts.texts(node.spec().array("podCIDRs"))));
        sheet.rowIfAny(0, "ProviderID", node.spec().text("providerID"));
    }

    private static void pods(Item node, Around around, Sheet sheet) throws Refused {
        String running =
                "spec.nodeName=" + node.name() + ",status.phase!=Failed,status.phase!=Succeeded";
        List<Json.Obj> pods = around.list("/api/v1/pods", "fieldSelector", running);
        Json.Obj room = node.status().object("allocatable");
        Quantity cpu = amount(room, "cpu");
        Quantity memory = amount(room, "memory");
        sheet.row("Non-terminated Pods", "(" + pods.size() + " in total)");
        sheet.line(
                1,
                "Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge");
        sheet.line(
                1,
                "---------\t----\t\t------------\t----------\t---------------\t-------------\t---");
        for (Json.Obj pod : pods) {
            var requests = PodAmounts.of(pod, "requests");
            var limits = PodAmounts.of(pod, "limits");
            Json.Obj meta = pod.object("metadata");
            sheet.line(
                    1,
                    String.join(
                            "\t",
                            meta.text("namespace"),
                            meta.text("name"),
                            "",
                            requests.share("cpu", cpu),
                            limits.share("cpu", cpu),
                            requests.share("memory", memory),
                            limits.share("memory", memory),
                            Facts.age(meta.text("creationTimestamp"))));
        }
        sheet.line(0, "Allocated resources:");
        sheet.line(1, "(Total limits may be over 100 percent, i.e., overcommitted.)");
        sheet.line(1, "Resource\tRequests\tLimits");
        sheet.line(1, "--------\t--------\t------");
        var requests = PodAmounts.sum(pods, "requests");
        var limits = PodAmounts.sum(pods, "limits");
        for (String name : USUAL) {
            Quantity whole = amount(room, name);
            sheet.line(
                    1,
                    name + "\t" + requests.share(name, whole) + "\t" + limits.share(name, whole));
        }
        room.forEach((name, _) -> {
            if (!USUAL.contains(name) && !name.equals("pods")) {
                sheet.line(1, name + "\t" + requests.get(name) + "\t" + limits.get(name));
            }
        });
    }

    private static Quantity amount(Json.Obj room, String name) {
        return Quantity.of(Facts.or(Facts.text(room, name), "0"));
    }
}
