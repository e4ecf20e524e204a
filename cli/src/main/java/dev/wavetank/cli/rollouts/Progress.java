package dev.wavetank.cli.rollouts;

import dev.wavetank.cli.api.Numbers;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cluster.model.Json;

/// How far a rollout is, in the words of `kubectl rollout status`.
///
/// @param message one line
/// @param done whether nothing is left to do
record Progress(String message, boolean done) {
    static Progress of(String kind, Json.Obj workload) {
        return switch (kind) {
            case "Deployment" -> deployment(workload);
            case "DaemonSet" -> daemonSet(workload);
            case "StatefulSet" -> statefulSet(workload);
            default ->
                    throw Failure.usage(
                            "a " + kind + " has no rollout",
                            "ask for a deployment, daemonset or statefulset");
        };
    }

    private static boolean observed(Json.Obj workload) {
        return Numbers.of(workload.object("metadata"), "generation", 0)
                <= Numbers.of(workload.object("status"), "observedGeneration", 0);
    }

    private static Progress waiting(String message) {
        return new Progress("Waiting for " + message + "...", false);
    }

    private static Progress deployment(Json.Obj deployment) {
        if (!observed(deployment)) {
            return waiting("deployment spec update to be observed");
        }
        Json.Obj status = deployment.object("status");
        String name = "deployment \"" + deployment.object("metadata").text("name") + "\"";
        for (Json each : status.array("conditions")) {
            var condition = (Json.Obj) each;
            if (condition.text("type").equals("Progressing")
                    && condition.text("reason").equals("ProgressDeadlineExceeded")) {
                throw Failure.of(
                        name + " exceeded its progress deadline",
                        "see why its pods are not ready: wavetank why deployment/"
                                + deployment.object("metadata").text("name"));
            }
        }
        long wanted = Numbers.of(deployment.object("spec"), "replicas", 1);
        long updated = Numbers.of(status, "updatedReplicas", 0);
        long all = Numbers.of(status, "replicas", 0);
        long available = Numbers.of(status, "availableReplicas", 0);
        String finish = name + " rollout to finish: ";
        if (updated < wanted) {
            return waiting(
                    finish + updated + " out of " + wanted + " new replicas have been updated");
        } else if (all > updated) {
            return waiting(finish + (all - updated) + " old replicas are pending termination");
        } else if (available < updated) {
            return waiting(
                    finish + available + " of " + updated + " updated replicas are available");
        }
        return new Progress(name + " successfully rolled out", true);
    }

    private static Progress daemonSet(Json.Obj set) {
        if (!observed(set)) {
            return waiting("daemon set spec update to be observed");
        }
        Json.Obj status = set.object("status");
        String name = "daemon set \"" + set.object("metadata").text("name") + "\"";
        long wanted = Numbers.of(status, "desiredNumberScheduled", 0);
        long updated = Numbers.of(status, "updatedNumberScheduled", 0);
        long available = Numbers.of(status, "numberAvailable", 0);
        if (updated < wanted) {
            return waiting(
                    name
                            + " rollout to finish: "
                            + updated
                            + " out of "
                            + wanted
                            + " new pods have been updated");
        } else if (available < wanted) {
            return waiting(
                    name
                            + " rollout to finish: "
                            + available
                            + " of "
                            + wanted
                            + " updated pods are available");
        }
        return new Progress(name + " successfully rolled out", true);
    }

    private static Progress statefulSet(Json.Obj set) {
        if (!observed(set)) {
            return waiting("statefulset spec update to be observed");
        }
        Json.Obj status = set.object("status");
        long wanted = Numbers.of(set.object("spec"), "replicas", 1);
        long ready = Numbers.of(status, "readyReplicas", 0);
        if (ready < wanted) {
            return waiting((wanted - ready) + " pods to be ready");
        }
        String current = status.text("currentRevision");
        String update = status.text("updateRevision");
        long updated = Numbers.of(status, "updatedReplicas", 0);
        if (!current.equals(update)) {
            return waiting(
                    "statefulset rolling update to complete "
                            + updated
                            + " pods at revision "
                            + update);
        }
        return new Progress(
                "statefulset rolling update complete "
                        + Numbers.of(status, "currentReplicas", 0)
                        + " pods at revision "
                        + current
                        + "...",
                true);
    }
}
