package dev.wavetank.controllers.nodes;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.MicroTime;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/// The last sign of life of a node, and when this controller saw it come.
///
/// Ages count on the controller's own monotonic clock from when it saw the sign change: neither a
/// node's wrong clock nor a step of the wall clock makes a node look dead or alive.
///
/// @param renewed the lease's time of renewal, as the node wrote it; only its change matters
/// @param reported the node's last report in its status, as text; only its change matters
/// @param seen when the last change was seen; empty before the first look
record Heartbeat(Optional<MicroTime> renewed, String reported, Optional<Time> seen) {
    static final Heartbeat NONE = new Heartbeat(Optional.empty(), "", Optional.empty());

    /// Upstream's `--node-monitor-grace-period` since 1.32: five missed renewals of 10 s.
    static final Duration GRACE = Duration.ofSeconds(50);

    /// Upstream's `--node-startup-grace-period`: for a node that never reported.
    static final Duration STARTUP_GRACE = Duration.ofSeconds(60);

    Heartbeat after(Node node, @Nullable Lease lease, Time now) {
        var renewal = Optional.ofNullable(lease).map(held -> held.spec().renewTime());
        String report = report(node);
        return seen.isPresent() && renewed.equals(renewal) && reported.equals(report)
                ? this
                : new Heartbeat(renewal, report, Optional.of(now));
    }

    /// What the node says of itself. A silent node is marked Unknown here, by a condition that
    /// keeps its heartbeat, so that the mark does not look like a sign of life.
    private static String report(Node node) {
        var ready = Condition.find(node.status().conditions(), "Ready");
        return ready == null
                ? ""
                : ready.rest().get("lastHeartbeatTime") instanceof Json.Text time
                        ? time.value()
                        : "";
    }

    /// {@return when the node counts as silent if nothing more is heard of it}
    Time silentAt(Node node, Time now) {
        boolean reportedOnce = Condition.find(node.status().conditions(), "Ready") != null;
        return seen.orElse(now).plus(reportedOnce ? GRACE : STARTUP_GRACE);
    }
}
