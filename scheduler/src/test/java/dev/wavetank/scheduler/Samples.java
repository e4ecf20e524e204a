package dev.wavetank.scheduler;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.NodeStatus;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.state.View;
import dev.wavetank.cluster.world.Time;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The pods and nodes of tests, from the few lines of YAML that matter.
final class Samples {
    static final Time START = new Time(Instant.parse("2026-01-01T00:00:00Z"), 0);

    private Samples() {}

    static Time after(Duration duration) {
        return START.plus(duration);
    }

    /// A pod of the default scheduler.
    ///
    /// @param spec YAML of the spec
    static Pod pod(String name, String spec) {
        var tree =
                (Json.Obj)
                        Yaml.read(
                                "status: {phase: Pending}\n"
                                        + "spec:\n"
                                        + "  schedulerName: default-scheduler\n"
                                        + spec.indent(2));
        return Pod.KIND
                .read(tree)
                .withMeta(
                        Meta.of("default", name)
                                .withUid("uid-" + name)
                                .withCreated(START.wall())
                                .withResourceVersion(1));
    }

    /// A pod of one container with these requests.
    static Pod asking(String name, String cpu, String memory) {
        return pod(
                name,
                "containers: [{name: c, resources: {requests: {cpu: '%s', memory: '%s'}}}]"
                        .formatted(cpu, memory));
    }

    static Node node(String name, String cpu, String memory) {
        return node(name, cpu, memory, "{}", "{}");
    }

    /// A node.
    ///
    /// @param spec YAML of the spec in one line
    /// @param labels YAML of the labels in one line
    static Node node(String name, String cpu, String memory, String spec, String labels) {
        var tree =
                (Json.Obj)
                        Yaml.read(
                                """
                                metadata: {name: %s, uid: node-%s, labels: %s}
                                spec: %s
                                status: {allocatable: {cpu: '%s', memory: '%s', pods: '110'}}
                                """
                                        .formatted(name, name, labels, spec, cpu, memory));
        var node = Node.KIND.read(tree);
        return node.withMeta(node.meta().withResourceVersion(1));
    }

    /// The node with an image of this size on it.
    static Node holding(Node node, String image, long bytes) {
        var images =
                (Json.Obj)
                        Yaml.read(
                                "{images: [{names: ['%s'], sizeBytes: %d}]}"
                                        .formatted(image, bytes));
        var status = node.status();
        return node.withStatus(
                new NodeStatus(
                        status.capacity(),
                        status.allocatable(),
                        status.conditions(),
                        status.addresses(),
                        images));
    }

    static Pod labelled(Pod pod, String label, String value) {
        return pod.withMeta(pod.meta().withLabel(label, value));
    }

    static Pod on(String node, Pod pod) {
        return pod.withSpec(pod.spec().withNodeName(node));
    }

    static Pod ended(Pod pod) {
        var status = Json.Obj.of("phase", new Json.Text("Succeeded"));
        return pod.withStatus(Pod.KIND.read(Json.Obj.of("status", status)).status());
    }

    static View view(List<Node> nodes, List<Pod> pods) {
        var nodeTable = Table.empty(Node.KIND);
        for (var node : nodes) {
            nodeTable = nodeTable.with(node, "test", 1);
        }
        var podTable = Table.empty(Pod.KIND);
        for (var pod : pods) {
            podTable = podTable.with(pod, "test", 1);
        }
        return View.EMPTY.with(nodeTable).with(podTable);
    }
}
