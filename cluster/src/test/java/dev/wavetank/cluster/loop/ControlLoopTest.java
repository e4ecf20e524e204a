package dev.wavetank.cluster.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.OwnerReference;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.View;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.Trace;
import dev.wavetank.cluster.world.VirtualWorld;
import dev.wavetank.cluster.world.World;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

final class ControlLoopTest {
    private final VirtualWorld root =
            new VirtualWorld(1, Instant.parse("2026-01-01T00:00:00Z"), Trace.NONE);
    private final FakeServer server = new FakeServer();
    private int lives;

    /// Keeps as many pods as its ReplicaSet says: the smallest controller with children.
    private static final class KeepCount implements Controller<Integer> {
        final List<String> plans = new ArrayList<>();
        Duration wake = Duration.ZERO;

        @Override
        public String name() {
            return "keep-count";
        }

        @Override
        public List<Query> watches() {
            return List.of(Query.all(ReplicaSet.KIND), Query.all(Pod.KIND));
        }

        @Override
        public SortedSet<Key> touched(Change change, View view) {
            var keys = new TreeSet<Key>();
            if (change.object() instanceof ReplicaSet set) {
                keys.add(set.key());
            } else {
                var owner =
                        view.owner(
                                ReplicaSet.KIND,
                                change.object().meta().namespace(),
                                change.object().meta().controller());
                if (owner != null) {
                    keys.add(owner.key());
                }
            }
            return keys;
        }

        @Override
        public Integer start() {
            return 0;
        }

        @Override
        public Plan<Integer> reconcile(Key key, View view, Integer memory, Time now) {
            var set = view.get(ReplicaSet.KIND, key);
            if (set == null) {
                return Plan.nothing(0);
            }
            var pods = view.controlledBy(Pod.KIND, set);
            plans.add(pods.size() + " of " + set.spec().count());
            var actions = new ArrayList<Action>();
            for (int i = pods.size(); i < set.spec().count(); i++) {
                actions.add(new Action.Create(pod(set), List.of(view.sameChildren(Pod.KIND, set))));
            }
            for (int i = set.spec().count(); i < pods.size(); i++) {
                actions.add(Action.Delete.now(pods.get(i)));
            }
            return new Plan<>(
                    actions,
                    List.of(),
                    memory + 1,
                    wake.isZero() ? Optional.empty() : Optional.of(now.plus(wake)));
        }

        private static Pod pod(ReplicaSet owner) {
            var meta =
                    Meta.of(owner.meta().namespace(), "")
                            .withGenerateName(owner.meta().name() + "-")
                            .withOwners(List.of(OwnerReference.controller(owner)));
            return Pod.KIND.read(Json.Obj.EMPTY).withMeta(meta);
        }
    }

    private static ReplicaSet set(int replicas) {
        var set = ReplicaSet.KIND.read(Json.Obj.EMPTY).withMeta(Meta.of("default", "web"));
        return set.withSpec(set.spec().withReplicas(replicas));
    }

    private World start(KeepCount controller) {
        var world = root.child("keep-count");
        lives++;
        ControlLoop.start(controller, world, server.session(world, "life-" + lives));
        return world;
    }

    private int pods() {
        return server.state.table(Pod.KIND).size();
    }

    private void scale(int replicas) {
        Resource now = server.state.get(set(0).ref());
        server.put(now, now == null ? set(replicas) : set(replicas).withMeta(now.meta()), "user");
    }

    @Test
    void makesTheClusterWhatWasAskedForAndGoesQuiet() {
        start(new KeepCount());
        scale(7);
        root.run(Duration.ofSeconds(1));
        assertThat(pods()).isEqualTo(7);

        scale(2);
        root.run(Duration.ofSeconds(1));

        assertThat(pods()).isEqualTo(2);
        assertThat(root.next()).isNull();
    }

