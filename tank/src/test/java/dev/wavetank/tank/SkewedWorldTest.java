package dev.wavetank.tank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.world.Trace;
import dev.wavetank.cluster.world.VirtualWorld;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

final class SkewedWorldTest {
    private final VirtualWorld root = new VirtualWorld(3, VirtualTank.START, Trace.NONE);
    private final AtomicReference<Duration> skew = new AtomicReference<>(Duration.ofMinutes(-5));
    private final SkewedWorld world = new SkewedWorld(root.child("part"), skew::get);

    @Test
    void theWallClockIsWrongAndDurationsAreRight() {
        List<Duration> ran = new ArrayList<>();
        var start = world.now();
        var _ = world.after("test", Duration.ofSeconds(3), () -> ran.add(world.now().since(start)));

        root.run(Duration.ofSeconds(5));

        assertThat(ran).containsExactly(Duration.ofSeconds(3));
        assertThat(world.now().wall()).isEqualTo(root.now().wall().minusSeconds(300));
    }

    @Test
    void partsOfItAreWrongByTheSameAndFollowAChange() {
        var part = world.child("of-it");
        assertThat(part.now()).isEqualTo(world.now());
        assertThat(part.component()).isEqualTo("part/of-it");

        skew.set(Duration.ZERO);

        assertThat(part.now()).isEqualTo(root.now());
    }

    @Test
    void itEndsTheOneBehindIt() {
        List<String> ran = new ArrayList<>();
        world.child("of-it").post("test", () -> ran.add("turn"));

        world.close();
        root.run(Duration.ofSeconds(1));

        assertThat(ran).isEmpty();
        assertThat(new SkewedWorld(root.child("part"), skew::get).component()).isEqualTo("part");
    }
}
