package dev.wavetank.controllers.rollout;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.DeploymentStatus;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.model.Timestamps;
import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// How far a Deployment has come: the numbers and conditions of its status.
final class Progress {
    static final String PROGRESSING = "Progressing";
    static final String TIMED_OUT = "ProgressDeadlineExceeded";

    private static final String AVAILABLE = "Available";
    private static final String REPLICA_FAILURE = "ReplicaFailure";
    private static final String COMPLETE = "NewReplicaSetAvailable";
    private static final String LAST_UPDATE = "lastUpdateTime";

    /// `spec.progressDeadlineSeconds` when absent, in seconds.
    private static final int DEADLINE_DEFAULT = 600;

    private Progress() {}

    /// {@return the status as counted; `Progressing` stays as it is}
    static DeploymentStatus counted(Deployment deployment, Versions versions, Time now) {
        var all = versions.all();
        int available = sum(all, set -> set.status().availableReplicas());
        int wanted = deployment.spec().count();
        var old = deployment.status();
        boolean enough = available >= wanted - Bounds.of(deployment).unavailable();
        var conditions =
                put(
                        old.conditions(),
                        enough
                                ? condition(
                                        AVAILABLE,
                                        "True",
                                        "MinimumReplicasAvailable",
                                        "Deployment has minimum availability.",
                                        now)
                                : condition(
                                        AVAILABLE,
                                        "False",
                                        "MinimumReplicasUnavailable",
                                        "Deployment does not have minimum availability.",
                                        now));
        var current = versions.current();
        return new DeploymentStatus(
                deployment.meta().generation(),
                sum(all, set -> set.status().replicas()),
                current == null ? 0 : current.status().replicas(),
                sum(all, set -> set.status().readyReplicas()),
                available,
                Math.max(0, versions.wanted() - available),
                terminating(all),
                old.collisionCount(),
                conditions,
                old.rest());
    }

    private static @Nullable Integer terminating(List<ReplicaSet> sets) {
        int all = 0;
        for (var set : sets) {
            Integer here = set.status().terminatingReplicas();
            if (here == null) {
                return null;
            }
            all += here;
        }
        return all;
    }

    /// {@return the counted status with what a rollout adds: progress, completion, the deadline}
    static DeploymentStatus rolledOut(Deployment deployment, Versions versions, Time now) {
        var status = counted(deployment, versions, now);
        var before = Condition.find(status.conditions(), PROGRESSING);
        if (deadline(deployment) == null) {
            return withConditions(status, without(status.conditions(), PROGRESSING));
        }
        var current = versions.current();
        String name =
                current == null
                        ? "Deployment \"" + deployment.meta().name() + "\""
                        : "ReplicaSet \"" + current.meta().name() + "\"";
        var conditions = status.conditions();
        boolean wasComplete =
                status.replicas() == status.updatedReplicas()
                        && before != null
                        && before.reason().equals(COMPLETE);
        if (!wasComplete) {
            if (complete(deployment, status)) {
                conditions =
                        put(
                                conditions,
                                condition(
                                        PROGRESSING,
                                        "True",
                                        COMPLETE,
                                        name + " has successfully progressed.",
                                        now));
            } else if (advanced(deployment.status(), status)) {
                var progressing =
                        condition(
                                PROGRESSING,
                                "True",
                                "ReplicaSetUpdated",
                                name + " is progressing.",
                                now);
                conditions = new ArrayList<>(without(conditions, PROGRESSING));
                conditions.add(
                        before != null && before.isTrue()
                                ? progressing.since(before.lastTransitionTime())
                                : progressing);
            } else if (timedOut(deployment, before, now)) {
                conditions =
                        put(
                                conditions,
                                condition(
                                        PROGRESSING,
                                        "False",
                                        TIMED_OUT,
                                        name + " has timed out progressing.",
                                        now));
            } else if (before == null && current != null) {
                conditions =
                        put(
                                conditions,
                                condition(
                                        PROGRESSING,
                                        "True",
                                        "FoundNewReplicaSet",
                                        "Found new replica set \"" + current.meta().name() + "\"",
                                        now));
            }
        }
        return withConditions(status, withFailures(conditions, versions));
    }

