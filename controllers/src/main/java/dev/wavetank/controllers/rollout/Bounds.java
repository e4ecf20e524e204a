package dev.wavetank.controllers.rollout;

import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.IntOrString;

/// How far a rollout may stray from the wanted number of pods.
///
/// @param surge how many pods more there may be
/// @param unavailable how many fewer may be available
record Bounds(int surge, int unavailable) {
    private static final IntOrString DEFAULT = IntOrString.of("25%");

    /// Percentages of the wanted number: the surge is rounded up, the unavailable down. If both
    /// came to 0 nothing could ever move, so one pod may then be unavailable.
    static Bounds of(Deployment deployment) {
        int wanted = deployment.spec().count();
        if (recreates(deployment)) {
            return new Bounds(0, 0);
        }
        var update = deployment.spec().strategy().rollingUpdate();
        var maxSurge = update == null ? null : update.maxSurge();
        var maxUnavailable = update == null ? null : update.maxUnavailable();
        int surge = (maxSurge == null ? DEFAULT : maxSurge).of(wanted, true);
        int unavailable = (maxUnavailable == null ? DEFAULT : maxUnavailable).of(wanted, false);
        if (surge == 0 && unavailable == 0) {
            unavailable = 1;
        }
        return new Bounds(surge, Math.min(unavailable, wanted));
    }

    static boolean recreates(Deployment deployment) {
        return deployment.spec().strategy().type().equals("Recreate");
    }
}
