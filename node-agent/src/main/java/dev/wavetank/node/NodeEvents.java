package dev.wavetank.node;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.EventSource;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.NodeStatus;
import dev.wavetank.cluster.model.ObjectReference;
import dev.wavetank.cluster.state.Action;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What the agent tells of its own node, in the kubelet's words.
///
/// As with the kubelet, these events name the node's name as its uid: it tells them before it knows
/// another. `kubectl describe node` looks for both.
final class NodeEvents {
    /// What is told when a condition of the node turns well.
    private record Well(String condition, String reason) {}

    /// In the kubelet's order.
    private static final List<Well> WELL =
            List.of(
                    new Well("MemoryPressure", "NodeHasSufficientMemory"),
                    new Well("DiskPressure", "NodeHasNoDiskPressure"),
                    new Well("PIDPressure", "NodeHasSufficientPID"),
                    new Well("Ready", "NodeReady"));

    private NodeEvents() {}

    /// {@return what is told when the agent starts}
    static List<Action> started(String node, Instant now) {
        var told = new ArrayList<Action>();
        told.add(event(node, "Starting", "Starting kubelet.", now));
        for (var well : WELL) {
            if (!well.condition().equals("Ready")) {
                told.add(status(node, well.reason(), now));
            }
        }
        told.add(
                event(
                        node,
                        "NodeAllocatableEnforced",
                        "Updated Node Allocatable limit across pods",
                        now));
        return told;
    }

    /// {@return what is told when conditions turn well that were not, or were not known}
    static List<Action> recovered(
            String node, List<Condition> before, List<Condition> after, Instant now) {
        var told = new ArrayList<Action>();
        for (var well : WELL) {
            if (differs(
                    Condition.find(before, well.condition()),
                    Condition.find(after, well.condition()))) {
                told.add(status(node, well.reason(), now));
            }
        }
        return told;
    }

    /// {@return that the machine was switched on anew since its node was last reported, if so}
    static List<Action> rebooted(String node, NodeStatus before, NodeStatus after, Instant now) {
        String old = before.rest().object("nodeInfo").text("bootID");
        String id = after.rest().object("nodeInfo").text("bootID");
        return old.isEmpty() || old.equals(id)
                ? List.of()
                : List.of(
                        event(
                                node,
                                "Warning",
                                "Rebooted",
                                "Node " + node + " has been rebooted, boot id: " + id,
                                now));
    }

    /// {@return that the node was cordoned, or that it was uncordoned}
    static Action schedulable(String node, boolean cordoned, Instant now) {
        return status(node, cordoned ? "NodeNotSchedulable" : "NodeSchedulable", now);
    }

    /// {@return that a node which was not known before is ready}
    static Action ready(String node, Instant now) {
        return status(node, "NodeReady", now);
    }

    private static boolean differs(@Nullable Condition before, @Nullable Condition after) {
        return before != null && after != null && !before.status().equals(after.status());
    }

    private static Action status(String node, String reason, Instant now) {
        return event(node, reason, "Node " + node + " status is now: " + reason, now);
    }

    private static Action event(String node, String reason, String message, Instant now) {
        return event(node, "Normal", reason, message, now);
    }

    private static Action event(
            String node, String type, String reason, String message, Instant now) {
        return new Action.Emit(
                new Event(
                        Meta.of("default", "").withGenerateName(node + "."),
                        new ObjectReference("Node", "", node, node, "v1", "", ""),
                        reason,
                        message,
                        new EventSource("kubelet", node),
                        now,
                        now,
                        1,
                        type,
                        null,
                        "",
                        "kubelet",
                        node,
                        Json.Obj.EMPTY));
    }
}
