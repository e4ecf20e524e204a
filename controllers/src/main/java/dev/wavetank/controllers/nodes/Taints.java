package dev.wavetank.controllers.nodes;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Taint;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The taints that follow from a node's state, beside those that users put there.
final class Taints {
    static final String NOT_READY = "node.kubernetes.io/not-ready";
    static final String UNREACHABLE = "node.kubernetes.io/unreachable";

    private static final String UNSCHEDULABLE = "node.kubernetes.io/unschedulable";

    /// Conditions other than `Ready` that keep new pods off while they are true.
    private static final Map<String, String> PRESSURES = new TreeMap<>();

    static {
        PRESSURES.put("MemoryPressure", "node.kubernetes.io/memory-pressure");
        PRESSURES.put("DiskPressure", "node.kubernetes.io/disk-pressure");
        PRESSURES.put("PIDPressure", "node.kubernetes.io/pid-pressure");
        PRESSURES.put("NetworkUnavailable", "node.kubernetes.io/network-unavailable");
    }

    private Taints() {}

    /// {@return whether this taint gives the node up: its pods are to move}
    static boolean givesUp(Taint taint) {
        return noExecute(taint)
                && (taint.key().equals(NOT_READY) || taint.key().equals(UNREACHABLE));
    }

    static boolean noExecute(Taint taint) {
        return taint.effect().equals("NoExecute");
    }

    /// {@return the key that a node's `Ready` condition asks for; null when it is ready}
    ///
    /// A node that never reported is not ready, not unreachable.
    static @Nullable String key(Node node) {
        var ready = Condition.find(node.status().conditions(), "Ready");
        if (ready == null || ready.status().equals("False")) {
            return NOT_READY;
        }
        return ready.status().equals("Unknown") ? UNREACHABLE : null;
    }

    /// {@return whether a node that is not ready has yet to be given up}
    static boolean toBeGivenUp(Node node) {
        String key = key(node);
        return key != null && node.spec().taints().stream().noneMatch(taint -> givesUp(taint));
    }

    /// {@return the node's taints as its state asks for them}
    ///
    /// @param giveUp whether a node that is not ready is given up now, if it is not already
    /// @param takeBack whether it is not to be given up
    static List<Taint> of(Node node, boolean giveUp, boolean takeBack, Instant now) {
        String key = key(node);
        var wanted = new ArrayList<Taint>();
        if (node.spec().unschedulable()) {
            wanted.add(taint(UNSCHEDULABLE, "NoSchedule", now));
        }
        PRESSURES.forEach((condition, pressure) -> {
            if (Condition.isTrue(node.status().conditions(), condition)) {
                wanted.add(taint(pressure, "NoSchedule", now));
            }
        });
        if (key != null) {
            wanted.add(taint(key, "NoSchedule", now));
            boolean given = node.spec().taints().stream().anyMatch(Taints::givesUp);
            if (!takeBack && (giveUp || given)) {
                wanted.add(taint(key, "NoExecute", now));
            }
        }
        var result = new ArrayList<Taint>();
        for (var taint : node.spec().taints()) {
            if (!ours(taint) || wanted.removeIf(each -> same(each, taint))) {
                result.add(taint);
            }
        }
        result.addAll(wanted);
        return List.copyOf(result);
    }

    private static boolean ours(Taint taint) {
        return givesUp(taint)
                || (taint.effect().equals("NoSchedule")
                        && (taint.key().equals(NOT_READY)
                                || taint.key().equals(UNREACHABLE)
                                || taint.key().equals(UNSCHEDULABLE)
                                || PRESSURES.containsValue(taint.key())));
    }

    private static boolean same(Taint one, Taint other) {
        return one.key().equals(other.key()) && one.effect().equals(other.effect());
    }

    private static Taint taint(String key, String effect, Instant now) {
        return new Taint(key, "", effect, now, Json.Obj.EMPTY);
    }
}
