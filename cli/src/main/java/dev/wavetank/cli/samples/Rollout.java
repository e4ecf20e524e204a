package dev.wavetank.cli.samples;

import dev.wavetank.cli.api.Numbers;
import dev.wavetank.cluster.model.Json;

/// How far a Deployment is, by the rule of `kubectl rollout status`.
///
/// @param name the Deployment's
/// @param ready how many pods of the newest template are available
/// @param wanted how many there shall be
/// @param done whether all is as it shall be, and nothing old is left
/// @param stuck whether the controller has given up waiting (`ProgressDeadlineExceeded`)
record Rollout(String name, long ready, long wanted, boolean done, boolean stuck) {
    static Rollout of(Json.Obj deployment) {
        Json.Obj status = deployment.object("status");
        Json.Obj meta = deployment.object("metadata");
        long wanted = Numbers.of(deployment.object("spec"), "replicas", 1);
        long updated = Numbers.of(status, "updatedReplicas", 0);
        long available = Numbers.of(status, "availableReplicas", 0);
        boolean seen =
                Numbers.of(status, "observedGeneration", 0) >= Numbers.of(meta, "generation", 0);
        boolean done =
                seen
                        && updated >= wanted
                        && Numbers.of(status, "replicas", 0) <= updated
                        && available >= updated;
        return new Rollout(
                meta.text("name"),
                seen ? Math.min(updated, available) : 0,
                wanted,
                done,
                seen && gaveUp(status));
    }

    private static boolean gaveUp(Json.Obj status) {
        for (Json condition : status.array("conditions")) {
            if (condition instanceof Json.Obj each
                    && each.text("type").equals("Progressing")
                    && each.text("reason").equals("ProgressDeadlineExceeded")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return name + " " + ready + "/" + wanted;
    }
}
