package dev.wavetank.tank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.world.Trace;
import dev.wavetank.cluster.world.VirtualWorld;
import dev.wavetank.cluster.world.World;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

final class PausableWorldTest {
    private final VirtualWorld root = new VirtualWorld(3, VirtualTank.START, Trace.NONE);
    private final Pause pause = new Pause();
    private final World world = new PausableWorld(root.child("part"), pause);
    private final List<String> ran = new ArrayList<>();

    private void after(int millis, String what) {
        var _ =
                world.after(
                        "test",
                        Duration.ofMillis(millis),
                        () -> ran.add(what + " at " + world.now().nanos() / 1_000_000));
    }

    private void run(int millis) {
        root.run(Duration.ofMillis(millis));
    }

    @Test
    void turnsAndTimersWaitAndThenRunInTheOrderInWhichTheyWereDue() {
        after(30, "c");
        after(10, "a");
        pause.begin();
        run(15);
        world.post("test", () -> ran.add("b at " + world.now().nanos() / 1_000_000));
        run(85);
        assertThat(ran).isEmpty();

        after(0, "d");
        pause.end();
        after(0, "e");
        run(1);

        assertThat(ran).containsExactly("a at 100", "b at 100", "c at 100", "d at 100", "e at 100");
        after(10, "f");
        run(20);
        assertThat(ran).last().isEqualTo("f at 111");
    }

    @Test
    void aTimerThatIsCalledOffWhileItWaitsDoesNotRun() {
        var timer = world.after("test", Duration.ofMillis(5), () -> ran.add("late"));
        pause.begin();
        run(10);

        timer.cancel();
        pause.end();
        run(10);

        assertThat(ran).isEmpty();
    }

    @Test
    void aPauseThatBeginsAgainBeforeAllHasRunKeepsTheOrder() {
        pause.begin();
        world.post(
                "test",
                () -> {
                    ran.add("a");
                    pause.begin();
                });
        world.post("test", () -> ran.add("b"));
        run(10);
        pause.end();
        run(10);
        assertThat(ran).containsExactly("a");

        world.post("test", () -> ran.add("c"));
        pause.end();
        run(10);

        assertThat(ran).containsExactly("a", "b", "c");
    }

    @Test
    void partsOfAPausedWorldArePausedAndEndWithIt() {
        var part = world.child("of-it");
        var other = world.child("other");
        pause.begin();
        part.post("test", () -> ran.add("part"));
        other.post("test", () -> ran.add("other"));
        run(10);
        other.close();
        assertThat(ran).isEmpty();

        pause.end();
        run(10);
        assertThat(ran).containsExactly("part");

        pause.begin();
        part.post("test", () -> ran.add("again"));
        run(10);
        world.close();
        pause.end();
        run(10);
        assertThat(ran).containsExactly("part");
    }

    @Test
    void theNextLifeWaitsForTheEndOfThePauseToo() {
        pause.begin();
        world.close();

        var next = new PausableWorld(root.child("part"), pause);
        next.post("test", () -> ran.add("next"));
        run(10);
        assertThat(ran).isEmpty();

        pause.end();
        run(10);
        assertThat(ran).containsExactly("next");
    }
}