    private static List<Condition> withFailures(List<Condition> conditions, Versions versions) {
        for (var set : versions.all().reversed()) {
            var failure = Condition.find(set.status().conditions(), REPLICA_FAILURE);
            if (failure != null) {
                return put(conditions, failure);
            }
        }
        return without(conditions, REPLICA_FAILURE);
    }

    static boolean complete(Deployment deployment, DeploymentStatus status) {
        int wanted = deployment.spec().count();
        return status.updatedReplicas() == wanted
                && status.replicas() == wanted
                && status.availableReplicas() == wanted
                && status.observedGeneration() >= deployment.meta().generation();
    }

    private static boolean advanced(DeploymentStatus before, DeploymentStatus after) {
        return after.updatedReplicas() > before.updatedReplicas()
                || after.replicas() - after.updatedReplicas()
                        < before.replicas() - before.updatedReplicas()
                || after.readyReplicas() > before.readyReplicas()
                || after.availableReplicas() > before.availableReplicas();
    }

    private static boolean timedOut(
            Deployment deployment, @Nullable Condition progressing, Time now) {
        Instant due = due(deployment, progressing);
        return due != null && !now.wall().isBefore(due);
    }

    /// {@return when the rollout stands still for too long, if nothing moves before}
    static Optional<Time> wakeAt(Deployment deployment, DeploymentStatus status, Time now) {
        var progressing = Condition.find(status.conditions(), PROGRESSING);
        Instant due = due(deployment, progressing);
        return due == null || progressing == null || progressing.reason().equals(TIMED_OUT)
                ? Optional.empty()
                : Optional.of(now.plus(Duration.between(now.wall(), due)));
    }

    private static @Nullable Instant due(Deployment deployment, @Nullable Condition progressing) {
        Duration deadline = deadline(deployment);
        if (progressing == null || deadline == null || progressing.reason().equals(COMPLETE)) {
            return null;
        }
        Instant updated = Timestamps.read(progressing.rest().text(LAST_UPDATE));
        return updated == null ? null : updated.plus(deadline);
    }

    static @Nullable Duration deadline(Deployment deployment) {
        Integer seconds = deployment.spec().progressDeadlineSeconds();
        if (seconds == null) {
            return Duration.ofSeconds(DEADLINE_DEFAULT);
        }
        // Upstream's way to say never.
        return seconds == Integer.MAX_VALUE ? null : Duration.ofSeconds(seconds);
    }

    static Condition condition(
            String type, String status, String reason, String message, Time now) {
        Instant second = now.wall().truncatedTo(ChronoUnit.SECONDS);
        return new Condition(
                type,
                status,
                reason,
                message,
                0,
                second,
                Json.Obj.of(LAST_UPDATE, new Json.Text(Timestamps.seconds(second))));
    }

    /// {@return these conditions with this one; unchanged while its status and reason are}
    static List<Condition> put(List<Condition> conditions, Condition condition) {
        var old = Condition.find(conditions, condition.type());
        return old != null
                        && old.status().equals(condition.status())
                        && old.reason().equals(condition.reason())
                ? conditions
                : Condition.put(conditions, condition);
    }

    private static List<Condition> without(List<Condition> conditions, String type) {
        return conditions.stream().filter(each -> !each.type().equals(type)).toList();
    }

    static DeploymentStatus withConditions(DeploymentStatus status, List<Condition> conditions) {
        return new DeploymentStatus(
                status.observedGeneration(),
                status.replicas(),
                status.updatedReplicas(),
                status.readyReplicas(),
                status.availableReplicas(),
                status.unavailableReplicas(),
                status.terminatingReplicas(),
                status.collisionCount(),
                conditions,
                status.rest());
    }

    private static int sum(List<ReplicaSet> sets, ToIntFunction<ReplicaSet> of) {
        return sets.stream().mapToInt(of).sum();
    }
}
