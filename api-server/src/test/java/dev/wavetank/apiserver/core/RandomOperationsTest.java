package dev.wavetank.apiserver.core;

import static dev.wavetank.apiserver.core.Bench.POD;
import static dev.wavetank.apiserver.core.Bench.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Namespace;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Random writes, delays, failing commits and crashes, held against what must be true of any of
/// them.
class RandomOperationsTest {
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
    private static final List<String> NODES = List.of("n1", "n2", "n3");
    private static final List<Query> QUERIES =
            List.of(
                    Query.all(Pod.KIND),
                    Query.podsOn("n1"),
                    Query.podsOn("n2"),
                    Query.one(Pod.KIND, "default", ""),
                    Query.one(Pod.KIND, "default", "a"));

    private final HandJournal journal = new HandJournal();
    private final Bench bench = new Bench(journal);
    private final World world = bench.root.child("component");
    private final Api api = bench.local.connect(world, "component");
    private final List<Observer> observers = new ArrayList<>();

    /// How often a write to the counter of an object was accepted, by uid.
    private final TreeMap<String, Integer> counted = new TreeMap<>();

    private long newest;

    /// Follows one watch and keeps what its changes come to.
    private static final class Observer {
        final Query query;
        final TreeMap<Key, Resource> seen = new TreeMap<>();
        long revision;

        Observer(Query query) {
            this.query = query;
        }

        void hear(Notice notice) {
            switch (notice) {
                case Notice.Snapshot(var snapshot) -> {
                    seen.clear();
                    snapshot.all().forEach(object -> seen.put(object.key(), object));
                    advance(snapshot);
                }
                case Notice.Changes(var changes, var after) -> {
                    for (var change : changes) {
                        assertThat(change.revision()).isGreaterThan(revision);
                        revision = change.revision();
                        var before = seen.get(change.ref().key());
                        assertThat(change.before()).isEqualTo(before);
                        if (change.after() == null) {
                            seen.remove(change.ref().key());
                        } else {
                            seen.put(change.ref().key(), change.after());
                        }
                    }
                    advance(after);
                }
                case Notice.Progress _, Notice.Lost _ -> {}
            }
        }

        void advance(Table<?> after) {
            assertThat(after.revision()).isGreaterThanOrEqualTo(revision);
            revision = after.revision();
            assertThat(List.<Resource>copyOf(after.all())).isEqualTo(List.copyOf(seen.values()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverHappensTheHistoryHolds(long seed) {
        var random = new SplittableRandom(seed);
        for (var query : QUERIES) {
            var observer = new Observer(query);
            observers.add(observer);
            api.watch(query, observer::hear);
        }
        bench.create(object(Namespace.KIND, "{'metadata': {'name': 'shop'}}"));
        observe();
        for (int i = 0; i < 1_500; i++) {
            step(random);
        }
        settle();
        check();
        restart();
        check();
    }

    private void observe() {
        bench.core.observe(commit -> {
            for (var change : commit.changes()) {
                assertThat(change.revision()).isGreaterThan(newest);
                newest = change.revision();
            }
            assertThat(commit.state().revision()).isEqualTo(newest);
        });
    }

    private void step(SplittableRandom random) {
        switch (random.nextInt(20)) {
            case 0 -> journal.holds = true;
            case 1, 2 -> {
                journal.holds = false;
                journal.answer();
            }
            case 3 -> journal.trouble = random.nextInt(4) == 0 ? "broken" : "";
            case 4 -> bench.run(Duration.ofMillis(random.nextInt(20)));
            case 5 -> {
                if (random.nextInt(20) == 0) {
                    settle();
                    restart();
                }
            }
            default -> submit(action(random));
        }
        if (random.nextInt(4) == 0) {
            bench.run(Duration.ofMillis(2));
        }
    }

    private void submit(Action action) {
        api.submit(
                action,
                outcome -> {
                    if (action instanceof Action.Update
                            && outcome instanceof Outcome.Accepted accepted) {
                        counted.merge(accepted.object().meta().uid(), 1, Integer::sum);
                    }
                });
    }

    private Action action(SplittableRandom random) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        String namespace = random.nextBoolean() ? "default" : "shop";
        var pod = bench.state().table(Pod.KIND).get(namespace, name);
        if (pod == null) {
            return new Action.Create(
                    object(
                            Pod.KIND,
                            POD.replace("'name': 'web'", "'name': '" + name + "'")
                                    .replace("default", namespace)),
                    List.of());
        }
        return switch (random.nextInt(5)) {
            case 0 -> Action.Bind.of(pod, NODES.get(random.nextInt(NODES.size())));
            case 1 -> random.nextBoolean() ? Action.Delete.of(pod) : Action.Delete.now(pod);
            case 2 ->
                    new Action.UpdateStatus(
                            pod.withStatus(
                                    object(Pod.KIND, "{'status': {'phase': 'Running'}}").status()),
                            List.of());
            default -> new Action.Update(counting(pod), List.of());
        };
    }

    private static Pod counting(Pod pod) {
        return pod.withMeta(pod.meta().withAnnotation("count", Integer.toString(count(pod) + 1)));
    }

    private static int count(Resource object) {
        String count = object.meta().annotation("count");
        return count.isEmpty() ? 0 : Integer.parseInt(count);
    }

    private void settle() {
        journal.holds = false;
        journal.trouble = "";
        journal.answer();
        bench.run(Duration.ofSeconds(6));
        journal.answer();
        bench.run(Duration.ofSeconds(1));
    }

    private void restart() {
        var before = bench.state();
        bench.restart();
        for (var kind : before.kinds()) {
            assertThat(List.<Resource>copyOf(bench.state().table(kind).all()))
                    .isEqualTo(List.copyOf(before.table(kind).all()));
        }
        assertThat(bench.state().revision()).isGreaterThanOrEqualTo(before.revision());
        observe();
        bench.run(Duration.ofSeconds(1));
    }

    private void check() {
        assertThat(bench.state().table(Pod.KIND).size()).isPositive();
        for (var pod : bench.state().table(Pod.KIND).all()) {
            assertThat(count(pod)).isEqualTo(counted.getOrDefault(pod.meta().uid(), 0));
        }
        for (var observer : observers) {
            var wanted = new TreeMap<Key, Resource>();
            for (var pod : bench.state().table(Pod.KIND).all()) {
                if (observer.query.matches(pod)) {
                    wanted.put(pod.key(), pod);
                }
            }
            assertThat(observer.seen).isEqualTo(wanted);
        }
        Ref probe = Pod.KIND.ref("default", "a");
        assertThat(bench.state().get(probe))
                .isEqualTo(bench.state().table(Pod.KIND).get(probe.key()));
    }
}
