package dev.wavetank.controllers.nodes;

import dev.wavetank.cluster.loop.Controller;
import dev.wavetank.cluster.loop.Plan;
import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.state.View;
import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Watches over the nodes' leases: marks nodes that fall silent and the pods on them, and taints
/// nodes by their state, so that pods stay away or leave.
///
/// A node silent for 50 s gets its conditions set to Unknown and the taint `unreachable`; the pods
/// on it are marked not ready, so that no traffic goes there: each once, as upstream, since the
/// node may be heard again by what it says of its pods before its lease is seen, and two that write
/// the same field against each other never end. How fast nodes are given up, which makes their pods
/// leave, is bounded by zone: see [Zones].
public final class NodeLifecycle implements Controller<NodeLifecycle.Memory> {
    public static final String NAME = "node-controller";

    static final String LEASES = "kube-node-lease";

    private static final List<String> WATCHED_CONDITIONS =
            List.of("Ready", "MemoryPressure", "DiskPressure", "PIDPressure");

    /// What was last heard of a node.
    ///
    /// @param marked the uids of its pods that were seen not ready since it is silent
    public record Memory(Heartbeat heartbeat, SortedSet<String> marked) {
        static Memory of(Heartbeat heartbeat) {
            return new Memory(heartbeat, Collections.emptySortedSet());
        }

        boolean marked(Pod pod) {
            return marked.contains(pod.meta().uid());
        }

