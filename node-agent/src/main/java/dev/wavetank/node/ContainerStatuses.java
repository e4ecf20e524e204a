package dev.wavetank.node;

import dev.wavetank.cluster.model.ContainerState;
import dev.wavetank.cluster.model.ContainerStatus;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.ResourceRequirements;
import dev.wavetank.cluster.model.Shape;
import dev.wavetank.node.Effort.Image;
import dev.wavetank.node.runtime.ObservedContainer;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Says of each container how it fares, as the kubelet does.
final class ContainerStatuses {
    private static final Shape<ResourceRequirements> RESOURCES =
            Shape.of(ResourceRequirements.class);

    private ContainerStatuses() {}

    /// {@return the status of each init container, in order}
    static List<ContainerStatus> inits(PodDraft draft) {
        var statuses = new ArrayList<ContainerStatus>();
        draft.inits.forEach(view -> statuses.add(of(draft, view)));
        return statuses;
    }

    /// {@return the status of each container, by name as the kubelet sorts them}
    static List<ContainerStatus> apps(PodDraft draft) {
        var statuses = new ArrayList<ContainerStatus>();
        draft.apps.forEach(view -> statuses.add(of(draft, view)));
        statuses.sort(Comparator.comparing(ContainerStatus::name));
        return statuses;
    }

    /// {@return the status of each container that was added to look into the pod}
    static List<ContainerStatus> ephemerals(PodDraft draft) {
        var statuses = new ArrayList<ContainerStatus>();
        draft.ephemerals.forEach(view -> statuses.add(of(draft, view)));
        return statuses;
    }

    private static ContainerStatus of(PodDraft draft, ContainerView view) {
        ObservedContainer run = view.shown();
        ContainerState.Waiting waiting = waiting(draft, view, run);
        ContainerState state;
        ContainerState last = view.lastState();
        if (waiting != null) {
            state = ContainerState.waiting(waiting.reason(), waiting.message());
            last = run != null && run.exited() ? ContainerView.terminated(run) : last;
        } else if (run != null && run.running() && run.startedAt() != null) {
            state =
                    new ContainerState(
                            null,
                            new ContainerState.Running(ContainerView.second(run.startedAt())),
                            null);
        } else if (run != null && run.exited()) {
            state = ContainerView.terminated(run);
        } else {
            state =
                    ContainerState.waiting(
                            draft.inits.isEmpty() ? "ContainerCreating" : "PodInitializing", "");
        }
        return new ContainerStatus(
                view.name(),
                state,
                last,
                view.ready() && waiting == null,
                view.restartCount(),
                view.spec().image(),
                run == null ? "" : run.imageId(),
                run == null ? "" : run.id(),
                view.started(),
                run == null ? Json.Obj.EMPTY : asked(view, run));
    }

    /// {@return what a run was given: its resources and its mounts}
    private static Json.Obj asked(ContainerView view, ObservedContainer run) {
        var reported = view.reported();
        if (reported != null && reported.containerID().equals(run.id())) {
            return reported.rest();
        }
        var given = Json.Obj.builder().put("resources", RESOURCES.write(view.spec().resources()));
        var mounts = new ArrayList<Json>();
        for (Json mount : view.spec().rest().array("volumeMounts")) {
            if (mount instanceof Json.Obj each) {
                mounts.add(mount(each));
            }
        }
        if (!mounts.isEmpty()) {
            given.put("volumeMounts", new Json.Arr(mounts));
        }
        return given.build();
    }

    private static Json.Obj mount(Json.Obj asked) {
        var mount =
                Json.Obj.builder()
                        .put("mountPath", asked.text("mountPath"))
                        .put("name", asked.text("name"));
        if (new Json.Bool(true).equals(asked.get("readOnly"))) {
            mount.put("readOnly", new Json.Bool(true)).put("recursiveReadOnly", "Disabled");
        }
        return mount.build();
    }

    /// {@return what holds the next run up, if that is worth saying}
    private static ContainerState.@Nullable Waiting waiting(
            PodDraft draft, ContainerView view, @Nullable ObservedContainer run) {
        if (run != null && run.alive()) {
            return null;
        }
        var effort = draft.effort(view);
        int next = view.nextAttempt();
        var image = effort.image();
        if (image != null && image.attempt() == next) {
            switch (image) {
                case Image.Failed failed -> {
                    return pullFailed(draft, view, failed);
                }
                case Image.Asked(_, var before) -> {
                    if (before != null) {
                        return pullFailed(draft, view, before);
                    }
                }
                case Image.Ready _ -> {}
            }
        }
        var start = effort.start();
        if (start != null && start.attempt() == next && start.failure() != null) {
            return new ContainerState.Waiting(start.failure().reason(), start.failure().message());
        }
        return crashLoop(draft, view, run, effort.restarts());
    }

    private static ContainerState.Waiting pullFailed(
            PodDraft draft, ContainerView view, Image.Failed failed) {
        return draft.now.before(failed.at().plus(Starting.NEXT_LOOK))
                ? new ContainerState.Waiting(failed.reason(), failed.message())
                : new ContainerState.Waiting(
                        "ImagePullBackOff", Starting.backOffMessage(view, failed));
    }

    private static ContainerState.@Nullable Waiting crashLoop(
            PodDraft draft,
            ContainerView view,
            @Nullable ObservedContainer run,
            Restarts restarts) {
        var seen = restarts.endSeen();
        boolean backsOff =
                run != null
                        && restarts.announced() == run.attempt()
                        && seen != null
                        && !draft.now.before(seen.plus(Starting.NEXT_LOOK));
        if (!backsOff) {
            return null;
        }
        long seconds = restarts.waits().toSeconds();
        return new ContainerState.Waiting(
                "CrashLoopBackOff",
                "back-off "
                        + duration(seconds)
                        + " restarting failed container="
                        + view.name()
                        + " pod="
                        + draft.fullName());
    }

    /// {@return the seconds as Go prints a duration: `40s`, `1m20s`, `5m0s`}
    static String duration(long seconds) {
        return seconds < 60 ? seconds + "s" : seconds / 60 + "m" + seconds % 60 + "s";
    }
}
