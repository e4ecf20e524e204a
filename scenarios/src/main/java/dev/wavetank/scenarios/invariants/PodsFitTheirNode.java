package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// What the pods bound to a node ask for together is there, those counted that are about to end. A
/// node turns away what does not fit, so it is given the time for that.
final class PodsFitTheirNode implements Invariant.OfState<String> {
    @Override
    public String name() {
        return "pods-fit-their-node";
    }

    @Override
    public String reason() {
        return "30 pods of 32Gi ended up on one node of 70Gi, all OutOfmemory (kubernetes#76772): "
                + "the scheduler had given away room twice.";
    }

    @Override
    public Excuse excuse() {
        return Excuse.ANY_FAULT;
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Pod.KIND, Node.KIND);
    }

    @Override
    public void touched(Change change, Scene scene, Consumer<String> subjects) {
        if (change.object() instanceof Node node) {
            boolean same =
                    change.before() instanceof Node before
                            && change.after() instanceof Node after
                            && before.status().allocatable().equals(after.status().allocatable());
            if (!same) {
                subjects.accept(node.meta().name());
            }
        } else if (change.object() instanceof Pod pod && !pod.spec().nodeName().isEmpty()) {
            boolean same =
                    change.before() instanceof Pod before
                            && change.after() instanceof Pod after
                            && before.spec().equals(after.spec())
                            && before.finished() == after.finished();
            if (!same) {
                subjects.accept(pod.spec().nodeName());
            }
        }
    }

    @Override
    public void all(Scene scene, Consumer<String> subjects) {
        for (var node : scene.state().table(Node.KIND).all()) {
            subjects.accept(node.meta().name());
        }
    }

    @Override
    public @Nullable Breach problem(String subject, Scene scene) {
        var node = scene.state().table(Node.KIND).get("", subject);
        if (node == null || scene.sight().off().contains(subject)) {
            return null;
        }
        var pods =
                scene.state().table(Pod.KIND).on(subject).stream()
                        .filter(pod -> !pod.finished())
                        .toList();
        return Room.lacking(node, pods, "bound to it");
    }

    /// Chosen: an agent that lives hears of a pod and turns it away within milliseconds.
    @Override
    public Duration tolerance() {
        return Duration.ofSeconds(10);
    }
}
