package dev.wavetank.scenarios.run;

import dev.wavetank.apiserver.core.Commit;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;
import dev.wavetank.scenarios.injection.Injector;
import dev.wavetank.scenarios.sight.FaultRecord;
import dev.wavetank.scenarios.sight.Metrics;
import dev.wavetank.scenarios.sight.Sight;
import dev.wavetank.tank.Tank;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Sees the whole cluster: what is committed and what the nodes' containers do.
///
/// Those who have to see every step hear each commit; those who only want to know how things stand
/// look once after each moment in which anything changed.
final class Lookout {
    private final World world;
    private final Injector injector;
    private final Supplier<List<FaultRecord>> faults;
    private final List<BiConsumer<Commit, Sight>> commits = new ArrayList<>();
    private final List<BiConsumer<String, Sight>> containers = new ArrayList<>();
    private final List<Consumer<Sight>> looking = new ArrayList<>();
    private final Metrics metrics = new Metrics();
    private final Counting counting = new Counting(metrics);
    private final TreeSet<String> off = new TreeSet<>();
    private ClusterState state = ClusterState.EMPTY;
    private Time start;
    private long changes;
    private boolean lookPosted;

    /// @param faults those that are active
    Lookout(World world, Tank tank, Injector injector, Supplier<List<FaultRecord>> faults) {
        this.world = world;
        this.injector = injector;
        this.faults = faults;
        this.start = world.now();
        tank.observe(this::committed);
        injector.onContainers(node -> {
            changes++;
            var sight = sight();
            containers.forEach(each -> each.accept(node, sight));
            changed();
        });
    }

    /// The method begins: times are counted from here.
    void methodBegins() {
        start = world.now();
        metrics.begin();
    }

    /// {@return the newest committed state; the last one while no API server lives}
    ClusterState state() {
        return state;
    }

    Metrics metrics() {
        return metrics;
    }

    Time start() {
        return start;
    }

    /// This node stays without power for good.
    void lost(String node) {
        off.add(node);
        changes++;
    }

    private void committed(Commit commit) {
        state = commit.state();
        changes++;
        counting.commit(commit);
        if (!commits.isEmpty()) {
            var sight = sight();
            commits.forEach(each -> each.accept(commit, sight));
        }
        changed();
    }

    /// Something changed that is not in the state, such as a fault.
    void changed() {
        if (!lookPosted) {
            lookPosted = true;
            world.post("look", this::look);
        }
    }

    private void look() {
        lookPosted = false;
        if (!looking.isEmpty()) {
            var sight = sight();
            List.copyOf(looking).forEach(each -> each.accept(sight));
        }
    }

    Sight sight() {
        SortedSet<String> lost = Collections.unmodifiableSortedSet(off);
        return new Sight(
                state, injector.containers(), lost, faults.get(), metrics, start, world.now());
    }

    /// {@return this question, asked anew only when anything was committed or happened to
    /// containers since: what asks for nothing else has the same answer till then}
    Predicate<Sight> anew(Predicate<Sight> question) {
        return new Predicate<>() {
            private long asked = -1;
            private boolean answer;

            @Override
            public boolean test(Sight sight) {
                if (asked != changes) {
                    asked = changes;
                    answer = question.test(sight);
                }
                return answer;
            }
        };
    }

    /// Hears each commit in order, with what is to be seen right after it.
    void onCommit(BiConsumer<Commit, Sight> listener) {
        commits.add(listener);
    }

    /// Hears the name of each node whose containers changed.
    void onContainers(BiConsumer<String, Sight> listener) {
        containers.add(listener);
    }

    /// Looks from now on after each moment in which anything changed.
    World.Cancellable look(Consumer<Sight> listener) {
        looking.add(listener);
        return () -> looking.remove(listener);
    }

    /// Looks also when nothing changes, since what is asked may depend on the time.
    World.Cancellable lookEvery(Duration period, Consumer<Sight> listener) {
        var each = look(listener);
        var repeated = new Repeated(period, () -> listener.accept(sight()));
        repeated.arrange();
        return () -> {
            each.cancel();
            repeated.cancel();
        };
    }

    /// A turn that comes again and again.
    private final class Repeated implements World.Cancellable {
        private final Duration period;
        private final Runnable turn;
        private World.Cancellable next = () -> {};
        private boolean over;

        Repeated(Duration period, Runnable turn) {
            this.period = period;
            this.turn = turn;
        }

        void arrange() {
            next =
                    world.after(
                            "look again",
                            period,
                            () -> {
                                turn.run();
                                if (!over) {
                                    arrange();
                                }
                            });
        }

        @Override
        public void cancel() {
            over = true;
            next.cancel();
        }
    }
}
