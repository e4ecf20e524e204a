package dev.wavetank.scenarios.invariants;

import dev.wavetank.apiserver.core.Commit;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.Observed;
import dev.wavetank.scenarios.sight.Sight;
import dev.wavetank.scenarios.sight.Violation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Watches over invariants: asks each, at every commit and at all news of containers, about what
/// was touched only; and when a fault begins or ends, and in the end, about everything.
public final class Inspector {
    /// Chosen: what is broken that often is not understood better by more of it.
    private static final int VIOLATIONS_MAX = 100;

    private final World world;
    private final Supplier<Sight> sight;
    private final Consumer<Violation> told;
    private final List<StateWatch<?>> states = new ArrayList<>();
    private final List<Invariant.OfAct> acts = new ArrayList<>();
    private final List<Invariant.OfChange> ofAllKinds = new ArrayList<>();
    private final TreeMap<Kind<?>, ByKind> byKind = new TreeMap<>();
    private final TreeMap<String, Observed> containers = new TreeMap<>();
    private final TreeSet<String> reported = new TreeSet<>();
    private final List<Violation> violations = new ArrayList<>();
    private final Calm calm = new Calm();
    private TreeSet<Integer> faults = new TreeSet<>();
    private ClusterState state = ClusterState.EMPTY;
    private boolean armed;

    /// Who looks at changes of a kind.
    private record ByKind(List<StateWatch<?>> states, List<Invariant.OfChange> changes) {}

    /// @param invariants each for this run only; see [Invariants#named]
    /// @param sight what is to be seen at any time
    /// @param told hears each violation once, when it happens
    public Inspector(
            List<Invariant> invariants,
            World world,
            Supplier<Sight> sight,
            Consumer<Violation> told) {
        this.world = world;
        this.sight = sight;
        this.told = told;
        for (var invariant : invariants) {
            if (invariant instanceof Invariant.OfState<?> of) {
                var watch = new StateWatch<>(of);
                states.add(watch);
                of.kinds().forEach(kind -> on(kind).states.add(watch));
            }
            if (invariant instanceof Invariant.OfChange of) {
                if (of.kinds().isEmpty()) {
                    ofAllKinds.add(of);
                }
                of.kinds().forEach(kind -> on(kind).changes.add(of));
            }
            if (invariant instanceof Invariant.OfAct of) {
                acts.add(of);
            }
        }
    }

    private ByKind on(Kind<?> kind) {
        return byKind.computeIfAbsent(kind, _ -> new ByKind(new ArrayList<>(), new ArrayList<>()));
    }

    /// Takes in a commit, with what is to be seen right after it.
    public void commit(Commit commit, Sight seen) {
        var scene = new Scene(seen, state);
        state = commit.state();
        faults(scene);
        for (var change : commit.changes()) {
            for (var each : ofAllKinds) {
                judge(each, each.problem(change, scene), scene);
            }
            var kind = byKind.get(change.kind());
            if (kind != null) {
                for (var each : kind.changes) {
                    judge(each, each.problem(change, scene), scene);
                }
                for (var each : kind.states) {
                    each.touch(change, scene);
                }
            }
        }
        states.forEach(each -> each.check(scene));
        arm();
    }

    /// Takes in that the containers of a node changed.
    public void containers(String node, Sight seen) {
        var scene = new Scene(seen, state);
        faults(scene);
        var after = scene.containers(node);
        var before = containers.put(node, after);
        var known = before == null ? Observed.NOTHING : before;
        for (var each : states) {
            each.touch(node, known, after, scene);
            each.check(scene);
        }
        arm();
    }

    /// Takes in what a component did.
    public void act(String component, Action action, Outcome.Accepted done) {
        if (acts.isEmpty()) {
            return;
        }
        var scene = new Scene(sight.get(), state);
        faults(scene);
        for (var each : acts) {
            judge(each, each.problem(component, action, done, scene), scene);
        }
    }

    /// Looks whether a fault began or ended; if so, asks about everything.
    public void look(Sight seen) {
        faults(new Scene(seen, state));
    }

    /// Asks about everything.
    public void lookAtAll(Sight seen) {
        var scene = new Scene(seen, state);
        faults(scene);
        full(scene);
    }

    private void full(Scene scene) {
        states.forEach(each -> each.checkAll(scene));
        arm();
    }

    private void faults(Scene scene) {
        var active = scene.sight().faults();
        if (active.isEmpty() && faults.isEmpty()) {
            return;
        }
        var numbers = new TreeSet<Integer>();
        active.forEach(fault -> numbers.add(fault.number()));
        if (!numbers.equals(faults)) {
            faults = numbers;
            calm.faults(active, scene.now());
            full(scene);
        }
    }

