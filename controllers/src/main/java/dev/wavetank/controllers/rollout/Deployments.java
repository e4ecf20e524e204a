package dev.wavetank.controllers.rollout;

import dev.wavetank.cluster.loop.Controller;
import dev.wavetank.cluster.loop.Plan;
import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.DeploymentStatus;
import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.model.ReplicaSetSpec;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.state.View;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.controllers.owners.Claims;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Rolls applications from version to version: one ReplicaSet per pod template, sized so that the
/// new one takes over from the old ones within the allowed bounds.
///
/// Each plan is one step of a fixed order, and the next follows from its result: adopt, note a
/// pause, make the set of a new template, number it, follow a change of size, move pods from old to
/// new, clean up, count. Every write to a ReplicaSet expects the Deployment as it was seen.
public final class Deployments implements Controller<Deployments.Memory> {
    public static final String NAME = "deployment-controller";

    /// Why the server would not create the last ReplicaSet; "" when it did.
    public record Memory(String refusal) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Query> watches() {
        return List.of(Query.all(Deployment.KIND), Query.all(ReplicaSet.KIND), Query.all(Pod.KIND));
    }

    @Override
    public Memory start() {
        return new Memory("");
    }

    @Override
    public Memory answered(Memory memory, Action action, Outcome outcome) {
        return action instanceof Action.Create
                        && outcome instanceof Outcome.Refused(var reason, var message, _)
                        && !reason.equals("AlreadyExists")
                ? new Memory(message)
                : memory;
    }

    @Override
    public SortedSet<Key> touched(Change change, View view) {
        var keys = new TreeSet<Key>();
        if (change.kind().equals(Deployment.KIND)) {
            keys.add(change.object().key());
        }
        if (change.before() instanceof ReplicaSet before) {
            addOwner(keys, before);
        }
        if (change.after() instanceof ReplicaSet after) {
            if (after.meta().controller() != null) {
                addOwner(keys, after);
            } else {
                for (var deployment : view.in(Deployment.KIND, after.meta().namespace())) {
                    if (deployment.spec().selector().selects(after.meta().labels())) {
                        keys.add(deployment.key());
                    }
                }
            }
        }
        // Only Recreate looks at pods, and only waits for them to end.
        if (change.object() instanceof Pod pod && (change.deleted() || pod.finished())) {
            var set = view.owner(ReplicaSet.KIND, pod.meta().namespace(), pod.meta().controller());
            if (set != null) {
                addOwner(keys, set);
            }
        }
        return keys;
    }

    private static void addOwner(SortedSet<Key> keys, ReplicaSet set) {
        var owner = set.meta().controller();
        if (owner != null && owner.kind().equals(Deployment.KIND.name())) {
            keys.add(new Key(set.meta().namespace(), owner.name()));
        }
    }

    @Override
    public Plan<Memory> reconcile(Key key, View view, Memory memory, Time now) {
        Deployment deployment = view.get(Deployment.KIND, key);
        if (deployment == null) {
            return Plan.nothing(start());
        }
        try {
            return plan(deployment, view, memory, now);
        } catch (Malformed percentage) {
            return Plan.of(
                    List.of(),
                    List.of(
                            new Reason(
                                    deployment.ref(),
                                    deployment.meta().uid(),
                                    NAME,
                                    "cannot roll out",
                                    List.of(String.valueOf(percentage.getMessage())))),
                    start());
        }
    }

