package dev.wavetank.scenarios.run;

import dev.wavetank.apiserver.core.Commit;
import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.scenarios.sight.Sight;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;

/// Tells what is worth telling of the cluster's history, and counts how it stands: from each change
/// what it adds or takes, so that a large cluster costs no more than a small one.
final class Chronicle {
    private final Consumer<Entry> told;
    private final Gathering gathering;
    private final PodStory pods;
    private final WorkloadStory workloads;
    private final Lives lives = new Lives();
    private final List<Sample> samples = new ArrayList<>();
    private int nodesReady;
    private boolean methodBegan;

    /// @param told hears each line when it happens
    Chronicle(Consumer<Entry> told) {
        this.told = told;
        gathering = new Gathering(told);
        pods = new PodStory(this::tell, gathering, lives);
        workloads = new WorkloadStory(this::tell);
    }

    List<Sample> samples() {
        return samples;
    }

    List<Life> lives() {
        return lives.all();
    }

    /// The story begins; what came before is told as details.
    void methodBegins() {
        methodBegan = true;
    }

    void commit(Commit commit, Sight sight) {
        gathering.passed(sight.now());
        for (var change : commit.changes()) {
            switch (change.object()) {
                case Node node -> node(change, node, sight.now());
                case Pod pod -> pods.changed(change, pod, sight, methodBegan);
                case Deployment deployment ->
                        workloads.changed(change, deployment, sight.now(), methodBegan);
                default -> {}
            }
        }
    }

    private void node(Change change, Node node, Time now) {
        var before = change.before() instanceof Node old ? old : null;
        var after = change.after() instanceof Node fresh ? fresh : null;
        boolean was = before != null && before.ready();
        boolean is = after != null && after.ready();
        if (was == is) {
            return;
        }
        nodesReady += is ? 1 : -1;
        lives.node(node, after, now);
        tell(
                new Entry(
                        now,
                        Entry.Sort.NODE,
                        node.meta().name(),
                        after == null ? "is deleted" : is ? "is Ready" : notReady(after),
                        methodBegan ? Entry.Level.STORY : Entry.Level.DETAIL));
    }

    private static String notReady(Node node) {
        var ready = Condition.find(node.status().conditions(), "Ready");
        return ready == null || ready.message().isEmpty()
                ? "is not Ready"
                : "is not Ready: " + ready.message().strip();
    }

    /// A component explained a decision that is news.
    ///
    /// @param story whether it is worth reading for everybody
    void decided(Time now, String subject, String text, boolean story) {
        tell(new Entry(now, Entry.Sort.DECISION, subject, text, Entry.Level.DETAIL));
        if (story && methodBegan) {
            gathering.add(now, Entry.Sort.DECISION, subject, "pods", text);
        }
    }

    /// What was gathered comes before what happens next.
    private void tell(Entry entry) {
        if (entry.level() != Entry.Level.DETAIL) {
            gathering.tell();
        }
        told.accept(entry);
    }

    /// Tells what is still to be told, since something else is going to be.
    void catchUp() {
        gathering.tell();
    }

    /// Takes a sample if anything that it shows changed.
    void sample(Time now, SortedMap<String, Sample.Requests> traffic) {
        var sample =
                new Sample(
                        now,
                        nodesReady,
                        workloads.podsWanted() + pods.wantedByNobody(),
                        pods.ready(),
                        traffic);
        var last = samples.isEmpty() ? null : samples.getLast();
        if (last == null || !sample.sameAs(last)) {
            samples.add(sample);
        }
    }
}
