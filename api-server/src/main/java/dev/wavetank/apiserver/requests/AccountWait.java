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
        if (object instanceof Pod pod) {
            beforePod(pod.meta().namespace(), pod.spec().serviceAccountName(), guard, then);
        } else {
            then.run();
        }
    }

    /// Goes on when a pod need not wait, or has waited long enough.
    ///
    /// @param account under which it is to run; "" for the default
    void beforePod(String namespace, String account, Guard guard, Runnable then) {
        look(namespace, account, guard, then, 1);
    }

    private void look(String place, String account, Guard guard, Runnable then, int looks) {
        if (looks < LOOKS && waits(place, account)) {
            world.after(
                    "wait for a service account",
                    EVERY,
                    () -> guard.attempt(() -> look(place, account, guard, then, looks + 1)));
        } else {
            then.run();
        }
    }

    private boolean waits(String place, String account) {
        var state = writes.committed();
        var namespace = state.table(Namespace.KIND).get(new Key("", place));
        return (account.isEmpty() || account.equals(DEFAULT))
                && namespace != null
                && !namespace.deleting()
                && state.table(ServiceAccount.KIND).get(place, DEFAULT) == null;
    }
}
