package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.node.runtime.Observed;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What the pods whose containers run on a node ask for together is there, whoever bound them: the
/// node's agent turns away what does not fit.
final class NodesRunWhatFits implements Invariant.OfState<String> {
    @Override
    public String name() {
        return "nodes-run-what-fits";
    }

    @Override
    public String reason() {
        return "The node is the last to check; one that starts what does not fit kills its other "
                + "pods for want of memory (kubernetes#98928).";
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Node.KIND);
    }

    @Override
    public void touched(Change change, Scene scene, Consumer<String> subjects) {
        boolean same =
                change.before() instanceof Node before
                        && change.after() instanceof Node after
                        && before.status().allocatable().equals(after.status().allocatable());
        if (!same) {
            subjects.accept(change.object().meta().name());
        }
    }

    @Override
    public void touched(
            String node, Observed before, Observed after, Scene scene, Consumer<String> subjects) {
        subjects.accept(node);
    }

    @Override
    public void all(Scene scene, Consumer<String> subjects) {
        scene.sight().containers().keySet().forEach(subjects);
    }

    @Override
    public @Nullable Breach problem(String subject, Scene scene) {
        var node = scene.state().table(Node.KIND).get("", subject);
        if (node == null) {
            return null;
        }
        var pods = new ArrayList<Pod>();
        for (var running : scene.containers(subject).pods().values()) {
            var pod =
                    scene.state()
                            .table(Pod.KIND)
                            .get(running.pod().namespace(), running.pod().name());
            if (pod != null && pod.meta().uid().equals(running.pod().uid()) && Runs.any(running)) {
                pods.add(pod);
            }
        }
        return Room.lacking(node, pods, "running on it");
    }
}
