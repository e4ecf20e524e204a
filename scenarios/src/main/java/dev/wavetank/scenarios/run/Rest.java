package dev.wavetank.scenarios.run;

import dev.wavetank.apiserver.core.Commit;
import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.scenarios.sight.Sight;

import java.time.Duration;
import java.time.Instant;

/// Knows when the cluster was last changed by anything but signs of life and news for people.
final class Rest {
    private Time last = new Time(Instant.EPOCH, 0);
    private String what = "nothing";

    void begin(Time now) {
        last = now;
    }

    void commit(Commit commit, Sight sight) {
        for (var change : commit.changes()) {
            if (!change.kind().equals(Lease.KIND) && !change.kind().equals(Event.KIND)) {
                last = sight.now();
                what = change.ref().toString();
            }
        }
    }

    /// {@return for how long nothing has changed}
    Duration since(Time now) {
        return now.since(last);
    }

    /// {@return what was changed last}
    String last() {
        return what;
    }
}
