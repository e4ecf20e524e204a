package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.state.Change;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.TreeMap;

/// A ReplicaSet is not scaled up and down and up again while nobody changes what its Deployment
/// wants.
final class RolloutsDoNotOscillate implements Invariant.OfChange {
    @Override
    public String name() {
        return "rollouts-do-not-oscillate";
    }

    @Override
    public String reason() {
        return "Two rules that undo each other's work never end: autoscaler and rollout, evicting "
                + "and scheduling (kubernetes#72775, descheduler#1237).";
    }

    /// Chosen: a rollout that is rolled back by a change of its Deployment is counted anew.
    private static final int TURNS_MAX = 3;

    private final TreeMap<Ref, Course> courses = new TreeMap<>();

    /// Which way a ReplicaSet was scaled last, and how often that changed.
    private record Course(long generation, boolean up, int turns) {}

    @Override
    public List<Kind<?>> kinds() {
        return List.of(ReplicaSet.KIND);
    }

    @Override
    public @Nullable Breach problem(Change change, Scene scene) {
        if (change.after() == null) {
            courses.remove(change.ref());
            return null;
        }
        if (!(change.before() instanceof ReplicaSet before)
                || !(change.after() instanceof ReplicaSet after)
                || before.spec().count() == after.spec().count()) {
            return null;
        }
        var deployment = Rollout.deployment(after, scene.state());
        if (deployment == null) {
            return null;
        }
        long generation = deployment.meta().generation();
        boolean up = after.spec().count() > before.spec().count();
        var last = courses.get(change.ref());
        int turns =
                last == null || last.generation() != generation
                        ? 0
                        : last.turns() + (last.up() == up ? 0 : 1);
        courses.put(change.ref(), new Course(generation, up, turns));
        return turns >= TURNS_MAX
                ? Breach.of(
                        after.ref()
                                + " was scaled up and down in turn "
                                + turns
                                + " times, now from "
                                + before.spec().count()
                                + " to "
                                + after.spec().count()
                                + ", while "
                                + deployment.ref()
                                + " was not changed",
                        after.ref(),
                        deployment.ref())
                : null;
    }
}