        /// {@return this, and that these pods were seen}
        Memory with(Heartbeat latest, Iterable<Pod> pods) {
            var all = new TreeSet<String>();
            for (var pod : pods) {
                if (!pod.ready() || marked(pod)) {
                    all.add(pod.meta().uid());
                }
            }
            return new Memory(latest, Collections.unmodifiableSortedSet(all));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Query> watches() {
        return List.of(
                Query.all(Node.KIND), Query.one(Lease.KIND, LEASES, ""), Query.all(Pod.KIND));
    }

    @Override
    public Memory start() {
        return Memory.of(Heartbeat.NONE);
    }

    @Override
    public SortedSet<Key> touched(Change change, View view) {
        var keys = new TreeSet<Key>();
        if (change.object() instanceof Pod pod) {
            // Which pods are marked already is read from the pods.
            if (!change.deleted()
                    && readyPod(change.before()) != pod.ready()
                    && silent(view.get(Node.KIND, "", pod.spec().nodeName()))) {
                keys.add(new Key("", pod.spec().nodeName()));
            }
            return keys;
        }
        keys.add(new Key("", change.object().meta().name()));
        if (change.object() instanceof Node && ready(change.before()) != ready(change.after())) {
            // How fast the others are given up depends on how many are ready.
            for (var node : view.all(Node.KIND)) {
                if (!node.ready()) {
                    keys.add(node.key());
                }
            }
        }
        return keys;
    }

    private static boolean ready(@Nullable Resource node) {
        return node instanceof Node known && known.ready();
    }

    private static boolean readyPod(@Nullable Resource pod) {
        return pod instanceof Pod known && known.ready();
    }

    private static boolean silent(@Nullable Node node) {
        return node != null && Taints.UNREACHABLE.equals(Taints.key(node));
    }

    @Override
    public Plan<Memory> reconcile(Key key, View view, Memory memory, Time now) {
        Node node = view.get(Node.KIND, key);
        if (node == null) {
            return Plan.nothing(start());
        }
        Lease lease = view.get(Lease.KIND, LEASES, key.name());
        var heartbeat = memory.heartbeat.after(node, lease, now);
        var actions = new ArrayList<Action>();
        if (memory.heartbeat.seen().isEmpty()) {
            actions.add(
                    emit(
                            node,
                            "Normal",
                            "RegisteredNode",
                            "Node "
                                    + key.name()
                                    + " event: Registered Node "
                                    + key.name()
                                    + " in Controller",
                            now));
        }
        Time silentAt = heartbeat.silentAt(node, now);
        if (now.before(silentAt)) {
            return tainted(node, view, actions, List.of(), Memory.of(heartbeat), now)
                    .earlier(silentAt);
        }
        var details = new ArrayList<String>();
        details.add(
                "nothing was heard of it for "
                        + now.since(heartbeat.seen().orElse(now)).toSeconds()
                        + " s");
        var conditions = unknown(node, now);
        if (!conditions.equals(node.status().conditions())) {
            boolean was = node.ready();
            actions.add(
                    new Action.UpdateStatus(
                            node.withStatus(node.status().withConditions(conditions)), List.of()));
            if (was) {
                actions.add(
                        emit(
                                node,
                                "Normal",
                                "NodeNotReady",
                                "Node " + key.name() + " status is now: NodeNotReady",
                                now));
            }
            return Plan.of(
                    actions,
                    List.of(reason(node, "marking it unknown", details)),
                    memory.with(heartbeat, pods(node, view)));
        }
        markPods(node, view, memory, actions, now);
        var seen = memory.with(heartbeat, pods(node, view));
        return tainted(node, view, actions, details, seen, now).plan();
    }

    /// A plan and whether it has its own time to look again.
    private record Next(Plan<Memory> plan) {
        Plan<Memory> earlier(Time time) {
            return plan.wakeAt(plan.wakeAt().map(time::min).orElse(time));
        }
    }

    private static Next tainted(
            Node node,
            View view,
            List<Action> actions,
            List<String> grounds,
            Memory memory,
            Time now) {
        var details = new ArrayList<>(grounds);
        boolean giveUp = false;
        boolean takeBack = false;
        Optional<Time> wakeAt = Optional.empty();
        if (Taints.key(node) != null) {
            var zones = Zones.of(view);
            details.add(zones.describe(node));
            takeBack = zones.allSilent();
            Optional<Instant> turn = zones.nextTurn(node);
            if (Taints.toBeGivenUp(node) && turn.isPresent()) {
                giveUp = !now.wall().isBefore(turn.get());
                wakeAt =
                        giveUp
                                ? Optional.empty()
                                : Optional.of(now.plus(Duration.between(now.wall(), turn.get())));
            }
        }
        var taints = Taints.of(node, giveUp, takeBack, now.wall().truncatedTo(ChronoUnit.SECONDS));
        boolean changed = !taints.equals(node.spec().taints());
        if (changed) {
            actions.add(
                    new Action.Update(node.withSpec(node.spec().withTaints(taints)), List.of()));
            details.addAll(TaintChange.of(node, taints).describe(node));
        }
        var reasons =
                changed || !grounds.isEmpty()
                        ? List.of(
                                reason(
                                        node,
                                        changed
                                                ? TaintChange.of(node, taints).decision()
                                                : giveUpDecision(node, takeBack, wakeAt),
                                        details))
                        : List.<Reason>of();
        return new Next(new Plan<>(actions, reasons, memory, wakeAt));
    }

    private static String giveUpDecision(Node node, boolean takeBack, Optional<Time> wakeAt) {
        if (!Taints.toBeGivenUp(node)) {
            return "given up: its pods leave as their tolerations end";
        }
        return takeBack
                ? "not given up: no node is ready, so the fault is likely here"
                : wakeAt.isPresent() ? "waiting for its turn to be given up" : "not given up yet";
    }

    private static List<Condition> unknown(Node node, Time now) {
        Instant second = now.wall().truncatedTo(ChronoUnit.SECONDS);
        var conditions = node.status().conditions();
        for (var type : WATCHED_CONDITIONS) {
            var old = Condition.find(conditions, type);
            if (old != null && old.status().equals("Unknown")) {
                continue;
            }
            conditions =
                    Condition.put(
                            conditions,
                            new Condition(
                                    type,
                                    "Unknown",
                                    old == null ? "NodeStatusNeverUpdated" : "NodeStatusUnknown",
                                    old == null
                                            ? "Kubelet never posted node status."
                                            : "Kubelet stopped posting node status.",
                                    0,
                                    second,
                                    old == null ? Json.Obj.EMPTY : old.rest()));
        }
        return conditions;
    }

    private static Iterable<Pod> pods(Node node, View view) {
        return view.table(Pod.KIND).on(node.meta().name());
    }

    private static void markPods(
            Node node, View view, Memory memory, List<Action> actions, Time now) {
        for (var pod : pods(node, view)) {
            if (!pod.ready() || memory.marked(pod)) {
                continue;
            }
            var ready = Condition.find(pod.status().conditions(), "Ready");
            var marked =
                    new Condition(
                            "Ready",
                            "False",
                            ready == null ? "" : ready.reason(),
                            ready == null ? "" : ready.message(),
                            ready == null ? 0 : ready.observedGeneration(),
                            now.wall().truncatedTo(ChronoUnit.SECONDS),
                            ready == null ? Json.Obj.EMPTY : ready.rest());
            actions.add(
                    new Action.UpdateStatus(
                            pod.withStatus(
                                    pod.status()
                                            .withConditions(
                                                    Condition.put(
                                                            pod.status().conditions(), marked))),
                            List.of()));
            actions.add(emit(pod, "Warning", "NodeNotReady", "Node is not ready", now));
        }
    }

    private static Action.Emit emit(
            Resource about, String type, String reason, String message, Time now) {
        return new Action.Emit(Event.about(about, NAME, "", type, reason, message, now.wall()));
    }

    private static Reason reason(Node node, String decision, List<String> details) {
        return new Reason(node.ref(), node.meta().uid(), NAME, decision, details);
    }
}
