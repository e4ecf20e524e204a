package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.state.Action;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// What passes between one component and the API server, and what faults do to it, over all lives
/// of a session.
final class Link {
    /// When a component gives up waiting for an answer: as our client does over HTTPS.
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final LinkTriggers triggers;
    final LinkHarm harm = new LinkHarm();
    private final String session;
    private @Nullable FaultyApi life;
    private @Nullable Lane out;
    private @Nullable Stage stage;

    Link(String session) {
        this.session = session;
        triggers = new LinkTriggers(this::resume);
    }

    String session() {
        return session;
    }

    /// {@return whose session it is}
    String component() {
        int slash = session.indexOf('/');
        return slash < 0 ? session : session.substring(0, slash);
    }

    void attach(Stage to) {
        stage = to;
        out = new Lane(to.world.child("link-" + session.replace('/', '.')), () -> false);
        triggers.attach(to.world);
    }

    void begin(FaultyApi api) {
        life = api;
    }

    private void resume() {
        if (life != null) {
            life.resume();
        }
    }

    /// {@return whether all passes as if there were no faults}
    boolean clear() {
        return harm.none() && triggers.none() && (out == null || out.idle());
    }

    /// {@return the way of what has left the component; it goes on when the component crashes}
    Lane out() {
        if (out == null) {
            throw new IllegalStateException("not attached to a tank");
        }
        return out;
    }

    void add(LinkFault fault) {
        harm.add(fault);
    }

    boolean holds(int fault) {
        return harm.holds(fault)
                || (harm.none() && (out().late() || (life != null && life.late())));
    }

    /// Takes a fault away. What it kept late comes now, unless another keeps things late; watches
    /// that missed something begin again.
    void release(int fault) {
        if (harm.release(fault)) {
            if (!harm.delays()) {
                out().hurry();
                if (life != null) {
                    life.hurry();
                }
            }
            if (life != null) {
                life.heal();
            }
        }
    }

    /// Breaks the watches that the filter means.
    void breakWatches(ResourceFilter filter, String why) {
        if (life != null) {
            life.breakWatches(filter, why);
        }
    }

    /// An action has left.
    ///
    /// @return whether it was the component's last one
    boolean left(Action action) {
        boolean last = false;
        for (var fault : harm.all()) {
            if (fault instanceof LinkFault.CrashAfter crash
                    && crash.filter().means(action.ref())
                    && crash.actions().down()
                    && stage != null) {
                stage.operations.crash(component(), crash.owner());
                last = true;
            }
        }
        return last;
    }
}