    private Plan<Memory> plan(Deployment deployment, View view, Memory memory, Time now) {
        var claims = Claims.of(view, ReplicaSet.KIND, deployment, deployment.spec().selector());
        if (!claims.actions().isEmpty()) {
            return step(deployment, "adopting and releasing replica sets", claims.actions());
        }
        var versions = Versions.of(deployment, claims.objects());
        if (deployment.deleting()) {
            return end(
                    deployment,
                    "being deleted",
                    List.of(),
                    List.of(),
                    Progress.counted(deployment, versions, now));
        }
        var pause = pause(deployment, now);
        if (pause != null) {
            var status = Progress.withConditions(deployment.status(), pause);
            return step(
                    deployment,
                    deployment.spec().paused() ? "paused" : "resumed",
                    List.of(new Action.UpdateStatus(deployment.withStatus(status), List.of())));
        }
        var numbering = numbering(deployment, versions);
        if (!numbering.isEmpty()) {
            return step(deployment, "numbering the current version", numbering);
        }
        var sizes = new Sizes(deployment, versions.all());
        if (deployment.spec().paused() || Scaling.needed(deployment, versions)) {
            Scaling.apply(deployment, versions, sizes);
            var actions = new ArrayList<>(sizes.actions(now.wall()));
            if (deployment.spec().paused()) {
                actions.addAll(History.cleanup(deployment, versions));
            }
            return end(
                    deployment,
                    deployment.spec().paused() ? "paused" : "following the new size",
                    sizes.describe(),
                    actions,
                    Progress.counted(deployment, versions, now));
        }
        return Bounds.recreates(deployment)
                ? recreate(deployment, versions, sizes, view, memory, now)
                : roll(deployment, versions, sizes, view, memory, now);
    }

    private Plan<Memory> roll(
            Deployment deployment,
            Versions versions,
            Sizes sizes,
            View view,
            Memory memory,
            Time now) {
        if (versions.current() == null) {
            return create(deployment, versions, view, memory, now);
        }
        RollingUpdate.apply(deployment, versions, versions.current(), sizes);
        return move(deployment, versions, sizes, now);
    }

    private Plan<Memory> recreate(
            Deployment deployment,
            Versions versions,
            Sizes sizes,
            View view,
            Memory memory,
            Time now) {
        versions.old().forEach(set -> sizes.set(set, 0));
        if (!sizes.changed()) {
            boolean running =
                    versions.old().stream()
                            .flatMap(set -> view.controlledBy(Pod.KIND, set).stream())
                            .anyMatch(pod -> !pod.finished());
            if (running) {
                return end(
                        deployment,
                        "waiting for the old pods to end",
                        sizes.describe(),
                        List.of(),
                        Progress.rolledOut(deployment, versions, now),
                        now);
            }
            if (versions.current() == null) {
                return create(deployment, versions, view, memory, now);
            }
            sizes.set(versions.current(), deployment.spec().count());
        }
        return move(deployment, versions, sizes, now);
    }

    private Plan<Memory> move(Deployment deployment, Versions versions, Sizes sizes, Time now) {
        var actions = new ArrayList<>(sizes.actions(now.wall()));
        var status = Progress.rolledOut(deployment, versions, now);
        boolean complete = !sizes.changed() && Progress.complete(deployment, status);
        if (complete) {
            actions.addAll(History.cleanup(deployment, versions));
        }
        var bounds = Bounds.of(deployment);
        var details = new ArrayList<>(sizes.describe());
        int most = deployment.spec().count() + bounds.surge();
        details.add(
                "at most "
                        + most
                        + (most == 1 ? " pod, at least " : " pods, at least ")
                        + (deployment.spec().count() - bounds.unavailable())
                        + " available");
        return end(
                deployment,
                sizes.changed()
                        ? "moving pods between versions"
                        : complete ? "rolled out" : "waiting for pods",
                details,
                actions,
                status,
                now);
    }

