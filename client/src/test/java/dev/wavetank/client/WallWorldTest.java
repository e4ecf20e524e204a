package dev.wavetank.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.wavetank.cluster.world.Seeds;
import dev.wavetank.cluster.world.World;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;

class WallWorldTest {
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final WallWorld world = world(1);

    private WallWorld world(int speed) {
        return new WallWorld(
                "test",
                42,
                speed,
                (component, cause, thrown) ->
                        failures.add(component + ": " + cause + ": " + thrown.getMessage()));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void turnsRunInTheOrderInWhichTheyWerePostedAndNeverWithinTheCall() {
        world.post(
                "outer",
                () -> {
                    for (int i = 0; i < 1000; i++) {
                        String name = "turn " + i;
                        world.post("inner", () -> seen.add(name));
                    }
                    seen.add("outer ends");
                });

        await().until(() -> seen.size() == 1001);
        assertThat(seen.getFirst()).isEqualTo("outer ends");
        for (int i = 0; i < 1000; i++) {
            assertThat(seen.get(i + 1)).isEqualTo("turn " + i);
        }
    }

    @Test
    void noTurnIsLostWhenManyThreadsPost() throws InterruptedException {
        var all = new CountDownLatch(40_000);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 4; i++) {
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int n = 0; n < 10_000; n++) {
                                    world.post("count", all::countDown);
                                }
                            }));
        }
        for (var thread : threads) {
            thread.join();
        }

        await().until(() -> all.getCount() == 0);
    }

    @Test
    void timersRunInTheOrderOfTheirTimesAndNotBefore() {
        long begin = world.now().nanos();
        world.after(
                "second",
                Duration.ofMillis(60),
                () -> {
                    seen.add("second");
                    assertThat(world.now().nanos() - begin)
                            .isGreaterThanOrEqualTo(Duration.ofMillis(60).toNanos());
                    seen.add("in time");
                });
        world.after("first", Duration.ofMillis(30), () -> seen.add("first"));
        world.after("at once", Duration.ofSeconds(-1), () -> seen.add("at once"));
        world.after("never", Duration.ofSeconds(Long.MAX_VALUE), () -> seen.add("never"));

        await().until(() -> seen.size() == 4 || !failures.isEmpty());
        assertThat(seen).containsExactly("at once", "first", "second", "in time");
    }

    @Test
    void aCancelledTimerDoesNotRun() {
        var timer = world.after("cancelled", Duration.ofMillis(20), () -> seen.add("cancelled"));
        world.after("kept", Duration.ofMillis(40), () -> seen.add("kept"));
        timer.cancel();
        timer.cancel();

        await().until(() -> !seen.isEmpty());
        assertThat(seen).containsExactly("kept");
    }

    @Test
    void aTurnThatThrowsIsReportedAndTheLoopLivesOn() {
        World part = world.child("part");
        part.post(
                "broken",
                () -> {
                    throw new IllegalStateException("boom");
                });
        part.post("next", () -> seen.add("next"));

        await().until(() -> !seen.isEmpty());
        assertThat(failures).containsExactly("part: broken: boom");
    }

    @Test
    void closingDropsTheTurnsAndTimersOfAPartAndOfItsPartsButNotOthers() {
        World part = world.child("part");
        World inner = part.child("inner");
        world.post(
                "close",
                () -> {
                    part.post("dropped", () -> seen.add("part"));
                    inner.post("dropped", () -> seen.add("inner"));
                    inner.after("dropped", Duration.ofMillis(1), () -> seen.add("inner timer"));
                    part.close();
                    inner.post("dropped", () -> seen.add("inner, later"));
                    world.after("end", Duration.ofMillis(20), () -> seen.add("world"));
                });

        await().until(() -> !seen.isEmpty());
        assertThat(seen).containsExactly("world");
        assertThat(world.child("part").component()).isEqualTo("part");
    }

    @Test
    void twoLivingPartsMayNotHaveOneName() {
        world.child("part");

        assertThatThrownBy(() -> world.child("part")).hasMessageContaining("already alive");
    }

    @Test
    void aPartWithItsOwnThreadIsNotHeldUpByOthersAndClosesWithItsParent() {
        var held = new CountDownLatch(1);
        World own = world.thread("own");
        world.post(
                "held",
                () -> {
                    try {
                        held.await();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                });
        own.post("free", () -> seen.add(Thread.currentThread().getName()));

        await().until(() -> !seen.isEmpty());
        held.countDown();
        assertThat(seen).containsExactly("own");
        world.close();
        await().until(() ->
                Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(each -> each.getName().equals("own")));
    }

    @Test
    void atSpeedAnHourOfTheClusterPassesInThirtySixSeconds() {
        try (var fast = new Closing(world(100))) {
            var begin = fast.world().now();
            fast.world()
                    .after(
                            "later",
                            Duration.ofSeconds(20),
                            () -> {
                                var end = fast.world().now();
                                assertThat(end.since(begin))
                                        .isGreaterThanOrEqualTo(Duration.ofSeconds(20));
                                assertThat(Duration.between(begin.wall(), end.wall()))
                                        .isGreaterThanOrEqualTo(Duration.ofSeconds(20));
                                seen.add("later");
                            });

            // 200 ms of real time: at normal speed this would wait in vain.
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !seen.isEmpty() || !failures.isEmpty());
            assertThat(failures).isEmpty();
        }
        assertThatThrownBy(() -> world(101)).hasMessage("speed: 101; allowed are 1 to 100");
    }

    @Test
    void chanceDependsOnSeedComponentAndPurposeOnly() {
        var expected = Seeds.stream(42, "part", "jitter");

        assertThat(world.child("part").chance("jitter").nextLong()).isEqualTo(expected.nextLong());
    }

    private record Closing(WallWorld world) implements AutoCloseable {
        @Override
        public void close() {
            world.close();
        }
    }
}