    @Test
    void sendsAPlanInGrowingBatches() {
        var controller = new KeepCount();
        start(controller);
        scale(10);
        var sent = new ArrayList<Integer>();
        while (pods() < 10) {
            root.run(FakeServer.LATENCY.multipliedBy(2));
            sent.add(server.received.size());
        }

        assertThat(sent.stream().distinct().filter(each -> each > 0)).containsExactly(1, 3, 7, 10);
    }

    @Test
    void seesItsOwnWritesBeforeTheWatchShowsThem() {
        var controller = new KeepCount();
        start(controller);
        scale(3);
        root.run(Duration.ofMillis(2));
        server.holdNotices = true;
        root.run(Duration.ofSeconds(1));
        assertThat(pods()).isEqualTo(3);

        scale(3);
        server.release();
        root.run(Duration.ofSeconds(1));

        assertThat(pods()).isEqualTo(3);
        assertThat(controller.plans.getLast()).isEqualTo("3 of 3");
    }

    @Test
    void aRestartWithAnOldViewMakesNothingTwice() {
        scale(3);
        var old = server.state;
        var first = start(new KeepCount());
        root.run(Duration.ofSeconds(1));
        first.close();
        var present = server.state;
        assertThat(pods()).isEqualTo(3);

        // The second life sees the state from before the first one's pods, and nothing newer.
        server.state = old;
        server.holdNotices = true;
        var controller = new KeepCount();
        start(controller);
        server.state = present;
        root.run(Duration.ofSeconds(1));

        assertThat(controller.plans).hasSizeGreaterThan(3).containsOnly("0 of 3");
        assertThat(pods()).isEqualTo(3);
        server.release();
        root.run(Duration.ofMinutes(1));
        assertThat(controller.plans.getLast()).isEqualTo("3 of 3");
        assertThat(pods()).isEqualTo(3);
    }

    @Test
    void runsNothingBeforeEveryWatchHasDelivered() {
        var controller = new KeepCount();
        scale(1);
        start(controller);

        root.run(Duration.ZERO);
        assertThat(controller.plans).isEmpty();
        root.run(FakeServer.LATENCY);

        assertThat(controller.plans).isNotEmpty();
    }

    @Test
    void backsOffWhileAnActionIsRefused() {
        server.answers = _ -> new Outcome.Refused("Forbidden", "exceeded quota", List.of());
        var controller = new KeepCount();
        start(controller);
        scale(1);
        server.holdNotices = true;

        root.run(Duration.ofSeconds(1));

        // 5 ms, 10, 20, ... 640 and the way there and back each time: 8 tries in the first second.
        assertThat(server.received.size()).isBetween(7, 9);
    }

    @Test
    void afterALostAnswerItWaitsUntilItsViewShowsTheWrite() {
        server.answers =
                outcome -> {
                    server.answers = next -> next;
                    server.holdNotices = true;
                    return new Outcome.Unknown("connection reset", Duration.ofSeconds(30));
                };
        var controller = new KeepCount();
        start(controller);
        scale(1);
        root.run(Duration.ofSeconds(20));
        assertThat(pods()).isEqualTo(1);
        assertThat(controller.plans).containsExactly("0 of 1");
        server.release();

        root.run(Duration.ofSeconds(20));

        assertThat(pods()).isEqualTo(1);
        assertThat(controller.plans.stream().distinct()).containsExactly("0 of 1", "1 of 1");
    }

    @Test
    void plansAgainWhenAPlanSaysSo() {
        var controller = new KeepCount();
        controller.wake = Duration.ofMinutes(1);
        scale(0);
        start(controller);

        root.run(Duration.ofMinutes(10).plusSeconds(1));

        assertThat(controller.plans).hasSize(11);
    }

    @Test
    void aClosedWorldSendsNothingMore() {
        scale(500);
        var world = start(new KeepCount());
        root.run(Duration.ofMillis(4));
        world.close();
        int reached = server.received.size();

        root.run(Duration.ofSeconds(10));

        assertThat(server.received).hasSize(reached);
        assertThat(pods()).isLessThan(500);
    }
}
