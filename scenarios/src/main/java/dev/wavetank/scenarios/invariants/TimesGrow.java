package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.state.Change;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// What the API server writes down is not before what it wrote down earlier, and a heartbeat not
/// before the last of the same holder.
final class TimesGrow implements Invariant.OfChange {
    @Override
    public String name() {
        return "times-grow";
    }

    @Override
    public String reason() {
        return "Ages, back-off and leases are measured by these times; with a clock that went "
                + "back a node sent no status for three hours (kubernetes#54130).";
    }

    @Override
    public Excuse excuse() {
        return Excuse.CLOCK;
    }

    private @Nullable Instant created;

    @Override
    public List<Kind<?>> kinds() {
        return List.of();
    }

    @Override
    public @Nullable Breach problem(Change change, Scene scene) {
        var after = change.after();
        if (after == null || change.revision() == 0) {
            return null;
        }
        var time = after.meta().creationTimestamp();
        if (change.created() && time != null) {
            var last = created;
            created = time;
            if (last != null && time.isBefore(last)) {
                return Breach.of(
                        change.ref()
                                + " says that it was created at "
                                + time
                                + ", after an object of "
                                + last,
                        change.ref());
            }
        }
        return change.before() instanceof Lease before && after instanceof Lease lease
                ? heartbeat(before, lease)
                : null;
    }

    private static @Nullable Breach heartbeat(Lease before, Lease after) {
        var was = before.spec().renewTime();
        var is = after.spec().renewTime();
        return was != null
                        && is != null
                        && Objects.equals(
                                before.spec().holderIdentity(), after.spec().holderIdentity())
                        && is.instant().isBefore(was.instant())
                ? Breach.of(
                        after.ref()
                                + " was renewed by "
                                + after.spec().holderIdentity()
                                + " at "
                                + was.instant()
                                + " and then at "
                                + is.instant(),
                        after.ref())
                : null;
    }
}
