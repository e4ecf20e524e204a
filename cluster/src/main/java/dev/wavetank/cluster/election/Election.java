package dev.wavetank.cluster.election;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.LeaseSpec;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.MicroTime;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// Where one candidate stands: pure, as a controller is.
///
/// @param of the lease that is fought over
/// @param identity the candidate's, new in each term: so that nothing that a former term sent can
///   pass for this one's
/// @param lease as last seen; null when it was not there
/// @param changed when it was last seen to change; null before anything was seen
/// @param leading whether this candidate leads
/// @param due before this moment it tries nothing more; null at the beginning
/// @param giveUp when it stops to lead unless a renewal succeeds before; null while none is tried
/// @param tries how many writes were tried; an answer to any but the last comes too late
record Election(
        Ref of,
        String identity,
        @Nullable Lease lease,
        @Nullable Time changed,
        boolean leading,
        @Nullable Time due,
        @Nullable Time giveUp,
        int tries) {

    /// What to do now.
    ///
    /// @param action a try to take or to renew the lease; null for none
    /// @param wakeAt when to look again if nothing happens before; null for never
    record Step(Election next, @Nullable Action action, @Nullable Time wakeAt) {}

    static Election start(Ref of, String identity) {
        return new Election(of, identity, null, null, false, null, null, 0);
    }

    /// {@return the same candidate under a new identity, which has to wait as all others}
    Election anew(String identity) {
        return new Election(of, identity, lease, changed, false, null, null, tries + 1);
    }

    /// {@return this after a look at the lease}
    Election saw(@Nullable Lease seen, Time now) {
        if (changed != null && Objects.equals(lease, seen)) {
            return this;
        }
        boolean lost = leading && seen != null && !mine(seen);
        return new Election(of, identity, seen, now, leading && !lost, due, giveUp, tries);
    }

    /// {@return this after the answer to a try}
    Election answered(int attempt, Outcome outcome, Time now) {
        if (attempt != tries) {
            return this;
        }
        Time next = now.plus(Timing.RETRY);
        return outcome instanceof Outcome.Accepted(_, Lease written, _) && mine(written)
                ? new Election(of, identity, written, now, true, next, null, tries)
                : new Election(of, identity, lease, changed, leading, next, giveUp, tries);
    }

    /// {@return what to do at this moment}
    Step step(Time now) {
        if (changed == null) {
            return new Step(this, null, null);
        }
        if (leading && giveUp != null && !now.before(giveUp)) {
            return new Step(anew(identity), null, null);
        }
        if (!leading && taken()) {
            Time free = changed.plus(promised());
            if (now.before(free)) {
                return new Step(this, null, due == null || due.before(free) ? free : due);
            }
        }
        if (due != null && now.before(due)) {
            return new Step(this, null, giveUp == null ? due : due.min(giveUp));
        }
        return attempt(now);
    }

    private Step attempt(Time now) {
        Time late = leading && giveUp == null ? now.plus(Timing.RENEW_DEADLINE) : giveUp;
        Time unanswered = now.plus(Timing.ANSWER);
        var tried =
                new Election(of, identity, lease, changed, leading, unanswered, late, tries + 1);
        return new Step(tried, write(now), late == null ? unanswered : unanswered.min(late));
    }

    private Action write(Time now) {
        var wall = new MicroTime(now.wall());
        var held = lease;
        if (held == null) {
            return new Action.Create(
                    new Lease(
                            Meta.of(of.key().namespace(), of.key().name()),
                            spec(wall, wall, 0, Json.Obj.EMPTY),
                            Json.Obj.EMPTY),
                    List.of());
        }
        var spec = held.spec();
        Integer counted = spec.leaseTransitions();
        int transitions = counted == null ? 0 : counted;
        var acquired = spec.acquireTime();
        return new Action.Update(
                held.withSpec(
                        mine(held)
                                ? spec(
                                        acquired == null ? wall : acquired,
                                        wall,
                                        transitions,
                                        spec.rest())
                                : spec(wall, wall, transitions + 1, spec.rest())),
                List.of());
    }

    private LeaseSpec spec(MicroTime acquired, MicroTime renewed, int transitions, Json.Obj rest) {
        return new LeaseSpec(
                identity, (int) Timing.LEASE.toSeconds(), acquired, renewed, transitions, rest);
    }

    /// {@return a write that gives the lease back; null when there is nothing to give}
    @Nullable Action release(Time now) {
        var held = lease;
        if (held == null || !mine(held)) {
            return null;
        }
        var wall = new MicroTime(now.wall());
        // As client-go releases it: held by nobody, for one second.
        var spec =
                new LeaseSpec(
                        "", 1, wall, wall, held.spec().leaseTransitions(), held.spec().rest());
        return new Action.Update(held.withSpec(spec), List.of());
    }

    private boolean mine(Lease seen) {
        return identity.equals(seen.spec().holderIdentity());
    }

    /// Whether another holds the lease, as long as it lasts.
    private boolean taken() {
        String holder = lease == null ? null : lease.spec().holderIdentity();
        return holder != null && !holder.isEmpty() && !holder.equals(identity);
    }

    private Duration promised() {
        Integer seconds = lease == null ? null : lease.spec().leaseDurationSeconds();
        return seconds == null ? Timing.LEASE : Duration.ofSeconds(seconds);
    }
}
