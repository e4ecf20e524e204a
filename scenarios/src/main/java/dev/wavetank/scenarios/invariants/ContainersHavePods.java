package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.node.runtime.Observed;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Containers of a pod that is gone, or has ended, end as well.
final class ContainersHavePods implements Invariant.OfState<String> {
    @Override
    public String name() {
        return "containers-have-pods";
    }

    @Override
    public String reason() {
        return "What nobody knows of is never stopped and never billed: upstream's kubelet ran "
                + "terminated pods on (kubernetes#37447).";
    }

    @Override
    public Excuse excuse() {
        return Excuse.ANY_FAULT;
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Pod.KIND);
    }

    @Override
    public void touched(Change change, Scene scene, Consumer<String> subjects) {
        if (change.object() instanceof Pod pod && !pod.spec().nodeName().isEmpty()) {
            boolean same =
                    change.before() instanceof Pod before
                            && change.after() instanceof Pod after
                            && before.meta().uid().equals(after.meta().uid())
                            && before.finished() == after.finished();
            if (!same) {
                subject(change.before(), subjects);
                subject(change.after(), subjects);
            }
        }
    }

    private static void subject(@Nullable Resource object, Consumer<String> subjects) {
        if (object instanceof Pod pod) {
            subjects.accept(Runs.subject(pod.spec().nodeName(), pod.meta().uid()));
        }
    }

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
        var running = Runs.of(subject, scene);
        if (running == null || !Runs.any(running)) {
            return null;
        }
        String node = Runs.node(subject);
        String uid = subject.substring(node.length() + 1);
        var pod =
                scene.state().table(Pod.KIND).get(running.pod().namespace(), running.pod().name());
        String found = "is gone";
        if (pod != null && pod.meta().uid().equals(uid)) {
            if (!pod.finished()) {
                return null;
            }
            found = "has " + pod.status().phase();
        }
        return Breach.of(
                "containers of "
                        + Runs.ref(running)
                        + " (uid "
                        + uid
                        + ") run on "
                        + node
                        + "; the pod "
                        + found,
                Runs.ref(running),
                Node.KIND.ref("", node));
    }

    /// Chosen: twice the default grace period, and time to hear of it.
    @Override
    public Duration tolerance() {
        return Duration.ofSeconds(90);
    }
}
