package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.node.runtime.Observed;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/// Of one container of a pod at most one run is alive, and no two runs have one number.
final class ContainersRunOnce implements Invariant.OfState<String> {
    @Override
    public String name() {
        return "containers-run-once";
    }

    @Override
    public String reason() {
        return "A second instance writes to the same files: upstream's kubelet started one of a "
                + "running container (kubernetes#117694).";
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of();
    }

    @Override
    public void touched(Change change, Scene scene, Consumer<String> subjects) {}

    @Override
    public void touched(
            String node, Observed before, Observed after, Scene scene, Consumer<String> subjects) {
        Runs.changed(before, after, uid -> subjects.accept(Runs.subject(node, uid)));
    }

    @Override
    public void all(Scene scene, Consumer<String> subjects) {
        Runs.all(scene, subjects);
    }

    @Override
    public @Nullable Breach problem(String subject, Scene scene) {
        var pod = Runs.of(subject, scene);
        if (pod == null) {
            return null;
        }
        var all = pod.containers();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                var one = all.get(i);
                var other = all.get(j);
                boolean both = one.alive() && other.alive();
                if (one.name().equals(other.name()) && (both || one.attempt() == other.attempt())) {
                    return new Breach(
                            "container %s of pod %s/%s has the runs %d and %d%s on %s"
                                    .formatted(
                                            one.name(),
                                            pod.pod().namespace(),
                                            pod.pod().name(),
                                            one.attempt(),
                                            other.attempt(),
                                            both ? ", both alive," : "",
                                            Runs.node(subject)),
                            List.of(
                                    Runs.ref(pod).toString(),
                                    Node.KIND.ref("", Runs.node(subject)).toString()));
                }
            }
        }
        return null;
    }
}