    private Plan<Memory> create(
            Deployment deployment, Versions versions, View view, Memory memory, Time now) {
        var actions = new ArrayList<Action>();
        if (!memory.refusal.isEmpty()) {
            String name = NewVersion.set(deployment, versions).meta().name();
            String message = "Failed to create new replica set \"" + name + "\": " + memory.refusal;
            actions.add(
                    new Action.Emit(
                            Event.about(
                                    deployment,
                                    NAME,
                                    "",
                                    "Warning",
                                    "ReplicaSetCreateError",
                                    message,
                                    now.wall())));
            var conditions = deployment.status().conditions();
            var failed =
                    Progress.condition(
                            Progress.PROGRESSING, "False", "ReplicaSetCreateError", message, now);
            var told = Progress.put(conditions, failed);
            if (!told.equals(conditions)) {
                var status = Progress.withConditions(deployment.status(), told);
                actions.add(new Action.UpdateStatus(deployment.withStatus(status), List.of()));
                return new Plan<>(
                        actions,
                        List.of(reason(deployment, "could not create", List.of(message))),
                        memory,
                        Optional.empty());
            }
        }
        actions.addAll(NewVersion.actions(deployment, versions, view, now));
        var set = NewVersion.set(deployment, versions);
        String ground =
                versions.old().isEmpty()
                        ? "it has no replica set yet"
                        : "no replica set has its new pod template";
        return new Plan<>(
                actions,
                List.of(
                        reason(
                                deployment,
                                "creating a replica set",
                                List.of(
                                        ground,
                                        set.meta().name()
                                                + ": "
                                                + set.spec().count()
                                                + " wanted"))),
                start(),
                Optional.empty());
    }

    /// {@return the conditions after a pause or its end was noted; null when there is nothing new}
    private static @Nullable List<Condition> pause(Deployment deployment, Time now) {
        var conditions = deployment.status().conditions();
        var progressing = Condition.find(conditions, Progress.PROGRESSING);
        boolean noted = progressing != null && progressing.reason().equals("DeploymentPaused");
        if (Progress.deadline(deployment) == null
                || deployment.spec().paused() == noted
                || (progressing != null && progressing.reason().equals(Progress.TIMED_OUT))) {
            return null;
        }
        return Progress.put(
                conditions,
                noted
                        ? Progress.condition(
                                Progress.PROGRESSING,
                                "Unknown",
                                "DeploymentResumed",
                                "Deployment is resumed",
                                now)
                        : Progress.condition(
                                Progress.PROGRESSING,
                                "Unknown",
                                "DeploymentPaused",
                                "Deployment is paused",
                                now));
    }

    private static List<Action> numbering(Deployment deployment, Versions versions) {
        var current = versions.current();
        if (current == null) {
            return List.of();
        }
        var actions = new ArrayList<Action>();
        var spec = current.spec();
        var numbered =
                current.withMeta(
                                Revisions.numbered(
                                        deployment, current.meta(), Revisions.next(versions.old())))
                        .withSpec(
                                new ReplicaSetSpec(
                                        spec.replicas(),
                                        deployment.spec().minReadySeconds(),
                                        spec.selector(),
                                        spec.template(),
                                        spec.rest()));
        if (!numbered.equals(current)) {
            actions.add(new Action.Update(numbered, List.of(Claims.version(deployment))));
        }
        String revision = numbered.meta().annotation(Revisions.REVISION);
        if (!deployment.meta().annotation(Revisions.REVISION).equals(revision)) {
            actions.add(
                    new Action.Update(
                            deployment.withMeta(
                                    deployment.meta().withAnnotation(Revisions.REVISION, revision)),
                            List.of()));
        }
        return actions;
    }

    private Plan<Memory> step(Deployment deployment, String decision, List<Action> actions) {
        return Plan.of(actions, List.of(reason(deployment, decision, List.of())), start());
    }

    private Plan<Memory> end(
            Deployment deployment,
            String decision,
            List<String> details,
            List<Action> actions,
            DeploymentStatus status) {
        var all = new ArrayList<>(actions);
        if (!status.equals(deployment.status())) {
            all.add(new Action.UpdateStatus(deployment.withStatus(status), List.of()));
        }
        return Plan.of(all, List.of(reason(deployment, decision, details)), start());
    }

    private Plan<Memory> end(
            Deployment deployment,
            String decision,
            List<String> details,
            List<Action> actions,
            DeploymentStatus status,
            Time now) {
        var plan = end(deployment, decision, details, actions, status);
        return new Plan<>(
                plan.actions(),
                plan.reasons(),
                plan.memory(),
                Progress.wakeAt(deployment, status, now));
    }

    private static Reason reason(Deployment deployment, String decision, List<String> details) {
        return new Reason(deployment.ref(), deployment.meta().uid(), NAME, decision, details);
    }
}