    /// {@return what was found so far, in the order in which it happened}
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    /// {@return what asking about everything finds otherwise than asking about what was touched
    /// did}
    List<String> disagreements(Sight seen) {
        var found = new ArrayList<String>();
        states.forEach(each -> each.compare(new Scene(seen, state), found));
        return found;
    }

    private void judge(Invariant invariant, @Nullable Breach breach, Scene scene) {
        if (breach != null && !calm.excused(invariant.excuse(), scene.now())) {
            report(invariant, String.join(" ", breach.objects()), breach, scene.now());
        }
    }

    private void report(Invariant invariant, String subject, Breach breach, Time now) {
        if (violations.size() < VIOLATIONS_MAX && reported.add(invariant.name() + " " + subject)) {
            var violation = new Violation(now, invariant.name(), breach.what(), breach.objects());
            violations.add(violation);
            told.accept(violation);
        }
    }

    /// Makes sure that what has to go away is looked at when it has to be gone.
    private void arm() {
        if (armed) {
            return;
        }
        var now = world.now();
        Time next = null;
        for (var each : states) {
            var due = each.due(now);
            if (due != null) {
                next = next == null ? due : next.min(due);
            }
        }
        if (next != null) {
            armed = true;
            world.after("what has to be gone", next.since(now), this::late);
        }
    }

    private void late() {
        armed = false;
        var scene = new Scene(sight.get(), state);
        faults(scene);
        states.forEach(each -> each.judgeOpen(scene));
        arm();
    }

    /// What is wrong with subjects of one invariant at the moment.
    private final class StateWatch<S extends Comparable<S>> {
        private final Invariant.OfState<S> invariant;
        private final TreeSet<S> touched = new TreeSet<>();
        private final TreeMap<S, Open> open = new TreeMap<>();

        StateWatch(Invariant.OfState<S> invariant) {
            this.invariant = invariant;
        }

        void touch(Change change, Scene scene) {
            invariant.touched(change, scene, touched::add);
        }

        void touch(String node, Observed before, Observed after, Scene scene) {
            invariant.touched(node, before, after, scene, touched::add);
        }

        void check(Scene scene) {
            if (!touched.isEmpty()) {
                touched.forEach(subject -> check(subject, scene));
                touched.clear();
            }
        }

        void checkAll(Scene scene) {
            List.copyOf(open.keySet()).forEach(subject -> check(subject, scene));
            invariant.all(scene, subject -> check(subject, scene));
        }

        private void check(S subject, Scene scene) {
            var breach = invariant.problem(subject, scene);
            if (breach == null) {
                if (!open.isEmpty()) {
                    open.remove(subject);
                }
                return;
            }
            var before = open.get(subject);
            var now = new Open(breach, before == null ? scene.now() : before.since());
            open.put(subject, now);
            judge(subject, now, scene);
        }

        void judgeOpen(Scene scene) {
            open.forEach((subject, each) -> judge(subject, each, scene));
        }

        private void judge(S subject, Open each, Scene scene) {
            if (!calm.excused(invariant.excuse(), scene.now()) && !scene.now().before(due(each))) {
                report(invariant, subject.toString(), each.breach(), scene.now());
            }
        }

        private Time due(Open each) {
            var calmSince = calm.since(invariant.excuse());
            var since =
                    calmSince != null && each.since().before(calmSince) ? calmSince : each.since();
            return since.plus(invariant.tolerance());
        }

        /// {@return when the next problem counts that does not yet}
        @Nullable Time due(Time now) {
            Time next = null;
            for (var each : open.values()) {
                var due = due(each);
                if (now.before(due)) {
                    next = next == null ? due : next.min(due);
                }
            }
            return next;
        }

        void compare(Scene scene, List<String> found) {
            var all = new TreeSet<>(open.keySet());
            invariant.all(scene, all::add);
            for (var subject : all) {
                var known = open.get(subject);
                var is = invariant.problem(subject, scene);
                if ((known == null) != (is == null)) {
                    found.add(
                            "%s of %s: touched said %s, all says %s"
                                    .formatted(
                                            invariant.name(),
                                            subject,
                                            known == null ? "right" : known.breach().what(),
                                            is == null ? "right" : is.what()));
                }
            }
        }
    }

    /// A problem that is there.
    private record Open(Breach breach, Time since) {}
}
