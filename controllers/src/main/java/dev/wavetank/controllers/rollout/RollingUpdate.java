package dev.wavetank.controllers.rollout;

import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.ReplicaSet;

/// Moves a Deployment towards its current version, one step at a time.
///
/// Goal: no more than the wanted number plus the surge, no fewer available than the wanted number
/// less the unavailable, at every revision.
///
/// First the current set grows as far as the surge allows. When it cannot, the old sets shrink by
/// as many pods as are to spare: first those that are not available anyway, then the oldest.
///
/// Worked example, 3 wanted, surge 1, unavailable 0: old 3, new 0; new 1 (4 in all); once that one
/// is available old 2; new 2; old 1; new 3; old 0.
final class RollingUpdate {
    private RollingUpdate() {}

    /// {@return how large the current set may be made now}
    static int newSize(Deployment deployment, Versions versions, int now) {
        int wanted = deployment.spec().count();
        if (now >= wanted || Bounds.recreates(deployment)) {
            return wanted;
        }
        int most = wanted + Bounds.of(deployment).surge();
        int room = most - versions.wanted();
        return room <= 0 ? now : Math.min(now + room, wanted);
    }

    static void apply(Deployment deployment, Versions versions, ReplicaSet current, Sizes sizes) {
        int size = newSize(deployment, versions, current.spec().count());
        if (size != current.spec().count()) {
            sizes.set(current, size);
            return;
        }
        int least = deployment.spec().count() - Bounds.of(deployment).unavailable();
        int unavailable = current.spec().count() - Versions.available(current);
        int spare = versions.wanted() - least - unavailable;
        int sick = takeUnavailable(versions, sizes, spare);
        int available = versions.all().stream().mapToInt(Versions::available).sum();
        // Upstream bounds this step by the available pods alone; bounded by what is to spare as
        // well, a status that is older than a scaling cannot lead below the minimum.
        take(versions, sizes, Math.min(available - least, spare - sick));
    }

    private static int takeUnavailable(Versions versions, Sizes sizes, int most) {
        int taken = 0;
        for (var set : versions.old()) {
            int here = Math.min(sizes.of(set) - Versions.available(set), most - taken);
            if (here > 0) {
                sizes.set(set, sizes.of(set) - here);
                taken += here;
            }
        }
        return taken;
    }

    private static void take(Versions versions, Sizes sizes, int most) {
        int left = most;
        for (var set : versions.old()) {
            int here = Math.min(sizes.of(set), left);
            if (here > 0) {
                sizes.set(set, sizes.of(set) - here);
                left -= here;
            }
        }
    }
}
