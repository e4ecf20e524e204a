package dev.wavetank.scenarios.run;

import dev.wavetank.apiserver.core.Commit;
import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.scenarios.sight.Sight;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;

/// Tells what is worth telling of the cluster's history, and counts how it stands: from each change
/// what it adds or takes, so that a large cluster costs no more than a small one.
final class Chronicle {
    private final Consumer<Entry> told;
    private final List<Sample> samples = new ArrayList<>();
    private int nodesReady;
    private int podsWanted;
    private int podsReady;

    /// @param told hears each line when it happens
    Chronicle(Consumer<Entry> told) {
        this.told = told;
    }

    List<Sample> samples() {
        return samples;
    }

    void commit(Commit commit, Sight sight) {
        for (var change : commit.changes()) {
            switch (change.object()) {
                case Node node -> node(change, node, sight.now());
                case Pod pod -> pod(change, pod, sight.now());
                case Deployment deployment -> deployment(change, deployment, sight.now());
                default -> {}
            }
        }
    }

    private void node(Change change, Node node, Time now) {
        boolean was = change.before() instanceof Node before && before.ready();
        boolean is = change.after() instanceof Node after && after.ready();
        if (was != is) {
            nodesReady += is ? 1 : -1;
            String gone = change.deleted() ? "is deleted" : "is not Ready";
            tell(now, Entry.Sort.NODE, node.meta().name(), is ? "is Ready" : gone);
        }
    }

    private void pod(Change change, Pod pod, Time now) {
        boolean was = ready(change.before() instanceof Pod before ? before : null);
        boolean is = ready(change.after() instanceof Pod after ? after : null);
        if (was != is) {
            podsReady += is ? 1 : -1;
        }
        String name = pod.meta().namespace() + "/" + pod.meta().name();
        String on = pod.spec().nodeName().isEmpty() ? "" : " on " + pod.spec().nodeName();
        if (change.deleted()) {
            tell(now, Entry.Sort.POD, name, "is gone");
        } else if (is && !was) {
            tell(now, Entry.Sort.POD, name, "is Ready" + on);
        } else if (was && !is) {
            String why = pod.deleting() ? "is told to end" : "is not Ready";
            tell(now, Entry.Sort.POD, name, why + on);
        } else if (change.created()) {
            tell(now, Entry.Sort.POD, name, "is created");
        }
    }

    private static boolean ready(@Nullable Pod pod) {
        return pod != null && pod.ready() && !pod.deleting();
    }

    private void deployment(Change change, Deployment deployment, Time now) {
        var before = change.before() instanceof Deployment old ? old : null;
        var after = change.after() instanceof Deployment old ? old : null;
        podsWanted += wanted(after) - wanted(before);
        int was = missing(before);
        int is = missing(after);
        if (after != null && was != is) {
            String name = deployment.meta().namespace() + "/" + deployment.meta().name();
            tell(
                    now,
                    Entry.Sort.WORKLOAD,
                    name,
                    is == 0
                            ? "has all " + wanted(after) + " pods available"
                            : "lacks " + is + " of " + wanted(after) + " pods");
        }
    }

    private static int wanted(@Nullable Deployment deployment) {
        return deployment == null ? 0 : deployment.spec().count();
    }

    private static int missing(@Nullable Deployment deployment) {
        return deployment == null
                ? 0
                : Math.max(0, wanted(deployment) - deployment.status().availableReplicas());
    }

    private void tell(Time at, Entry.Sort sort, String subject, String text) {
        told.accept(new Entry(at, sort, subject, text));
    }

    /// Takes a sample if anything that it shows changed.
    void sample(Time now, SortedMap<String, Sample.Requests> traffic) {
        var sample = new Sample(now, nodesReady, podsWanted, podsReady, traffic);
        var last = samples.isEmpty() ? null : samples.getLast();
        if (last == null || !sample.sameAs(last)) {
            samples.add(sample);
        }
    }
}
