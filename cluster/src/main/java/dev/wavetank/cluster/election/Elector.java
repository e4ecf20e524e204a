package dev.wavetank.cluster.election;

import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Expect;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Takes part in an election for as long as it lives, and leads, now and then, for a term.
public final class Elector {
    private static final Kind<Lease> LEASE = Lease.KIND;

    private final String component;
    private final Supplier<String> identities;
    private final World world;
    private final Api api;
    private final Term term;
    private final RandomGenerator jitter;
    private Election election;
    private @Nullable Runnable end;
    private World.@Nullable Cancellable timer;
    private @Nullable Time wakes;
    private Api.@Nullable Watch watch;
    private boolean stopped;

    /// What a leader does.
    @FunctionalInterface
    public interface Term {
        /// Begins a term.
        ///
        /// @param held what each action of the term has to expect
        /// @return ends it at once, as a crash would: nothing more is sent
        Runnable begin(Expect.Holds held);
    }

    private Elector(
            String lease,
            String component,
            Supplier<String> identities,
            World world,
            Api api,
            Term term) {
        this.component = component;
        this.identities = identities;
        this.world = world;
        this.api = api;
        this.term = term;
        jitter = world.chance("leader election");
        election = Election.start(LEASE.ref("kube-system", lease), identities.get());
    }

    /// Becomes a candidate.
    ///
    /// @param lease the name of the lease, in the namespace `kube-system`
    /// @param component who tells of it in events, such as `kube-controller-manager`
    /// @param identities gives an identity that none had before, for each term a new one
    /// @param world the candidate's own; the term's is another
    /// @param api a session of the candidate's own
    public static Elector start(
            String lease,
            String component,
            Supplier<String> identities,
            World world,
            Api api,
            Term term) {
        var elector = new Elector(lease, component, identities, world, api, term);
        elector.look();
        return elector;
    }

    /// A new watch begins with what there is.
    private void look() {
        if (watch != null) {
            watch.close();
        }
        watch = api.watch(Query.one(LEASE, of().namespace(), of().name()), this::heard);
    }

    private Ref of() {
        return election.of();
    }

    private void heard(Notice notice) {
        switch (notice) {
            case Notice.Snapshot(var table) -> saw(table);
            case Notice.Changes(_, var table) -> saw(table);
            case Notice.Progress _, Notice.Lost _ -> {}
        }
    }

    private void saw(Table<?> table) {
        var seen = table.get(of().key()) instanceof Lease lease ? lease : null;
        advance(election.saw(seen, world.now()));
    }

    private void advance(Election changed) {
        if (stopped) {
            return;
        }
        boolean led = election.leading();
        var step = changed.step(world.now());
        election = step.next();
        if (led && !election.leading()) {
            endTerm();
            advance(election.anew(identities.get()));
            return;
        }
        if (!led && election.leading()) {
            tell("became leader");
            end = term.begin(new Expect.Holds(of(), election.identity()));
        }
        if (step.action() != null) {
            int attempt = election.tries();
            api.submit(step.action(), outcome -> answered(attempt, outcome));
        }
        if (step.wakeAt() != null) {
            wake(step.wakeAt());
        }
    }

    private void answered(int attempt, Outcome outcome) {
        if (outcome instanceof Outcome.Stale) {
            // Somebody's write, or one's own whose answer was lost: as client-go does, get it.
            look();
        }
        advance(election.answered(attempt, outcome, world.now()));
    }

    /// A timer that comes too early only looks and is set again: cheaper than setting it anew each
    /// time the leader renews.
    private void wake(Time at) {
        if (wakes != null && !at.before(wakes)) {
            return;
        }
        if (timer != null) {
            timer.cancel();
        }
        var spread =
                election.leading()
                        ? Duration.ZERO
                        : Duration.ofMillis(jitter.nextLong(Timing.JITTER.toMillis()));
        wakes = at.plus(spread);
        timer =
                world.after(
                        "leader election",
                        wakes.since(world.now()),
                        () -> {
                            wakes = null;
                            advance(election);
                        });
    }

    private void endTerm() {
        var ending = end;
        end = null;
        if (ending != null) {
            ending.run();
            tell("stopped leading");
        }
    }

    /// As client-go does: an event about the lease.
    private void tell(String what) {
        var lease = election.lease();
        if (lease != null) {
            api.submit(
                    new Action.Emit(
                            Event.about(
                                    lease,
                                    component,
                                    "",
                                    "Normal",
                                    "LeaderElection",
                                    election.identity() + " " + what,
                                    world.now().wall())),
                    _ -> {});
        }
    }

    /// Ends all as a crash would: the lease stays taken until it expires.
    public void close() {
        var ending = end;
        end = null;
        if (ending != null) {
            ending.run();
        }
        api.close();
    }

    /// Ends in order: first the term, then the lease is given back, so that another may lead at
    /// once.
    ///
    /// @param then what comes after; not called when the server never answers
    public void stop(Runnable then) {
        stopped = true;
        var release = election.release(world.now());
        boolean led = election.leading();
        endTerm();
        if (led && release != null) {
            api.submit(release, _ -> then.run());
        } else {
            then.run();
        }
    }
}
