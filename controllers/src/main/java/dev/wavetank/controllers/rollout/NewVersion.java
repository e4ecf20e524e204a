package dev.wavetank.controllers.rollout;

import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.DeploymentStatus;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.LabelSelector;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.OwnerReference;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.model.ReplicaSetSpec;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.View;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.controllers.owners.Claims;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/// Makes the ReplicaSet of a template that has none yet.
///
/// Its name is the Deployment's and the template's hash, so it cannot be made twice. If the name
/// belongs to something else, the collision is counted into the hash and another name comes out.
final class NewVersion {
    private NewVersion() {}

    static List<Action> actions(Deployment deployment, Versions versions, View view, Time now) {
        var set = set(deployment, versions);
        var status = Progress.counted(deployment, versions, now);
        if (view.get(ReplicaSet.KIND, set.key()) != null) {
            return List.of(update(deployment, collided(status)));
        }
        var actions = new ArrayList<Action>();
        actions.add(
                new Action.Create(
                        set,
                        List.of(
                                view.sameChildren(ReplicaSet.KIND, deployment),
                                Claims.version(deployment))));
        if (set.spec().count() > 0) {
            actions.add(
                    Sizes.scaled(deployment, set.meta().name(), 0, set.spec().count(), now.wall()));
        }
        var created =
                Progress.condition(
                        Progress.PROGRESSING,
                        "True",
                        "NewReplicaSetCreated",
                        "Created new replica set \"" + set.meta().name() + "\"",
                        now);
        actions.add(
                update(
                        deployment,
                        Progress.withConditions(
                                status, Progress.put(status.conditions(), created))));
        return actions;
    }

    private static Action update(Deployment deployment, DeploymentStatus status) {
        return new Action.UpdateStatus(deployment.withStatus(status), List.of());
    }

    private static DeploymentStatus collided(DeploymentStatus status) {
        Integer before = status.collisionCount();
        return new DeploymentStatus(
                status.observedGeneration(),
                status.replicas(),
                status.updatedReplicas(),
                status.readyReplicas(),
                status.availableReplicas(),
                status.unavailableReplicas(),
                status.terminatingReplicas(),
                before == null ? 1 : before + 1,
                status.conditions(),
                status.rest());
    }

    static ReplicaSet set(Deployment deployment, Versions versions) {
        var spec = deployment.spec();
        String hash = TemplateHash.of(spec.template(), deployment.status().collisionCount());
        var template = TemplateHash.labelled(spec.template(), hash);
        var labels = new TreeMap<>(spec.selector().matchLabels());
        labels.put(TemplateHash.LABEL, hash);
        var meta =
                Meta.of(deployment.meta().namespace(), deployment.meta().name() + "-" + hash)
                        .withLabels(template.meta().labels())
                        .withOwners(List.of(OwnerReference.controller(deployment)));
        var annotated =
                Revisions.sized(
                        deployment,
                        Revisions.numbered(deployment, meta, Revisions.next(versions.old())));
        var empty = ReplicaSet.KIND.read(Json.Obj.EMPTY);
        return new ReplicaSet(
                annotated,
                new ReplicaSetSpec(
                        RollingUpdate.newSize(deployment, versions, 0),
                        spec.minReadySeconds(),
                        new LabelSelector(
                                Collections.unmodifiableSortedMap(labels),
                                spec.selector().matchExpressions()),
                        template,
                        Json.Obj.EMPTY),
                empty.status(),
                Json.Obj.EMPTY);
    }
}
