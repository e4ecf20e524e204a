package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;
import dev.wavetank.scenarios.plan.Trigger;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// One action on its way to the API server, and its answer on its way back. The component hears one
/// outcome, whatever happens.
final class Call {
    /// Chosen: how long an error takes, as a round trip of a control plane on one machine.
    private static final Duration ROUND_TRIP = Duration.ofMillis(2);

    /// Chosen: within this the server has committed a request that reached it.
    private static final Duration CARRIED_OUT = Duration.ofSeconds(1);

    final Action action;
    private final Link link;
    private final World world;
    private final Lane answers;
    private final Consumer<Outcome> then;
    private final Time sent;
    private Time due;
    private boolean heard;
    private boolean givingUp;

    Call(Link link, World world, Lane answers, Action action, Consumer<Outcome> then) {
        this.link = link;
        this.world = world;
        this.answers = answers;
        this.action = action;
        this.then = then;
        this.sent = world.now();
        this.due = sent;
    }

    /// It is to reach the server then.
    void due(Time at) {
        due = at;
        if (sent.plus(Link.PATIENCE).before(at)) {
            giveUp();
        }
    }

    /// The server answered.
    void answered(Outcome outcome) {
        if (link.clear() && answers.idle()) {
            hear(outcome);
        } else if (link.harm.losesAnswer(action.ref())) {
            giveUp();
        } else {
            if (outcome instanceof Outcome.Accepted) {
                link.triggers.sends(action, Trigger.When.AFTER);
            }
            var late = link.harm.latency(action.ref(), false);
            if (!late.isZero() && sent.plus(Link.PATIENCE).before(world.now().plus(late))) {
                giveUp();
            }
            answers.send(late, () -> hear(outcome));
        }
    }

    private void hear(Outcome outcome) {
        if (!heard) {
            heard = true;
            then.accept(outcome);
        }
    }

    /// It will not reach the server.
    void lost() {
        giveUp();
    }

    /// No answer comes in time.
    private void giveUp() {
        if (givingUp) {
            return;
        }
        givingUp = true;
        var left = sent.plus(Link.PATIENCE).since(world.now());
        world.after(
                "no answer",
                left,
                () -> {
                    var settles = due.since(world.now()).plus(CARRIED_OUT);
                    hear(
                            new Outcome.Unknown(
                                    "no answer came within " + Link.PATIENCE.toSeconds() + " s",
                                    settles.isNegative() ? Duration.ZERO : settles));
                });
    }

    /// It comes back with an error instead of being carried out.
    void fail(int code) {
        answers.send(ROUND_TRIP, () -> hear(outcome(code)));
    }

    private static Outcome outcome(int code) {
        return switch (code) {
            case 409 ->
                    new Outcome.Stale(
                            "the object has been modified; please apply your changes to the latest"
                                    + " version and try again");
            case 429 -> new Outcome.NotSent("too many requests");
            case 503 -> new Outcome.NotSent("the server is currently unable to handle the request");
            default ->
                    new Outcome.Refused(
                            "InternalError", "Internal error occurred: a fault", List.of());
        };
    }
}
