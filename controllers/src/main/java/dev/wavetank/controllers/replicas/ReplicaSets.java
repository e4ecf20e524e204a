package dev.wavetank.controllers.replicas;

import dev.wavetank.cluster.loop.Controller;
import dev.wavetank.cluster.loop.Plan;
import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.OwnerReference;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.state.View;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.controllers.owners.Claims;

import org.jspecify.annotations.Nullable;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Keeps as many pods as each ReplicaSet asks for: creates what is missing, deletes what is too
/// much, adopts and releases, counts them into the status.
///
/// A creation expects that nobody else made or removed a pod of the set since the view, and that
/// the set is still as seen: a controller that woke up with an old view cannot make one pod twice.
public final class ReplicaSets implements Controller<ReplicaSets.Memory> {
    public static final String NAME = "replicaset-controller";

    /// Upstream's BurstReplicas: so many pods are made or deleted in one go.
    private static final int BURST = 500;

    private static final String REPLICA_FAILURE = "ReplicaFailure";

    /// Answers of which the user has not been told yet.
    public record Memory(Untold untold) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Query> watches() {
        return List.of(Query.all(ReplicaSet.KIND), Query.all(Pod.KIND));
    }

    @Override
    public Memory start() {
        return new Memory(Untold.NOTHING);
    }

    @Override
    public Memory answered(Memory memory, Action action, Outcome outcome) {
        return new Memory(memory.untold.after(action, outcome));
    }

    @Override
    public SortedSet<Key> touched(Change change, View view) {
        var keys = new TreeSet<Key>();
        if (change.kind().equals(ReplicaSet.KIND)) {
            keys.add(change.object().key());
            return keys;
        }
        if (change.before() instanceof Pod before) {
            addOwner(keys, before);
        }
        if (change.after() instanceof Pod after) {
            if (after.meta().controller() != null) {
                addOwner(keys, after);
            } else {
                for (var set : view.in(ReplicaSet.KIND, after.meta().namespace())) {
                    if (set.spec().selector().selects(after.meta().labels())) {
                        keys.add(set.key());
                    }
                }
            }
        }
        return keys;
    }

    private static void addOwner(SortedSet<Key> keys, Pod pod) {
        var owner = pod.meta().controller();
        if (owner != null && owner.kind().equals(ReplicaSet.KIND.name())) {
            keys.add(new Key(pod.meta().namespace(), owner.name()));
        }
    }

    @Override
    public Plan<Memory> reconcile(Key key, View view, Memory memory, Time now) {
        ReplicaSet set = view.get(ReplicaSet.KIND, key);
        if (set == null) {
            return Plan.nothing(start());
        }
        var claims = Claims.of(view, Pod.KIND, set, set.spec().selector());
        var census = Census.of(set, claims.objects(), now);
        int missing = set.deleting() ? 0 : set.spec().count() - census.active().size();

        var actions = new ArrayList<Action>();
        for (var line : memory.untold.lines()) {
            actions.add(line.about(set, now.wall()));
        }
        var refused = missing > 0 ? refused(set, memory.untold.refusal(), now) : null;
        if (refused != null) {
            // The status goes first: the next try may be refused as well and end its plan.
            actions.add(status(set, census, refused));
            return Plan.of(
                    actions,
                    List.of(
                            reason(
                                    set,
                                    "could not create pods",
                                    List.of(
                                            census.summary(set.spec().count()),
                                            memory.untold.refusal()))),
                    new Memory(new Untold(List.of(), memory.untold.refusal())));
        }

        actions.addAll(claims.actions());
        Reason reason = manage(set, view, census, missing, actions, now);
        // As many actions as are sure to succeed if those before them did: so this is the truth.
        var conditions =
                set.status().conditions().stream()
                        .filter(condition -> !condition.type().equals(REPLICA_FAILURE))
                        .toList();
        var update = status(set, census, conditions);
        if (!((ReplicaSet) update.object()).status().equals(set.status())) {
            actions.add(update);
        }
        return new Plan<>(actions, List.of(reason), start(), census.nextAvailable());
    }

    private static Reason manage(
            ReplicaSet set, View view, Census census, int missing, List<Action> actions, Time now) {
        var details = new ArrayList<String>();
        details.add(census.summary(set.spec().count()));
        if (missing > 0) {
            int count = Math.min(missing, BURST);
            var expects = List.of(view.sameChildren(Pod.KIND, set), Claims.version(set));
            var pod = newPod(set);
            for (int i = 0; i < count; i++) {
                actions.add(new Action.Create(pod, expects));
            }
            return reason(set, "creating " + Census.count(count, "pod"), details);
        }
        if (missing < 0) {
            int count = Math.min(-missing, BURST);
            var related = related(set, view);
            for (var pod : Victims.choose(census.active(), related, count, now.wall())) {
                details.add("deleting " + pod.meta().name() + ": " + state(pod));
                actions.add(
                        new Action.Delete(
                                pod.ref(),
                                pod.meta().uid(),
                                null,
                                Action.Propagation.BACKGROUND,
                                List.of(Claims.version(set))));
            }
            return reason(set, "deleting " + Census.count(count, "pod"), details);
        }
        int waiting = census.active().size() - census.available();
        return reason(
                set,
                waiting == 0
                        ? "all " + Census.count(set.spec().count(), "pod") + " available"
                        : "waiting for " + Census.count(waiting, "pod") + " to become available",
                details);
    }

    private static Pod newPod(ReplicaSet set) {
        var template = set.spec().template();
        var meta =
                template.meta()
                        .withName("")
                        .withGenerateName(set.meta().name() + "-")
                        .withNamespace(set.meta().namespace())
                        .withOwners(List.of(OwnerReference.controller(set)));
        return Pod.KIND.read(Json.Obj.EMPTY).withMeta(meta).withSpec(template.spec());
    }

    /// {@return the active pods of all sets that this set's own owner manages}
    private static List<Pod> related(ReplicaSet set, View view) {
        var owner = set.meta().controller();
        var sets =
                owner == null
                        ? List.of(set)
                        : view.table(ReplicaSet.KIND).ownedBy(owner.uid()).stream()
                                .filter(other -> owner.equals(other.meta().controller()))
                                .toList();
        return sets.stream()
                .flatMap(other -> view.controlledBy(Pod.KIND, other).stream())
                .filter(pod -> !pod.finished() && !pod.deleting())
                .toList();
    }

    private static String state(Pod pod) {
        if (pod.spec().nodeName().isEmpty()) {
            return "not scheduled";
        }
        return (pod.ready() ? "ready" : "not ready") + " on " + pod.spec().nodeName();
    }

    /// {@return the conditions that say a creation was refused; null when they say so already}
    private static @Nullable List<Condition> refused(ReplicaSet set, String refusal, Time now) {
        // Said once: later refusals name other pods, and would be told without end.
        if (refusal.isEmpty()
                || Condition.find(set.status().conditions(), REPLICA_FAILURE) != null) {
            return null;
        }
        return Condition.put(
                set.status().conditions(),
                new Condition(
                        REPLICA_FAILURE,
                        "True",
                        "FailedCreate",
                        refusal,
                        now.wall().truncatedTo(ChronoUnit.SECONDS)));
    }

    private static Action.UpdateStatus status(
            ReplicaSet set, Census census, List<Condition> conditions) {
        return new Action.UpdateStatus(set.withStatus(census.status(set, conditions)), List.of());
    }

    private static Reason reason(ReplicaSet set, String decision, List<String> details) {
        return new Reason(set.ref(), set.meta().uid(), NAME, decision, details);
    }
}
