package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.node.runtime.Observed;
import dev.wavetank.node.runtime.ObservedPod;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/// What runs on nodes.
final class Runs {
    private Runs() {}

    /// {@return whether anything of the pod runs}
    static boolean any(ObservedPod pod) {
        for (var each : pod.containers()) {
            if (each.running()) {
                return true;
            }
        }
        return false;
    }

    static Ref ref(ObservedPod pod) {
        return Pod.KIND.ref(pod.pod().namespace(), pod.pod().name());
    }

    /// {@return a run of a pod as the subject of an invariant: `node/uid`}
    static String subject(String node, String uid) {
        return node + "/" + uid;
    }

    /// Names every run on every node.
    static void all(Scene scene, Consumer<String> subjects) {
        scene.sight()
                .containers()
                .forEach((node, has) ->
                        has.pods().keySet().forEach(uid -> subjects.accept(subject(node, uid))));
    }

    static String node(String subject) {
        return subject.substring(0, subject.indexOf('/'));
    }

    /// {@return what runs there; null when nothing does}
    static @Nullable ObservedPod of(String subject, Scene scene) {
        String node = node(subject);
        return scene.containers(node).pods().get(subject.substring(node.length() + 1));
    }

    /// Names the uids of the pods that changed from one observation to the next.
    ///
    /// What did not change is the same object.
    @SuppressWarnings("ReferenceEquality")
    static void changed(Observed before, Observed after, Consumer<String> uids) {
        for (var pod : after.pods().entrySet()) {
            if (before.pods().get(pod.getKey()) != pod.getValue()) {
                uids.accept(pod.getKey());
            }
        }
        for (String uid : before.pods().keySet()) {
            if (!after.pods().containsKey(uid)) {
                uids.accept(uid);
            }
        }
    }
}
