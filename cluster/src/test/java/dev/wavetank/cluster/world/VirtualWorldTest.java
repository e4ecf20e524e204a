package dev.wavetank.cluster.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

final class VirtualWorldTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<String> log = new ArrayList<>();
    private final VirtualWorld root = new VirtualWorld(1, START, Trace.NONE);

    private void say(World world, String what) {
        log.add(world.now().wall().toString().substring(17) + " " + what);
    }

    @Test
    void timeJumpsFromTurnToTurn() {
        root.after("late", Duration.ofHours(1), () -> log.add("late " + root.now().wall()));
        root.after("early", Duration.ofSeconds(1), () -> log.add("early " + root.now().wall()));

        root.run(Duration.ofDays(1));

        assertThat(log).containsExactly("early 2026-01-01T00:00:01Z", "late 2026-01-01T01:00:00Z");
        assertThat(root.now().wall()).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
    }

    @Test
    void turnsOfOneComponentForOneMomentKeepTheirOrder() {
        var world = root.child("a");
        for (int i = 0; i < 20; i++) {
            int number = i;
            world.post("count", () -> log.add("" + number));
        }

        root.run(Duration.ZERO);

        assertThat(String.join(" ", log))
                .isEqualTo("0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19");
    }

    @Test
    void seedsOrderRacesDifferently() {
        var orders = LongStream.range(0, 50).mapToObj(VirtualWorldTest::race).distinct().toList();

        assertThat(orders).hasSizeGreaterThan(5);
        assertThat(race(7)).isEqualTo(race(7));
    }

    private static String race(long seed) {
        var root = new VirtualWorld(seed, START, Trace.NONE);
        var order = new StringBuilder();
        for (String name : List.of("a", "b", "c", "d")) {
            root.child(name).post("race", () -> order.append(name));
        }
        root.run(Duration.ZERO);
        return order.toString();
    }

    @Test
    void oneComponentsEventsDoNotShiftAnothers() {
        assertThat(draws(false)).isEqualTo(draws(true));
    }

    private static List<Long> draws(boolean disturbed) {
        var root = new VirtualWorld(3, START, Trace.NONE);
        var drawn = new ArrayList<Long>();
        if (disturbed) {
            var other = root.child("other");
            other.chance("noise").nextLong();
            other.post("noise", () -> other.chance("more").nextLong());
        }
        var world = root.child("a");
        var chance = world.chance("names");
        world.post("draw", () -> drawn.add(chance.nextLong()));
        world.after("draw", Duration.ofSeconds(1), () -> drawn.add(chance.nextLong()));
        root.run(Duration.ofMinutes(1));
        return drawn;
    }

    @Test
    void aClosedWorldTakesNoMoreTurnsNorDoItsChildren() {
        var world = root.child("a");
        var child = world.child("b");
        world.post("turn", () -> say(world, "a"));
        child.after("turn", Duration.ofSeconds(1), () -> say(child, "b"));

        world.close();
        world.post("turn", () -> say(world, "after the end"));
        root.run(Duration.ofMinutes(1));

        assertThat(log).isEmpty();
        assertThat(root.next()).isNull();
    }

    @Test
    void aNameIsFreeAgainAfterAClose() {
        var first = root.child("a");
        assertThatThrownBy(() -> root.child("a")).hasMessage("a is already alive");

        first.close();

        assertThat(root.child("a").component()).isEqualTo("a");
    }

    @Test
    void aNameMayHaveSlashes() {
        var parts = root.child("parts");

        parts.child("node/node-1").close();

        assertThat(parts.child("node/node-1").component()).isEqualTo("parts/node/node-1");
    }

    @Test
    void aCancelledTurnNeverRuns() {
        var timer = root.after("turn", Duration.ofSeconds(1), () -> say(root, "cancelled"));

        timer.cancel();
        timer.cancel();

        assertThat(root.step()).isFalse();
        assertThat(log).isEmpty();
    }
}
