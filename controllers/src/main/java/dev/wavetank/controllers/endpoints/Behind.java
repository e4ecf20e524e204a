package dev.wavetank.controllers.endpoints;

import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.View;

import java.util.List;
import java.util.SortedSet;

/// Which pods are behind which services.
final class Behind {
    private Behind() {}

    /// {@return the pods that a service selects, and that have an address and have not ended}
    static List<Pod> pods(Service service, View view) {
        return view.in(Pod.KIND, service.meta().namespace()).stream()
                .filter(pod -> selects(service, pod) && Addresses.counts(pod))
                .toList();
    }

    /// Adds the services that a change of a pod concerns.
    static void add(SortedSet<Key> keys, Change change, View view) {
        if (!same(change)) {
            if (change.before() instanceof Pod before) {
                add(keys, before, view);
            }
            if (change.after() instanceof Pod after) {
                add(keys, after, view);
            }
        }
    }

    static void add(SortedSet<Key> keys, Pod pod, View view) {
        for (var service : view.in(Service.KIND, pod.meta().namespace())) {
            if (selects(service, pod)) {
                keys.add(service.key());
            }
        }
    }

    private static boolean same(Change change) {
        return change.before() instanceof Pod before
                && change.after() instanceof Pod after
                && before.meta().uid().equals(after.meta().uid())
                && before.meta().labels().equals(after.meta().labels())
                && before.deleting() == after.deleting()
                && before.ready() == after.ready()
                && before.finished() == after.finished()
                && before.spec().nodeName().equals(after.spec().nodeName())
                && before.status().podIP().equals(after.status().podIP())
                && before.status().podIPs().equals(after.status().podIPs());
    }

    private static boolean selects(Service service, Pod pod) {
        var selector = service.spec().selector();
        return !selector.isEmpty()
                && pod.meta().labels().entrySet().containsAll(selector.entrySet());
    }
}
