package dev.wavetank.apiserver.tables;

import static dev.wavetank.apiserver.tables.Cells.text;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.NodeAddress;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/// Nodes.
final class NodePrinter implements Printer<Node> {
    @Override
    public Kind<Node> kind() {
        return Node.KIND;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.NAME,
                Column.text("Status", "The status of the node"),
                Column.text("Roles", "The roles of the node"),
                Column.AGE,
                Column.text("Version", "Kubelet Version reported by the node."),
                Column.text("Internal-IP", "The node's internal address.").wide(),
                Column.text("External-IP", "The node's external address.").wide(),
                Column.text("OS-Image", "OS Image reported by the node.").wide(),
                Column.text("Kernel-Version", "Kernel Version reported by the node.").wide(),
                Column.text("Container-Runtime", "The container runtime and its version.").wide());
    }

    @Override
    public List<Json> cells(Node object, Instant now) {
        Json.Obj info = object.status().rest().object("nodeInfo");
        return List.of(
                Cells.name(object),
                text(status(object)),
                text(roles(object)),
                Cells.age(object, now),
                text(info.text("kubeletVersion")),
                text(Cells.orNone(address(object, "InternalIP"))),
                text(Cells.orNone(address(object, "ExternalIP"))),
                text(orUnknown(info.text("osImage"))),
                text(orUnknown(info.text("kernelVersion"))),
                text(orUnknown(info.text("containerRuntimeVersion"))));
    }

    private static String status(Node node) {
        var ready = Condition.find(node.status().conditions(), "Ready");
        String status = ready == null ? "Unknown" : ready.isTrue() ? "Ready" : "NotReady";
        return node.spec().unschedulable() ? status + ",SchedulingDisabled" : status;
    }

    private static String roles(Node node) {
        String prefix = "node-role.kubernetes.io/";
        var roles = new TreeSet<String>();
        node.meta()
                .labels()
                .forEach((key, value) -> {
                    if (key.startsWith(prefix) && key.length() > prefix.length()) {
                        roles.add(key.substring(prefix.length()));
                    } else if (key.equals("kubernetes.io/role") && !value.isEmpty()) {
                        roles.add(value);
                    }
                });
        return Cells.orNone(String.join(",", roles));
    }

    private static String address(Node node, String type) {
        return node.status().addresses().stream()
                .filter(address -> address.type().equals(type))
                .map(NodeAddress::address)
                .findFirst()
                .orElse("");
    }

    private static String orUnknown(String value) {
        return value.isEmpty() ? "<unknown>" : value;
    }
}
