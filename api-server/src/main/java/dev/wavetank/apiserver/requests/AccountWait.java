package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.core.Writes;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Namespace;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.model.ServiceAccount;
import dev.wavetank.cluster.world.World;

import java.time.Duration;

/// Lets a user's pod wait a moment for the account `default` of its namespace, which a controller
/// makes soon after the namespace. As upstream: ten looks, 100 to 200 ms apart; then it is refused.
///
/// A controller's pod does not wait: its plan is refused and tried again.
final class AccountWait {
    private static final String DEFAULT = "default";
    private static final int LOOKS = 10;
    private static final Duration EVERY = Duration.ofMillis(150);

    private final World world;
    private final Writes writes;

    AccountWait(World world, Writes writes) {
        this.world = world;
        this.writes = writes;
    }

    /// Goes on when the object needs not wait, or has waited long enough.
    void before(Resource object, Guard guard, Runnable then) {
        look(object, guard, then, 1);
    }

    private void look(Resource object, Guard guard, Runnable then, int looks) {
        if (looks < LOOKS && waits(object)) {
            world.after(
                    "wait for a service account",
                    EVERY,
                    () -> guard.attempt(() -> look(object, guard, then, looks + 1)));
        } else {
            then.run();
        }
    }

    private boolean waits(Resource object) {
        if (!(object instanceof Pod pod)) {
            return false;
        }
        String account = pod.spec().serviceAccountName();
        String place = pod.meta().namespace();
        var state = writes.committed();
        var namespace = state.table(Namespace.KIND).get(new Key("", place));
        return (account.isEmpty() || account.equals(DEFAULT))
                && namespace != null
                && !namespace.deleting()
                && state.table(ServiceAccount.KIND).get(place, DEFAULT) == null;
    }
}
