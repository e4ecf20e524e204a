package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Outcome;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.TreeMap;

/// Of several instances only that acts which held the lease right before the revision of its act.
final class OnlyTheLeaderActs implements Invariant.OfChange, Invariant.OfAct {
    /// Where leaders' leases are.
    private static final String NAMESPACE = "kube-system";

    /// Chosen: an answer is never later than so many changes of the leader.
    private static final int HOLDERS_MAX = 16;

    /// By lease: who held it from which revision on.
    private final TreeMap<String, TreeMap<Long, String>> holders = new TreeMap<>();

    @Override
    public String name() {
        return "only-the-leader-acts";
    }

    @Override
    public String reason() {
        return "A leader that was paused wakes up and goes on with what it was about to do, beside"
                + " the new one: a Lease alone, as upstream has it, does not keep it from that."
                + " Here it is checked with each write.";
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Lease.KIND);
    }

    @Override
    public @Nullable Breach problem(Change change, Scene scene) {
        if (!change.ref().namespace().equals(NAMESPACE)) {
            return null;
        }
        var known = holders.computeIfAbsent(change.ref().name(), _ -> new TreeMap<>());
        if (change.revision() == 0) {
            // Several writes in one: who held it in between is not known.
            known.clear();
        }
        long revision = change.revision() == 0 ? scene.state().revision() : change.revision();
        String holder = change.after() instanceof Lease lease ? holder(lease) : "";
        var last = known.lastEntry();
        if (last == null || !last.getValue().equals(holder)) {
            known.put(revision, holder);
            if (known.size() > HOLDERS_MAX) {
                known.pollFirstEntry();
            }
        }
        return null;
    }

    private static String holder(Lease lease) {
        String holder = lease.spec().holderIdentity();
        return holder == null ? "" : holder;
    }

    @Override
    public @Nullable Breach problem(
            String component, Action action, Outcome.Accepted done, Scene scene) {
        // What is a part of an instance is called so: controller-manager-2/node-controller.
        int slash = component.indexOf('/');
        int dash = slash < 0 ? -1 : component.lastIndexOf('-', slash);
        if (dash < 0) {
            return null;
        }
        String lease = "kube-" + component.substring(0, dash);
        var known = holders.get(lease);
        var held = known == null ? null : known.lowerEntry(done.revision());
        if (held == null || held.getValue().startsWith(component.substring(0, slash) + "_")) {
            return null;
        }
        return Breach.of(
                "%s wrote %s at revision %d, when %s was held by %s"
                        .formatted(
                                component,
                                done.object().ref(),
                                done.revision(),
                                lease,
                                held.getValue().isEmpty() ? "nobody" : held.getValue()),
                done.object().ref(),
                Lease.KIND.ref(NAMESPACE, lease));
    }
}
