package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.node.runtime.Observed;
import dev.wavetank.node.runtime.ObservedPod;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Containers of a pod run on the one node that it is bound to. Another pod of the same name is
/// another pod.
final class PodsRunWhereBound implements Invariant.OfState<String> {
    private static final SortedSet<String> NOWHERE = Collections.emptySortedSet();

    /// On which nodes anything of a pod is, by the pod's uid: to ask about one pod is not to search
    /// all nodes.
    private final TreeMap<String, SortedSet<String>> places = new TreeMap<>();

    @Override
    public String name() {
        return "pods-run-where-bound";
    }

    @Override
    public String reason() {
        return "Two nodes that run one pod are two writers to one volume: the worst that "
                + "Kubernetes can do (kubernetes#59848).";
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Pod.KIND);
    }

    @Override
    public void touched(Change change, Scene scene, Consumer<String> subjects) {
        boolean same =
                change.before() instanceof Pod before
                        && change.after() instanceof Pod after
                        && before.meta().uid().equals(after.meta().uid())
                        && before.spec().nodeName().equals(after.spec().nodeName());
        if (!same && change.after() != null) {
            subjects.accept(change.after().meta().uid());
        }
    }

    @Override
    public void touched(
            String node, Observed before, Observed after, Scene scene, Consumer<String> subjects) {
        Runs.changed(
                before,
                after,
                uid -> {
                    place(uid, node, after.pods().containsKey(uid));
                    subjects.accept(uid);
                });
    }

    private void place(String uid, String node, boolean there) {
        var nodes = places.computeIfAbsent(uid, _ -> new TreeSet<>());
        if (there) {
            nodes.add(node);
        } else if (nodes.remove(node) && nodes.isEmpty()) {
            places.remove(uid);
        }
    }

    @Override
    public void all(Scene scene, Consumer<String> subjects) {
        for (var has : scene.sight().containers().values()) {
            has.pods().keySet().forEach(subjects);
        }
    }

    @Override
    public @Nullable Breach problem(String subject, Scene scene) {
        String found = null;
        for (String node : places.getOrDefault(subject, NOWHERE)) {
            var running = scene.containers(node).pods().get(subject);
            if (running == null || !Runs.any(running)) {
                continue;
            }
            if (found != null) {
                return breach(running, " runs on " + found + " and on ", node);
            }
            found = node;
            var pod =
                    scene.state()
                            .table(Pod.KIND)
                            .get(running.pod().namespace(), running.pod().name());
            if (pod != null
                    && pod.meta().uid().equals(subject)
                    && !pod.spec().nodeName().equals(node)) {
                return breach(
                        running,
                        " is bound to \"" + pod.spec().nodeName() + "\" and runs on ",
                        node);
            }
        }
        return null;
    }

    private static Breach breach(ObservedPod pod, String what, String node) {
        return Breach.of(Runs.ref(pod) + what + node, Runs.ref(pod), Node.KIND.ref("", node));
    }
}
