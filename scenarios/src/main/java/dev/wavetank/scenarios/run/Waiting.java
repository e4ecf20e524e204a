package dev.wavetank.scenarios.run;

import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;
import dev.wavetank.scenarios.sight.Condition;
import dev.wavetank.scenarios.sight.Condition.Finding;
import dev.wavetank.scenarios.sight.Sight;

import java.time.Duration;
import java.util.function.BiConsumer;

/// Waits until something holds, or for as long as it may.
final class Waiting implements World.Cancellable {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Condition condition;
    private final Time end;
    private final BiConsumer<Finding, Sight> then;
    private World.Cancellable looking = () -> {};
    private boolean over;

    private Waiting(Condition condition, Time end, BiConsumer<Finding, Sight> then) {
        this.condition = condition;
        this.end = end;
        this.then = then;
    }

    /// Asks now, after each moment in which anything changed, and each second, since what is asked
    /// may depend on the time.
    ///
    /// @param then told the answer that ended it, unless it was called off
    static Waiting until(
            Lookout lookout,
            Condition condition,
            Duration atMost,
            BiConsumer<Finding, Sight> then) {
        var sight = lookout.sight();
        var waiting = new Waiting(condition, sight.now().plus(atMost), then);
        waiting.looking = lookout.lookEvery(LOOK_AGAIN, waiting::look);
        waiting.look(sight);
        return waiting;
    }

    private void look(Sight sight) {
        if (over) {
            return;
        }
        var finding = condition.test(sight);
        if (finding.holds() || !sight.now().before(end)) {
            cancel();
            then.accept(finding, sight);
        }
    }

    @Override
    public void cancel() {
        over = true;
        looking.cancel();
    }
}
